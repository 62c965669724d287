"""A process of another account at the socket of a running kiosk-sync."""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.sync_stand import WITHIN_S, Central, Sync
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be somebody else"),
]

NOBODY = 65534
KNOCK = b"GET /v1/status HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


@pytest.fixture
def sync() -> Iterator[Sync]:
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        central = Central()
        sync = Sync(Path(folder), central.url)
        sync.start()
        yield sync
        sync.close()
        central.close()


def knock(path: Path, uid: int) -> bytes:
    """What it answers to that account, or the name of the error. The kernel tells the peer by the
    effective account at the moment of ``connect``."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(WITHIN_S)
        try:
            os.seteuid(uid)
            try:
                line.connect(str(path))
            finally:
                os.seteuid(0)
            line.sendall(KNOCK)
            return line.recv(1_000)
        except OSError as error:
            return type(error).__name__.encode()


def test_another_account_does_not_reach_the_socket(sync: Sync):
    sync.folder.chmod(0o755)
    assert knock(sync.socket, NOBODY) == b"PermissionError"
    assert knock(sync.socket, 0).startswith(b"HTTP/1.1 200")


def test_where_everybody_reaches_it_another_account_is_hung_up_on_and_told_of(sync: Sync):
    sync.folder.chmod(0o755)
    sync.socket.chmod(0o666)
    assert knock(sync.socket, NOBODY) in (b"", b"ConnectionResetError", b"BrokenPipeError")
    eventually(lambda: ("peer_refused", NOBODY) in told(sync))
    assert knock(sync.socket, 0).startswith(b"HTTP/1.1 200")


def told(sync: Sync) -> list[tuple[object, object]]:
    return [(line["event"], line.get("uid")) for line in sync.entries()]
