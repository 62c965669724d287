"""The socket file: tight, owned by one process, and replaced when its owner was killed."""

import socket
import stat
from pathlib import Path

import pytest

from kiosk.sync.listener import Listening, NotListening, listen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sock"


def test_nobody_else_may_even_connect(path: Path):
    listening = listen(path)
    assert isinstance(listening, Listening)
    assert stat.S_IMODE(path.lstat().st_mode) == 0o600
    listening.close()
    assert not path.exists()


def test_a_group_may_be_let_in(path: Path):
    group = path.parent.group()
    listening = listen(path, group)
    assert isinstance(listening, Listening)
    assert stat.S_IMODE(path.lstat().st_mode) == 0o660
    assert path.group() == group
    listening.close()


def test_a_second_process_is_refused_and_harms_nothing(path: Path):
    first = listen(path)
    assert isinstance(first, Listening)
    second = listen(path)
    assert isinstance(second, NotListening)
    assert "already" in second.reason
    assert path.is_socket()
    first.close()


def test_the_socket_of_a_killed_process_is_replaced(path: Path):
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(path))
    stale.close()
    listening = listen(path)
    assert isinstance(listening, Listening)
    listening.close()


def test_a_file_that_is_no_socket_is_left_alone(path: Path):
    path.write_text("somebody's notes")
    refused = listen(path)
    assert isinstance(refused, NotListening)
    assert path.read_text() == "somebody's notes"
    path.unlink()
    again = listen(path)
    assert isinstance(again, Listening), "the refusal let go of the lock"
    again.close()


def test_a_folder_that_is_not_there(path: Path):
    assert isinstance(listen(path.parent / "absent" / "s.sock"), NotListening)


def test_a_group_that_is_not_there(path: Path):
    assert isinstance(listen(path, "no-such-group"), NotListening)
