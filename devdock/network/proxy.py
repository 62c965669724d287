"""The line from kiosk-sync to central, with a hand on it: passes everything on, or spoils it. To a
kiosk with a certificate it is what nginx is at a caisse."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from devdock.network.faults import FORGERIES, NetworkFault

SLOW_S = 3.0
"""Longer than kiosk-sync calls quick, and shorter than it waits."""
_CENTRAL_ANSWERS_WITHIN_S = 10.0
_IDLE_S = 30.0
_LOOK_EVERY_S = 0.2
_NO_BODY = 204
_OWN_TO_EACH_LINE = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})


class FaultProxy:
    """Listens on two free ports of this machine from the start, and serves once it is opened."""

    def __init__(self) -> None:
        self._for_all = _Server(("127.0.0.1", 0), _Request)
        self._for_kiosks = _Server(("127.0.0.1", 0), _Request)

    @property
    def port(self) -> int:
        return self._for_all.port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def kiosk_url(self) -> str:
        """For who shows a certificate."""
        return f"https://127.0.0.1:{self._for_kiosks.port}"

    @property
    def fault(self) -> NetworkFault | None:
        return self._for_all.fault

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends the line with None. Raises ValueError for others."""
        fault = None if name is None else NetworkFault(name)
        for server in self._servers:
            server.choose(fault)

    def open(self, central_port: int) -> None:
        """From now on requests reach central on ``central_port`` of this machine."""
        self._for_all.begin(
            lambda: http.client.HTTPConnection(
                "127.0.0.1", central_port, timeout=_CENTRAL_ANSWERS_WITHIN_S
            )
        )

    def open_for_kiosks(self, central: Path, tls: ssl.SSLContext) -> None:
        """From now on those of kiosks whose certificate ``tls`` verifies reach central on its Unix
        socket for a proxy."""
        self._for_kiosks.tls = tls
        self._for_kiosks.begin(lambda: _UnixConnection(central))

    def close(self) -> None:
        for server in self._servers:
            server.end()

    @property
    def _servers(self) -> tuple["_Server", "_Server"]:
        return self._for_all, self._for_kiosks


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("central", timeout=_CENTRAL_ANSWERS_WITHIN_S)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    central: Callable[[], http.client.HTTPConnection]

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.port: int = self.server_address[1]
        self.tls: ssl.SSLContext | None = None
        self._thread: threading.Thread | None = None
        self.fault: NetworkFault | None = None
        self.mended = threading.Event()
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()

    def get_request(self) -> tuple[socket.socket, Any]:
        line, address = super().get_request()
        if self.tls is not None:
            # Whoever is slow with it holds up nobody: it is gone through on the line's own thread.
            line = self.tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        return line, address

    def begin(self, central: Callable[[], http.client.HTTPConnection]) -> None:
        """Serves, or goes on with another way to ``central``."""
        self.central = central
        if self._thread is None:
            self._thread = threading.Thread(
                target=self.serve_forever, args=(_LOOK_EVERY_S,), name="line", daemon=True
            )
            self._thread.start()

    def end(self) -> None:
        self.choose(None)
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
            self._thread = None
        self.server_close()
        self._hang_up()

    def choose(self, fault: NetworkFault | None) -> None:
        with self._lock:
            over, self.mended = self.mended, threading.Event()
            self.fault = fault
        over.set()

    def now(self) -> tuple[NetworkFault | None, threading.Event]:
        with self._lock:
            return self.fault, self.mended

    def add(self, line: socket.socket) -> None:
        with self._lock:
            self._lines.add(line)

    def discard(self, line: socket.socket) -> None:
        with self._lock:
            self._lines.discard(line)

    def _hang_up(self) -> None:
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
        self.server.add(self.connection)
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.do_handshake()

    def finish(self) -> None:
        self.server.discard(self.connection)
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
        central = self.server.central()
        own = {name: value for name, value in self.headers.items() if _goes_on(name)}
        try:
            central.request(self.command, self.path, body or None, {**own, **self._verified()})
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

    def _verified(self) -> Mapping[str, str]:
        """What nginx would say of who calls; see docs/fleet.md."""
        certificate = (
            self.connection.getpeercert(binary_form=True)
            if isinstance(self.connection, ssl.SSLSocket)
            else None
        )
        if certificate is None:
            return {}
        return {
            "X-Client-Verified": "SUCCESS",
            "X-Client-Certificate": quote(ssl.DER_cert_to_PEM_cert(certificate)),
            "X-Real-IP": self.client_address[0],
        }

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Says nothing: what is asked may name a person."""


def _goes_on(header: str) -> bool:
    return header.lower() not in _OWN_TO_EACH_LINE
