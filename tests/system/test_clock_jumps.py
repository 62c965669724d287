"""Wall clocks that jump, on real processes: nothing ends early or late, and a wrong one is said."""

import signal
from collections.abc import Iterator

import pytest

from devdock.clocks import NO_LIBRARY, library
from devdock.demo_environment import DemoEnvironment, Setup
from tests.system.caisse import CHEAP_HASHES, SCREEN
from tests.system.three_processes import Hurried, Kiosk
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(library() is None, reason=NO_LIBRARY),
]

HOUR_S = 3_600.0
TEN_YEARS_S = 3_653 * 24 * HOUR_S
SHOWN_WITHIN_S = 3.0
"""The wall clock is looked at once a second; asking takes its time, too."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Every process goes by a clock of its own from the start, so that it jumps while it runs."""
    world = DemoEnvironment(
        Setup(tmp_path_factory.mktemp("w"), central=CHEAP_HASHES, environment=SCREEN)
    )
    try:
        for name in ("central", "sync", "kiosk"):
            world.give_clock(name)
        world.start()
        hand = Hurried(world.ui_socket)
        hand.expect_screen("attract")
        yield Kiosk(world, hand)
    finally:
        world.close()


@pytest.fixture
def kiosk(running: Kiosk) -> Iterator[Kiosk]:
    yield running
    for name in ("central", "sync", "kiosk"):
        running.world.shift_clock(name, 0)
    running.hand.do("remove")
    running.hand.expect_screen("attract")


def jump(kiosk: Kiosk, seconds: float) -> None:
    """Everybody's clock is set: the whole caisse agrees on the new time."""
    for name in ("central", "sync", "kiosk"):
        kiosk.world.shift_clock(name, seconds)


def shown(kiosk: Kiosk) -> str:
    """The time on the screen."""
    (clock,) = [text for text in kiosk.hand.do("texts") if len(text) == 5 and text[2] == ":"]
    return str(clock)


@pytest.mark.parametrize("seconds", [HOUR_S, -HOUR_S, TEN_YEARS_S, -TEN_YEARS_S])
def test_a_visit_goes_on_whatever_the_clock_says(kiosk: Kiosk, seconds: float):
    """The clock jumps at home and jumps back behind the code; silence still lasts its minute."""
    hand = kiosk.hand
    kiosk.sees_the_link(there=True)
    before = kiosk.papers()
    kiosk.insert()
    before_the_jump = hand.do("texts")
    kiosk.world.shift_clock("kiosk", seconds)
    eventually(lambda: hand.do("texts") != before_the_jump, SHOWN_WITHIN_S)
    assert hand.do("screen") == "home", "no alarm goes by the wall clock"
    hand.press("Attestation de droits")
    kiosk.code()
    hand.expect_control("Attestation complète")
    kiosk.world.shift_clock("kiosk", 0)
    hand.press("Attestation complète")
    hand.press("Oui, imprimer")
    hand.expect_screen("paper")
    assert kiosk.papers() == before + 1
    hand.press("J’ai mon papier, continuer")
    hand.expect_screen("home")
    kiosk.leave()


def test_the_screen_shows_the_new_time_at_once(kiosk: Kiosk):
    was = shown(kiosk)
    kiosk.world.shift_clock("kiosk", HOUR_S)
    hour = f"{(int(was[:2]) + 1) % 24:02}"
    eventually(lambda: shown(kiosk)[:2] == hour, SHOWN_WITHIN_S)


@pytest.mark.parametrize("seconds", [HOUR_S, -TEN_YEARS_S])
def test_a_kiosk_whose_clock_is_wrong_says_so_and_not_that_the_network_is_gone(
    kiosk: Kiosk, seconds: float
):
    kiosk.world.shift_clock("sync", seconds)
    kiosk.hand.expect_text("L’heure de la borne est fausse")
    assert not kiosk.says("Le réseau est coupé")
    kiosk.insert()
    kiosk.leave()
    kiosk.world.shift_clock("sync", 0)
    eventually(lambda: not kiosk.says("L’heure de la borne est fausse"))
    kiosk.whole_visit()


def test_a_caisse_that_agrees_on_a_new_time_goes_on(kiosk: Kiosk):
    """Summer time is no jump for anybody; but a server set right takes its kiosks with it."""
    jump(kiosk, HOUR_S)
    kiosk.sees_the_link(there=True)
    kiosk.whole_visit()
    assert not kiosk.says("L’heure de la borne est fausse")


def test_a_process_killed_under_a_wrong_clock_comes_back_with_the_right_one(kiosk: Kiosk):
    kiosk.world.shift_clock("sync", TEN_YEARS_S)
    kiosk.hand.expect_text("L’heure de la borne est fausse")
    kiosk.world.stop("sync", signal.SIGKILL)
    kiosk.world.shift_clock("sync", 0)
    kiosk.start("sync")
    kiosk.sees_the_link(there=True)
    eventually(lambda: not kiosk.says("L’heure de la borne est fausse"))
