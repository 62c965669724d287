"""Commands through three real processes: from an operator's terminal to the screen, and back."""

import os
from collections.abc import Iterator
from uuid import UUID

import pytest

from central.fleet.commands.issuing import command_of
from central.store.database import engine_for, transaction
from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from tests.central.terminal import central
from tests.system.caisse import SCREEN
from tests.system.three_processes import Hurried
from tests.waiting import eventually

pytestmark = pytest.mark.system

WITHIN_S = 60.0


class Operator:
    """``central fleet`` on the store of a running world."""

    def __init__(self, world: DemoEnvironment) -> None:
        self.world = world
        self._engine = engine_for(f"sqlite:///{world.folder / 'central.db'}")

    def says(self, *words: str) -> str:
        return central("fleet", *words, "--config", str(self.world.folder / "central.toml"))

    def has(self, *words: str, end: str = "executed") -> str:
        """Gives the command, waits until the kiosk says that it is at its end, and gives its id."""
        id_ = self.says("command", *words).strip()
        eventually(lambda: self.state(id_)[0] == end, WITHIN_S)
        return id_

    def state(self, id_: str) -> tuple[str, str | None]:
        with transaction(self._engine) as db:
            found = command_of(db, UUID(id_))
        assert found is not None
        return found.state, found.reason


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    folder = tmp_path_factory.mktemp("w")
    often = {"next_poll_s": "1"}
    world = DemoEnvironment(Setup(folder, central={**CHEAP_HASHES, **often}, environment=SCREEN))
    operator = Operator(world)
    former = os.umask(0o077)
    try:
        world.start()
        Hurried(world.ui_socket).expect_screen("attract")
        yield operator
    finally:
        os.umask(former)
        world.close()


def test_out_of_service_and_back_with_a_restart_of_both_between(operator: Operator) -> None:
    hand = Hurried(operator.world.ui_socket)
    operator.has("out-of-service", "demo", "--reason", "maintenance")
    hand.expect_screen("outOfService")
    hand.expect_text("Une maintenance est en cours.")
    for name in ("sync", "kiosk"):
        operator.world.restart(name)
    hand = Hurried(operator.world.ui_socket)
    hand.expect_screen("outOfService")
    operator.has("back-in-service", "demo")
    hand.expect_screen("attract")


def test_a_page_a_picture_and_a_message(operator: Operator) -> None:
    hand = Hurried(operator.world.ui_socket)
    hand.expect_screen("attract")
    before = len(list(operator.world.paper.glob("*.pdf")))
    operator.has("test-page", "demo")
    assert len(list(operator.world.paper.glob("*.pdf"))) == before + 1
    operator.has("message", "demo", "--text", "fr=La borne ferme à 16 h.")
    hand.expect_text("La borne ferme à 16 h.")
    id_ = operator.has("screenshot", "demo")
    picture = operator.world.folder / "picture.png"
    operator.says("result", id_, "--out", str(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_in_a_visit_a_picture_is_refused_and_a_page_waits(operator: Operator) -> None:
    hand = Hurried(operator.world.ui_socket)
    hand.do("insert", card="aicha-diallo")
    hand.expect_screen("home")
    page = operator.has("test-page", "demo", end="acknowledged")
    hand.do("remove")
    eventually(lambda: operator.state(page)[0] == "executed", WITHIN_S)
    hand.expect_screen("attract")
    hand.do("insert", card="aicha-diallo")
    hand.expect_screen("home")
    picture = operator.has("screenshot", "demo", end="refused")
    assert operator.state(picture) == ("refused", "in-a-visit")
    hand.do("remove")
    hand.expect_screen("attract")
