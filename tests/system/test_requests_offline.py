"""A request while the network is cut: kept through everything, and at central once."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from devdock.journey import offline_visit
from tests.system.caisse import SCREEN
from tests.system.three_processes import Hurried, Kiosk, named
from tests.waiting import eventually

pytestmark = pytest.mark.system

SENT_WITHIN_S = 60.0
_REFERENCE = re.compile(r"[0-9]{8}-0751-07-[0-9]{6}-[0-9]{2}")


class Offline(Kiosk):
    """With a look at the queue and at what central has of it."""

    def asks_by_post(self) -> str:
        """A visit while the network is cut, until it is recorded; the reference it shows."""
        self.world.network.set_fault("cut")
        self.sees_the_link(there=False)
        self.to_the_question()
        self.hand.press("Oui, l’envoyer")
        return self.recorded()

    def to_the_question(self) -> None:
        self.insert()
        self.hand.press("Attestations")
        self.hand.press("Attestation par courrier")
        self.hand.expect_screen("confirm")

    def recorded(self) -> str:
        self.hand.expect_screen("recorded")
        (spelled,) = (text for text in self.hand.do("texts") if text.startswith("Référence"))
        reference = str(spelled).partition(":")[2].replace(" ", "").replace(",", "-")
        assert _REFERENCE.fullmatch(reference)
        return reference

    def is_done(self) -> None:
        """The person has read it and goes, without the wait for paper that may be left."""
        self.hand.press("Faire autre chose")
        self.hand.expect_screen("home")
        self.leave()

    def back_online(self) -> None:
        self.world.network.set_fault(None)
        self.sees_the_link(there=True)

    def waits(self) -> int:
        return self._queue()["waiting"]

    def knows(self) -> int:
        """How many requests there ever were."""
        return sum(self._queue().values())

    def is_sent(self) -> None:
        eventually(lambda: self.waits() == 0, SENT_WITHIN_S)

    def _queue(self) -> Mapping[str, int]:
        """A kiosk-sync that has just come up, on a busy machine, says it after a while."""
        said: list[Mapping[str, int]] = []

        def says() -> bool:
            if (queue := self.world.queue()) is not None:
                said.append(queue)
            return bool(said)

        eventually(says)
        return said[-1]

    def on_kiosks_disk(self) -> Iterator[tuple[Path, str]]:
        """What the kiosk's own processes leave behind, but for the paper."""
        for folder in (self.world.folder / "sync-state", self.world.logs):
            for path in folder.rglob("*"):
                if path.is_file():
                    yield path, path.read_bytes().decode("latin-1")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offline]:
    world = DemoEnvironment(
        Setup(tmp_path_factory.mktemp("w"), central=CHEAP_HASHES, environment=SCREEN)
    )
    try:
        world.start()
        hand = Hurried(world.ui_socket)
        hand.expect_screen("attract")
        yield Offline(world, hand)
    finally:
        world.close()


@pytest.fixture
def kiosk(running: Offline) -> Iterator[Offline]:
    """Online and at rest before and after."""
    running.sees_the_link(there=True)
    yield running
    running.world.network.set_fault(None)
    running.world.start_one("sync")
    running.hand.do("remove")
    running.hand.expect_screen("attract")
    running.sees_the_link(there=True)


def test_it_outlives_kiosk_sync_and_arrives_once(kiosk: Offline):
    reference = kiosk.asks_by_post()
    assert kiosk.says("Elle partira plus tard, toute seule.")
    kiosk.world.stop("sync", signal.SIGKILL)
    kiosk.world.start_sync()
    assert kiosk.waits() == 1
    kiosk.is_done()
    kiosk.back_online()
    kiosk.is_sent()
    kiosk.world.stop("sync", signal.SIGKILL)
    kiosk.world.start_sync()
    assert kiosk.world.requests().count(reference) == 1
    assert _shown_to_staff(kiosk, reference)["state"] == "acknowledged"


def test_a_kiosk_sync_gone_at_the_moment_of_asking_records_it_once(kiosk: Offline):
    kiosk.world.network.set_fault("cut")
    kiosk.sees_the_link(there=False)
    kiosk.to_the_question()
    known = kiosk.knows()
    kiosk.kill("sync")
    kiosk.meets(
        "Nous ne savons pas si votre demande est enregistrée",
        lambda: kiosk.hand.press("Oui, l’envoyer"),
    )
    kiosk.world.start_sync()
    kiosk.hand.press("Réessayer")
    kiosk.recorded()
    kiosk.is_done()
    assert kiosk.knows() == known + 1


def test_the_demonstrations_own_visit_leaves_nothing_of_the_person_on_the_kiosks_disk(
    kiosk: Offline,
):
    hand, network = kiosk.hand, kiosk.world.network
    screens = list(offline_visit(hand, kiosk.insert, lambda: hand.do("remove"), network.set_fault))
    assert screens[-1] == "recorded"
    searched = list(kiosk.on_kiosks_disk())
    assert any("queue" in path.name for path, _ in searched)
    assert {path: found for path, text in searched if (found := named([text]))} == {}


def _shown_to_staff(kiosk: Offline, reference: str) -> dict[str, Any]:
    command = [str(Path(sys.executable).with_name("kiosk")), "queue", "show", reference, "--json"]
    config = ["--config", str(kiosk.world.folder / "kiosk.toml")]
    done = subprocess.run([*command, *config], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
