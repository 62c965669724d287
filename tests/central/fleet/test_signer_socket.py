"""Who may ask the signer, and that a question names kiosks and nothing else."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from central.fleet.configuration import signer_socket
from central.fleet.configuration.signer import NotSigned
from central.fleet.configuration.signer_socket import (
    SignerServer,
    SignerUnavailable,
    ask_signer,
    ask_signer_for_commands,
)
from central.runtime.line_socket import listen_at

pytestmark = pytest.mark.any_store


class Signs:
    """Remembers for whom it was asked to sign."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.failure: Exception | None = None

    def __call__(self, kiosks):
        self.asked.append(tuple(kiosks))
        if self.failure is not None:
            raise self.failure
        return {each: NotSigned.UNKNOWN_KIOSK if each == "stranger" else 7 for each in kiosks}

    def commands(self, commands):
        return {each: 8 if each.int else NotSigned.UNKNOWN_COMMAND for each in commands}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "signer.sock"


def serving(path: Path, signs: Signs, allowed: frozenset[int]) -> Iterator[None]:
    with listen_at(path) as listening:
        server = SignerServer(listening, allowed, signs, signs.commands)
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield
        server.stop()
        thread.join()


@pytest.fixture
def signs(path: Path) -> Iterator[Signs]:
    signs = Signs()
    for _ in serving(path, signs, frozenset({os.getuid()})):
        yield signs


def raw(path: Path, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.settimeout(10)
        peer.connect(str(path))
        peer.sendall(line)
        peer.shutdown(socket.SHUT_WR)
        try:
            return peer.recv(65_536)
        except ConnectionError:
            return b""


def test_a_question_is_answered_kiosk_by_kiosk(path: Path, signs: Signs) -> None:
    assert ask_signer(path, ["a", "stranger"]) == {"a": 7, "stranger": NotSigned.UNKNOWN_KIOSK}
    assert signs.asked == [("a", "stranger")]


def test_commands_are_asked_for_by_their_ids_alone(path: Path, signs: Signs) -> None:
    known, unknown = UUID(int=5), UUID(int=0)
    assert ask_signer_for_commands(path, [known, unknown]) == {
        known: 8,
        unknown: NotSigned.UNKNOWN_COMMAND,
    }
    assert signs.asked == []


def test_a_country_is_asked_for_in_portions(path: Path, signs: Signs) -> None:
    everyone = [f"borne-{number}" for number in range(450)]
    assert set(ask_signer(path, everyone)) == set(everyone)
    assert [len(each) for each in signs.asked] == [200, 200, 50]


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"sign!\n",
        b"{}\n",
        b'{"kiosks": []}\n',
        json.dumps({"kiosks": ["x"] * 201}).encode() + b"\n",
        b'{"kiosks": ["a"], "content": {"phone": "08 99"}}\n',
        b'{"kiosks": ["a"], "version": 99}\n',
        b'{"kiosks": ["a"]}',
        b'{"commands": []}\n',
        b'{"commands": ["00000000-0000-0000-0000-000000000005"], "verb": "restart-app"}\n',
        b'{"kiosks": ["a"], "commands": ["00000000-0000-0000-0000-000000000005"]}\n',
        b"x" * 100_000,
    ],
    ids=range(12),
)
def test_a_question_that_says_what_to_sign_or_makes_no_sense_gets_no_answer(
    path: Path, signs: Signs, line: bytes
) -> None:
    with capture_logs():
        assert raw(path, line) == b""
        assert signs.asked == []
        assert ask_signer(path, ["a"]) == {"a": 7}


def test_a_process_of_another_account_is_hung_up_on_unheard(path: Path) -> None:
    signs = Signs()
    with capture_logs() as lines:
        for _ in serving(path, signs, frozenset({os.getuid() + 1})):
            with pytest.raises(SignerUnavailable):
                ask_signer(path, ["a"])
    assert signs.asked == []
    assert lines[0] == {"event": "signer_peer_refused", "uid": os.getuid(), "log_level": "warning"}


def test_a_peer_that_says_nothing_does_not_hold_up_the_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signer_socket, "ASKED_WITHIN_S", 0.05)
    with capture_logs(), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as mute:
        for _ in serving(path, Signs(), frozenset({os.getuid()})):
            mute.connect(str(path))
            assert ask_signer(path, ["a"]) == {"a": 7}


def test_a_store_that_fails_is_no_end_of_the_signer(path: Path, signs: Signs) -> None:
    signs.failure = OperationalError("x", None, Exception())
    with capture_logs() as lines:
        with pytest.raises(SignerUnavailable):
            ask_signer(path, ["a"])
        signs.failure = None
        assert ask_signer(path, ["a"]) == {"a": 7}
    assert ("signer_failed", "OperationalError") in {(e["event"], e.get("error")) for e in lines}


def test_no_signer_at_all(path: Path) -> None:
    with pytest.raises(SignerUnavailable):
        ask_signer(path, ["a"])
