"""Hundreds of connections on the real process on which nothing is asked."""

import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.central.server import Server, serving

pytestmark = pytest.mark.system

CEILING_S = 120.0
ASK = b"GET /v1/health HTTP/1.1\r\nHost: central\r\n\r\n"


def connect(server: Server, stack: ExitStack, address: str) -> socket.socket:
    host, port = server.url.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), CEILING_S, source_address=(address, 0))
    return stack.enter_context(line)


def answered(line: socket.socket) -> bool:
    line.sendall(ASK)
    said = b""
    while not said.endswith(b"}") and (part := line.recv(4_096)):
        said += part
    return said.startswith(b"HTTP/1.1 200")


def opening_ms(server: Server) -> float:
    """What a person at a kiosk waits for a visit to open."""
    begun = time.perf_counter()
    server.open("camille-martin")
    return (time.perf_counter() - begun) * 1_000


def test_idlers_hold_up_no_kiosk(tmp_path: Path) -> None:
    """510 from six addresses, and one address that goes on connecting."""
    with serving(tmp_path) as server, ExitStack() as opened:
        for number in range(510):
            connect(server, opened, f"127.0.2.{number // 85 + 1}")
        for _ in range(300):
            connect(server, opened, "127.0.3.1")
        assert opening_ms(server) > 0
        assert answered(connect(server, opened, "127.0.4.1"))


def test_where_all_places_are_taken_by_idlers_a_kiosk_takes_one_of_theirs(tmp_path: Path) -> None:
    with serving(tmp_path, LIMITS__CONNECTIONS="100") as server, ExitStack() as opened:
        idlers = [connect(server, opened, f"127.0.2.{number // 50 + 1}") for number in range(200)]
        kiosk = connect(server, opened, "127.0.4.1")
        assert answered(kiosk)
        for line in idlers[:2]:
            assert line.recv(1) == b""
        assert answered(kiosk)
