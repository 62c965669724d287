"""Each process in turn may open no more files, in the middle of a visit: the screen stays, what was
begun ends safely, the log says so, and all goes on by itself.
"""

import json
import resource
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from devdock.control_server import LONGEST_LINE, Refusal
from devdock.demo_environment import DemoEnvironment, Setup
from devdock.patience import CEILING_S
from devdock.processes import Running
from tests.system.caisse import CHEAP_HASHES, SCREEN
from tests.system.three_processes import CODE, Hurried, Kiosk
from tests.waiting import eventually

pytestmark = pytest.mark.system
UNREACHABLE = "La caisse ne répond pas pour l’instant"
STANDARD = 3
"""Input, output and errors, which every process has open."""
MOST_LINES = 200
"""Of one process in a whole test: one that spins writes as many in a moment."""


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


def pid_of(kiosk: Kiosk, name: str) -> int:
    state = kiosk.world.state(name)
    assert isinstance(state, Running)
    return state.pid


@contextmanager
def no_more_files(pid: int) -> Iterator[None]:
    """It keeps those that it has, and whichever of them it closes, it gets no other for it."""
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (STANDARD, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


def lines(kiosk: Kiosk, name: str) -> list[dict[str, object]]:
    said = (kiosk.world.logs / f"{name}.log").read_text().splitlines()
    return [json.loads(line) for line in said if line.startswith("{")]


def events(kiosk: Kiosk, name: str) -> list[object]:
    return [line["event"] for line in lines(kiosk, name)]


def test_a_door_that_can_let_nobody_in_waits_and_goes_on(running: Kiosk) -> None:
    kiosk = running
    before, pid = len(lines(kiosk, "sync")), pid_of(kiosk, "sync")
    kiosk.insert()
    with no_more_files(pid):
        kiosk.meets(UNREACHABLE, lambda: kiosk.hand.press("Attestation de droits"))
        eventually(lambda: "files_exhausted" in events(kiosk, "sync")[before:])
    kiosk.leave()
    # Behind all who waited, and have gone: what those asked for is dealt with by then.
    eventually(lambda: kiosk.world.queue() is not None)
    kiosk.whole_visit()
    assert pid_of(kiosk, "sync") == pid, "it was never started anew"
    told_once_and_little(events(kiosk, "sync")[before:])


def test_central_serves_who_waited_once_it_has_a_file_for_them(running: Kiosk) -> None:
    kiosk = running
    before, pid = len(lines(kiosk, "central")), pid_of(kiosk, "central")
    address = urlsplit(kiosk.world.central_url)
    with no_more_files(pid):
        waiting = socket.create_connection((address.hostname, address.port), CEILING_S)
        waiting.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        eventually(lambda: "files_exhausted" in events(kiosk, "central")[before:])
    with waiting:
        assert waiting.recv(64).startswith(b"HTTP/1.1 200 ")
    kiosk.whole_visit()
    assert pid_of(kiosk, "central") == pid
    told_once_and_little(events(kiosk, "central")[before:])


def told_once_and_little(said: list[object]) -> None:
    """It went on for less than a minute."""
    assert said.count("files_exhausted") == 1
    assert len(said) < MOST_LINES
    assert not {"bug", "bug_in_the_loop", "library"} & set(said)


class HeldLine(Hurried):
    """A hand that came before there was no more room for one: one connection for all it does."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(CEILING_S)
        self._line.connect(str(path))
        self._answers = self._line.makefile("rb")
        self.do("screen")

    def do(self, what: str, **arguments: Any) -> Any:
        self._line.sendall(json.dumps({"do": what, **arguments}).encode() + b"\n")
        answer = json.loads(self._answers.readline(LONGEST_LINE))
        if not answer["ok"]:
            raise Refusal(answer["error"])
        return answer["value"]

    def close(self) -> None:
        self._answers.close()
        self._line.close()


def test_the_screen_stays_ends_the_visit_and_goes_on(running: Kiosk) -> None:
    before, pid = len(lines(running, "kiosk")), pid_of(running, "kiosk")
    running.insert()
    running.hand.press("Attestation de droits")
    running.hand.expect_screen("code")
    with closing(HeldLine(running.world.ui_socket)) as hand:
        held = Kiosk(running.world, hand)
        with no_more_files(pid):
            hand.type_code(CODE)
            held.meets(UNREACHABLE, lambda: hand.press("Valider"))
            held.leave()
    running.whole_visit()
    assert pid_of(running, "kiosk") == pid
    said = events(running, "kiosk")[before:]
    assert len(said) < MOST_LINES
    assert "bug" not in said
