"""The line from kiosk-sync to central, with a hand on it: passes everything on, or spoils it."""

import http.client
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from devdock.network.faults import FORGERIES, NetworkFault

SLOW_S = 3.0
"""Longer than kiosk-sync calls quick, and shorter than it waits."""
_CENTRAL_ANSWERS_WITHIN_S = 10.0
_IDLE_S = 30.0
_LOOK_EVERY_S = 0.2
_NO_BODY = 204
_OWN_TO_EACH_LINE = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})


class FaultProxy:
    """Listens on a free port of this machine from the start and serves once it is opened."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Request)
        self.port: int = self._server.server_address[1]
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def fault(self) -> NetworkFault | None:
        return self._server.fault

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends the line with None. Raises ValueError for others."""
        self._server.choose(None if name is None else NetworkFault(name))

    def open(self, central_port: int) -> None:
        """From now on requests reach central on ``central_port`` of this machine."""
        self._server.central_port = central_port
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._server.serve_forever, args=(_LOOK_EVERY_S,), name="line", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        self._server.choose(None)
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()
        self._server.hang_up()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.central_port = 0
        self.fault: NetworkFault | None = None
        self.mended = threading.Event()
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()

    def choose(self, fault: NetworkFault | None) -> None:
        with self._lock:
            over, self.mended = self.mended, threading.Event()
            self.fault = fault
        over.set()

    def now(self) -> tuple[NetworkFault | None, threading.Event]:
        with self._lock:
            return self.fault, self.mended

    def begin(self, line: socket.socket) -> None:
        with self._lock:
            self._lines.add(line)

    def end(self, line: socket.socket) -> None:
        with self._lock:
            self._lines.discard(line)

    def hang_up(self) -> None:
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up early is what this proxy is for."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _IDLE_S
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.begin(self.connection)

    def finish(self) -> None:
        self.server.end(self.connection)
        super().finish()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        fault, mended = self.server.now()
        forgery = FORGERIES.get(fault) if fault is not None else None
        if forgery is not None:
            self.close_connection = True
            forgery(self.connection, mended)
            return
        if fault is NetworkFault.SLOW:
            mended.wait(SLOW_S)
        answer = self._ask_central(body)
        if fault is NetworkFault.TWICE:
            answer = self._ask_central(body)
        if answer is None or fault is NetworkFault.ANSWER_LOST:
            self.close_connection = True
        else:
            self.connection.sendall(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _serve

    def _ask_central(self, body: bytes) -> bytes | None:
        """The whole answer as it goes down the line; None when central has none."""
        central = http.client.HTTPConnection(
            "127.0.0.1", self.server.central_port, timeout=_CENTRAL_ANSWERS_WITHIN_S
        )
        own = {name: value for name, value in self.headers.items() if _goes_on(name)}
        try:
            central.request(self.command, self.path, body or None, own)
            said = central.getresponse()
            content = said.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            central.close()
        lines = [f"HTTP/1.1 {said.status} {said.reason}"]
        lines += [f"{name}: {value}" for name, value in said.getheaders() if _goes_on(name)]
        lines += [] if said.status == _NO_BODY else [f"content-length: {len(content)}"]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + content

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Says nothing: what is asked may name a person."""


def _goes_on(header: str) -> bool:
    return header.lower() not in _OWN_TO_EACH_LINE
