"""A line: whatever comes down it, its server stands; a caller never waits without end."""

import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devdock.control_server import ControlRequest, ControlServer, Refusal
from devdock.remote import Remote


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "line.sock"


def echo(request: ControlRequest) -> object:
    if request["do"] == "refuse":
        raise Refusal("not today")
    return dict(request)


@pytest.fixture
def server(path: Path) -> Iterator[ControlServer]:
    made = ControlServer(path, echo)
    yield made
    made.close()


def test_an_answer_comes_back(server: ControlServer, path: Path):
    assert Remote(path).do("echo", word="é") == {"do": "echo", "word": "é"}


def test_a_refusal_comes_back_in_its_own_words(server: ControlServer, path: Path):
    with pytest.raises(Refusal, match=r"^not today$"):
        Remote(path).do("refuse")


def test_only_this_user_may_speak(server: ControlServer, path: Path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize("nonsense", [b"\xff\xfe\n", b"[1]\n", b"{}\n", b'"do"\n', b"", b"{"])
def test_nonsense_ends_its_own_line_only(server: ControlServer, path: Path, nonsense: bytes):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(5)
        caller.connect(str(path))
        caller.sendall(nonsense)
        caller.shutdown(socket.SHUT_WR)
        caller.recv(4096)
    assert Remote(path).do("echo") == {"do": "echo"}


def test_a_slow_move_holds_up_nobody_else(path: Path):
    free = threading.Event()

    def do(request: ControlRequest) -> object:
        if request["do"] == "slow":
            free.wait(10)
        return request["do"]

    server = ControlServer(path, do)
    slow = threading.Thread(target=lambda: Remote(path).do("slow"))
    slow.start()
    assert Remote(path).do("quick") == "quick"
    free.set()
    slow.join(5)
    server.close()


def test_nobody_there_and_nobody_who_answers(path: Path):
    with pytest.raises(OSError):
        Remote(path).do("echo")
    free = threading.Event()
    server = ControlServer(path, lambda _: free.wait(10))
    with pytest.raises(TimeoutError):
        Remote(path, timeout_s=0.1).do("echo")
    free.set()
    server.close()
    assert not path.exists()
