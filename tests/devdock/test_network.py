"""The line to central passes everything on as it is, and is spoiled as its menu says."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from devdock.network import proxy
from devdock.network.faults import FORGERIES, NetworkFault
from devdock.network.proxy import FaultProxy

SLOW_S = 0.2


class _Central(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str, bytes]]

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        token = self.headers.get("authorization", "")
        type(self).asked.append((f"{self.command} {self.path}", token, body))
        if self.command == "DELETE":
            self.send_response(204)
            self.end_headers()
            return
        said = "déjà".encode() + body
        self.send_response(409 if self.path == "/conflict" else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


class Line:
    """A proxy before a central that notes what it is asked, and a client that keeps its line."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, bytes]] = []
        handler = type("Noting", (_Central,), {"asked": self.asked})
        self.central = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.central.daemon_threads = True
        self._thread = threading.Thread(target=self.central.serve_forever, args=(0.02,))
        self._thread.start()
        self.proxy = FaultProxy()
        self.proxy.open(self.central.server_address[1])
        self.client = httpx.Client(base_url=self.proxy.url, timeout=1.0, trust_env=False)

    def end_central(self) -> None:
        self.central.shutdown()
        self.central.server_close()
        self._thread.join()

    def close(self) -> None:
        self.client.close()
        self.proxy.close()
        if self._thread.is_alive():
            self.end_central()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(proxy, "SLOW_S", SLOW_S)
    made = Line()
    yield made
    made.close()


def test_everything_passes_both_ways(line: Line):
    answer = line.client.post(
        "/v1/rights?a=1", content=b"{}", headers={"authorization": "Bearer x"}
    )
    assert (answer.status_code, answer.text) == (200, "déjà{}")
    assert answer.headers["content-type"] == "application/json"
    assert line.client.get("/conflict").status_code == 409
    assert line.client.delete("/v1/citizen-sessions").status_code == 204
    assert line.asked[0] == ("POST /v1/rights?a=1", "Bearer x", b"{}")
    assert len(line.asked) == 3


@pytest.mark.parametrize("fault", list(FORGERIES))
def test_central_hears_nothing_of_a_request_that_is_answered_by_a_forgery(
    line: Line, fault: NetworkFault
):
    assert line.client.get("/").is_success
    line.proxy.set_fault(fault.value)
    try:
        with line.client.stream("GET", "/") as answer:
            # A drip would be read for ever.
            said = next(answer.iter_raw()) if fault is NetworkFault.DRIP else answer.read()
    except httpx.HTTPError:
        pass
    else:
        assert answer.status_code != 200 or said != "déjà".encode()
    assert len(line.asked) == 1
    line.proxy.set_fault(None)
    assert line.client.get("/").is_success


def test_an_answer_that_is_lost_was_given(line: Line):
    line.proxy.set_fault("answer_lost")
    with pytest.raises(httpx.RemoteProtocolError):
        line.client.post("/v1/attestations", content=b"{}")
    assert [asked for asked, _, _ in line.asked] == ["POST /v1/attestations"]


def test_what_is_heard_twice_is_answered_once(line: Line):
    line.proxy.set_fault("twice")
    assert line.client.post("/v1/sync", content=b"{}").text == "déjà{}"
    assert [body for _, _, body in line.asked] == [b"{}", b"{}"]


def test_a_slow_line_is_late_and_right(line: Line):
    line.proxy.set_fault("slow")
    began = time.monotonic()
    assert line.client.get("/").text == "déjà"
    assert time.monotonic() - began >= SLOW_S


def test_mending_lets_go_of_whoever_waits(line: Line):
    line.proxy.set_fault("hang")
    ended: list[type[Exception]] = []

    def ask() -> None:
        try:
            httpx.get(line.proxy.url, timeout=20, trust_env=False)
        except httpx.HTTPError as error:
            ended.append(type(error))

    caller = threading.Thread(target=ask)
    caller.start()
    line.proxy.set_fault(None)
    caller.join(10)
    # Whether it came before or after the mending, it does not wait any longer.
    assert not caller.is_alive()
    assert ended in ([], [httpx.RemoteProtocolError])


def test_a_central_that_is_not_there_cuts_the_line(line: Line):
    line.end_central()
    with pytest.raises(httpx.RemoteProtocolError):
        line.client.get("/")


def test_a_fault_that_is_not_on_the_menu_changes_nothing(line: Line):
    line.proxy.set_fault("slow")
    with pytest.raises(ValueError, match="on_fire"):
        line.proxy.set_fault("on_fire")
    assert line.proxy.fault is NetworkFault.SLOW


def test_closed_it_no_longer_listens_and_holds_no_line():
    alone = FaultProxy()
    alone.open(1)
    kept = socket.create_connection(("127.0.0.1", alone.port))
    kept.sendall(b"GET / HTTP/1.1\r\n\r\n")
    assert kept.recv(1) == b"", "there is no central"
    kept.close()
    alone.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", alone.port))


def test_every_fault_of_the_line_is_one_or_the_other():
    passed_on = {NetworkFault.SLOW, NetworkFault.ANSWER_LOST, NetworkFault.TWICE}
    assert set(NetworkFault) - set(FORGERIES) == passed_on
