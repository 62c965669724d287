"""kiosk-sync and central killed at every step of a visit: the right words in time, then on."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from devdock.control_server import Refusal
from devdock.demo_environment import DemoEnvironment, Setup
from devdock.processes import ProcessState, Running
from tests.system.caisse import CHEAP_HASHES, SCREEN
from tests.system.three_processes import CODE, Hurried, Kiosk, named
from tests.waiting import eventually

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    world = DemoEnvironment(
        Setup(tmp_path_factory.mktemp("w"), central=CHEAP_HASHES, environment=SCREEN)
    )
    try:
        world.start()
        hand = Hurried(world.ui_socket)
        hand.expect_screen("attract")
        yield Kiosk(world, hand)
    finally:
        world.close()


@pytest.fixture
def kiosk(running: Kiosk) -> Iterator[Kiosk]:
    """At rest before and after, whatever happened, with every process there."""
    running.sees_the_link(there=True)
    yield running
    running.hand.do("remove")
    for name in ("central", "sync"):
        running.world.start_one(name)
    running.hand.expect_screen("attract")
    running.sees_the_link(there=True)


UNREACHABLE = "La caisse ne répond pas pour l’instant"
NOT_MADE = "L’attestation n’est pas prête"
BOTH = pytest.mark.parametrize("victim", ["sync", "central"])


def test_central_gone_while_nobody_is_there_is_said_and_what_can_wait_is_offered(kiosk: Kiosk):
    gone(kiosk, "central")
    assert kiosk.says("Le réseau est coupé. La borne garde vos demandes.")
    kiosk.hand.press("Attestations")
    kiosk.hand.expect_text("par courrier")
    kiosk.leave()
    kiosk.start("central")
    kiosk.whole_visit()


def test_sync_gone_while_nobody_is_there_is_said_and_nothing_is_taken(kiosk: Kiosk):
    gone(kiosk, "sync")
    assert kiosk.says("Le réseau est coupé. Certaines démarches sont arrêtées.")
    with pytest.raises(Refusal, match="disabled"):
        kiosk.hand.press("Attestations")
    kiosk.hand.press("Carte Vitale")
    kiosk.hand.press("Lire ma carte")
    kiosk.hand.expect_text("DIALLO")
    kiosk.leave()
    kiosk.start("sync")
    kiosk.whole_visit()


def gone(kiosk: Kiosk, victim: str) -> None:
    """Killed before anybody comes; then somebody does."""
    kiosk.kill(victim)
    kiosk.sees_the_link(there=False)
    kiosk.insert()


@BOTH
def test_gone_before_each_exchange_of_a_visit_and_back(kiosk: Kiosk, victim: str):
    """One visit: its code and its paper are asked of nobody at first."""
    hand, lost = kiosk.hand, victim == "sync"
    before = kiosk.papers()
    kiosk.insert()
    hand.press("Attestation de droits")
    hand.expect_screen("code")
    hand.type_code(CODE[:3])
    kiosk.kill(victim)
    hand.type_code(CODE[3:])
    kiosk.meets(UNREACHABLE, lambda: hand.press("Valider"))
    kiosk.start(victim)
    hand.press("Réessayer")
    kiosk.code()
    if lost:
        # A kiosk-sync that begins anew knows nobody: it is told again who is there, with a code.
        kiosk.code()
    hand.press("Attestation complète")
    hand.expect_screen("confirm")
    kiosk.kill(victim)
    kiosk.meets(NOT_MADE, lambda: hand.press("Oui, imprimer"))
    kiosk.start(victim)
    hand.press("Réessayer")
    if lost:
        kiosk.code()
    hand.expect_screen("paper")
    assert kiosk.papers() == before + 1
    hand.press("J’ai mon papier, continuer")
    hand.expect_screen("home")
    kiosk.leave()
    kiosk.whole_visit()


def test_central_gone_where_nothing_is_asked_of_it_disturbs_nobody(kiosk: Kiosk):
    hand = kiosk.hand
    before = kiosk.papers()
    print_begins(kiosk)
    kiosk.kill("central")
    hand.expect_screen("paper")
    assert kiosk.papers() == before + 1
    hand.press("J’ai mon papier, continuer")
    hand.expect_screen("home")
    hand.press("Terminer")
    hand.expect_screen("takeCard")
    kiosk.leave()
    kiosk.start("central")
    kiosk.whole_visit()


def test_sync_gone_as_printing_begins_gives_one_paper_or_says_that_there_is_none(kiosk: Kiosk):
    """No paper without its line in the print journal: who gets there first is for chance."""
    hand = kiosk.hand
    before = kiosk.papers()
    print_begins(kiosk)
    kiosk.kill("sync")
    eventually(lambda: hand.do("screen") in {"paper", "problem"})
    came = hand.do("screen") == "paper"
    assert kiosk.papers() == before + came
    if came:
        hand.press("J’ai mon papier, continuer")
        hand.expect_screen("home")
    kiosk.leave()
    kiosk.start("sync")
    kiosk.whole_visit()


def print_begins(kiosk: Kiosk) -> None:
    kiosk.insert()
    kiosk.hand.press("Attestation de droits")
    kiosk.code()
    kiosk.hand.press("Attestation complète")
    kiosk.hand.press("Oui, imprimer")
    kiosk.hand.expect_text("s’imprime")


@BOTH
def test_hung_in_the_middle_of_an_exchange_then_killed(kiosk: Kiosk, victim: str):
    kiosk.insert()
    state = kiosk.world.state(victim)
    kiosk.hand.press("Attestation de droits")
    kiosk.hand.expect_screen("code")
    kiosk.hand.type_code(CODE)
    _signal(state, signal.SIGSTOP)
    kiosk.hand.press("Valider")
    kiosk.hand.expect_screen("working")
    kiosk.meets(UNREACHABLE, lambda: kiosk.kill(victim))
    kiosk.hand.press("Terminer")
    kiosk.hand.expect_screen("takeCard")
    assert not named(kiosk.hand.do("texts"))
    kiosk.leave()
    kiosk.start(victim)
    kiosk.whole_visit()


def test_all_three_killed_at_once_in_a_visit(kiosk: Kiosk):
    kiosk.insert()
    kiosk.hand.press("Attestation de droits")
    kiosk.code()
    kiosk.hand.expect_control("Attestation complète")
    for name in ("kiosk", "sync", "central"):
        kiosk.kill(name)
    for name in ("central", "sync", "kiosk"):
        kiosk.start(name)
    kiosk.hand.expect_screen("attract")
    assert not named(kiosk.hand.do("texts"))
    kiosk.whole_visit()


def test_nothing_of_anybody_was_left_anywhere(running: Kiosk):
    """After all of the above: logs, files and the folders of the sockets. Central's own store, and
    the paper itself, hold people by their nature."""
    searched = 0
    for path in running.world.folder.rglob("*"):
        if not path.is_file() or path.name.startswith("central.db") or path.suffix == ".pdf":
            continue
        searched += 1
        found = named([path.read_bytes().decode("utf-8", "replace")])
        assert not found, f"{path.name} holds {found}"
    assert searched >= 5, "the search found too little to search"
    for name in ("kiosk", "sync", "central"):
        log = (running.world.logs / f"{name}.log").read_text("utf-8")
        kinds = [json.loads(line)["event"] for line in log.splitlines()]
        assert "bug" not in kinds
    assert named([Path("/proc/self/cmdline").read_text(), CODE]), "the search must find"


def _signal(state: ProcessState, number: signal.Signals) -> None:
    assert isinstance(state, Running)
    os.kill(state.pid, number)
