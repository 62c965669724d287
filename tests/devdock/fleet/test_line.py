"""What a simulated kiosk takes from the other side of its line."""

import asyncio
import socket
import socketserver
import threading

import pytest

from devdock.fleet.line import KioskLine
from devdock.ports import free_port
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.exchange import RawAnswer

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
_HALF = b"HTTP/1.1 200 OK\r\nContent-Le"


def _asked(answer: bytes, times: int = 1, deadline_s: float = 20.0) -> tuple[list[object], int]:
    """What came of so many calls, and how many connections they took."""
    taken: list[float] = []

    class Answering(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline() not in (b"", b"\r\n"):
                continue
            self.wfile.write(answer)
            if answer in (_OK, _HALF) and self.connection.recv(1, socket.MSG_PEEK):
                self.handle()

    async def ask(port: int) -> list[object]:
        line = KioskLine(f"http://127.0.0.1:{port}", None, "a-token", taken.append)
        came_to = [await line.ask("GET", "/v1/health", None, deadline_s) for _ in range(times)]
        line.close()
        return list(came_to)

    with socketserver.TCPServer(("127.0.0.1", 0), Answering) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            return asyncio.run(ask(server.server_address[1])), len(taken)
        finally:
            server.shutdown()
            serving.join()


def test_a_connection_is_kept() -> None:
    came_to, connections = _asked(_OK, times=3)
    assert came_to == [RawAnswer(200, "application/json", b"{}")] * 3
    assert connections == 1


def test_how_long_to_stay_away_is_understood() -> None:
    answer = b"HTTP/1.1 503 x\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    (came_to,), _ = _asked(answer)
    assert came_to == RawAnswer(503, "", b"", 5.0)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"", Cause.NETWORK),
        (_HALF, Cause.TIMEOUT),
        (b"220 mail.example\r\n\r\n", Cause.NONSENSE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", Cause.NONSENSE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", Cause.NONSENSE),
    ],
)
def test_what_is_no_answer_is_a_failure_with_a_cause(answer: bytes, cause: Cause) -> None:
    (came_to,), _ = _asked(answer, deadline_s=1.0)
    assert came_to == Unreachable(cause)


def test_where_nobody_listens_it_is_the_network() -> None:
    line = KioskLine(f"http://127.0.0.1:{free_port()}", None, None, lambda _ms: None)
    assert asyncio.run(line.ask("GET", "/", None, 20.0)) == Unreachable(Cause.NETWORK)
