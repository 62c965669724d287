"""Thousands of connections on the real process: kiosks that keep theirs, and idlers who ask
nothing."""

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.central.server import Server, serving

pytestmark = pytest.mark.system

KIOSKS, EACH = 5_000, 100
FILES = 6_000
CEILING_S = 120.0
ASK = b"GET /v1/health HTTP/1.1\r\nHost: central\r\n\r\n"
MOST_KIB_A_CONNECTION = 64


@contextmanager
def many_files() -> Iterator[None]:
    before = soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FILES:
        pytest.skip(f"needs {FILES} open files (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, FILES), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


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


def memory_kib(server: Server) -> int:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0])


def opening_ms(server: Server) -> float:
    """What a person at a kiosk waits for a visit to open."""
    begun = time.perf_counter()
    server.open("camille-martin")
    return (time.perf_counter() - begun) * 1_000


def test_five_thousand_kiosks_keep_their_connections_and_a_visit_opens_beside_them(
    tmp_path: Path, record_property
) -> None:
    # Kiosks that are told to ask once an hour: a busy machine may take minutes for all of this.
    with (
        many_files(),
        serving(tmp_path, NEXT_POLL_S="3600") as server,
        ExitStack() as opened,
    ):
        opening_ms(server)
        alone_ms, before_kib = opening_ms(server), memory_kib(server)
        kiosks = []
        for number in range(KIOSKS):
            kiosks.append(connect(server, opened, f"127.0.1.{number // EACH + 1}"))
            assert answered(kiosks[-1])
        each_kib = (memory_kib(server) - before_kib) / KIOSKS
        beside_ms = opening_ms(server)
        assert all(answered(line) for line in kiosks), "one was given up"
    figures = f"{each_kib:.1f} KiB each; a visit opens in {alone_ms:.0f} ms, {beside_ms:.0f} beside"
    record_property("figures", figures)
    print(f"{KIOSKS} kept: {figures}")
    assert each_kib < MOST_KIB_A_CONNECTION


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
