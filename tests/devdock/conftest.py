"""A dock whose moves nobody carries out: they are kept, in order, and answered as the test says."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from devdock.control_server import Refusal
from devdock.panel.command_runner import CommandRunner
from devdock.panel.dock import Dock

WELL: dict[str, Any] = {
    "processes": {
        "central": "running, pid 1",
        "sync": "running, pid 2",
        "kiosk": "running, pid 3",
        "console": "running, pid 4",
    },
    "console": {
        "address": "http://127.0.0.1:20123",
        "login": "claire.morel",
        "password": "une borne pour tous",
        "code": "012345",
    },
    "network": None,
    "screen": "attract",
    "shift_s": 0.0,
    "reader": None,
    "card": True,
    "printer": None,
    "receipt": None,
}


class FakeHands:
    """``moves`` holds what was asked for but looks; ``refuses`` and ``gone`` make moves fail;
    while ``hangs`` is set, they wait."""

    def __init__(self) -> None:
        self.moves: list[tuple[str, dict[str, Any]]] = []
        self.state = dict(WELL)
        self.refuses = ""
        self.gone = False
        self.free = threading.Event()
        self.free.set()

    def do(self, what: str, **arguments: Any) -> Any:
        if self.gone:
            raise ConnectionRefusedError
        if what == "state":
            return self.state
        self.moves.append((what, arguments))
        self.free.wait(10)
        if self.refuses:
            raise Refusal(self.refuses)
        return None


@pytest.fixture
def hands() -> Iterator[FakeHands]:
    made = FakeHands()
    yield made
    made.free.set()


@pytest.fixture
def dock(hands: FakeHands, qtbot: QtBot, tmp_path: Path) -> Iterator[Dock]:
    """At rest: it looks when the test says so."""
    for folder in ("paper", "strips", "logs"):
        (tmp_path / folder).mkdir()
    runner = CommandRunner(hands)
    made = Dock(runner, *(tmp_path / folder for folder in ("paper", "strips", "logs")))
    made.stop_looking()
    qtbot.addWidget(made)
    made.resize(1380, 1040)
    made.show()
    with qtbot.waitSignal(runner.seen):
        made.look()
    yield made
    hands.free.set()
    runner.close()
