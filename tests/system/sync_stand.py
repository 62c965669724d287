"""A real kiosk-sync process before a central that does as the test says."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from typing import Any
from uuid import UUID

from devdock.network.faults import FORGERIES, NetworkFault
from tests.sync.fakes import ACCEPTED, ATTESTATION, CAISSE_KEY_PEM, DEVICE_TOKEN, DROITS, OPENED
from tests.waiting import eventually
from wire.codec import Codec
from wire.sync import Item, SyncRequest

WITHIN_S = 60.0
"""A ceiling for what hangs, whatever else the machine does."""
_KIOSK = "import sys; from kiosk.cli.main import main; sys.exit(main())"
"""What the ``kiosk`` command runs, in this interpreter."""
_SYNC = Codec[SyncRequest](SyncRequest)

Misdeed = Callable[["_Handler"], None]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: the second would wait 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True
    server: "_Server"

    def setup(self) -> None:
        super().setup()
        self.server.stand.connections.append(self.connection)

    def _serve(self) -> None:
        address = f"{self.command} {self.path}"
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
        stand = self.server.stand
        stand.asked.append((address, dict(self.headers.items())))
        misdeed = stand.misdeeds.get(address)
        if misdeed is not None:
            self.close_connection = True
            misdeed(self)
            return
        status, said = stand.good(address, self.body)
        self.say(status, b"" if said is None else json.dumps(said).encode())

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the library's names

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        usual = {"content-type": "application/json", "content-length": str(len(body))}
        for name, value in (usual | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


def forged(fault: NetworkFault) -> Misdeed:
    """What the dock sends down the line instead of an answer."""

    def misbehave(handler: _Handler) -> None:
        FORGERIES[fault](handler.connection, handler.server.stand.over)

    return misbehave


def lost_answer(handler: _Handler) -> None:
    """Takes the batch, and nobody hears of it."""
    handler.server.stand.take(_SYNC.read(handler.body))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stand: "Central"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up early is what these tests are about."""


class Central:
    """A good central, but for the addresses whose ``misdeeds`` the test names."""

    def __init__(self, port: int = 0, tls: SSLContext | None = None) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.items: dict[UUID, Item] = {}
        """What came up, by its id, in the order of its first arrival."""
        self.misdeeds: dict[str, Misdeed] = {}
        self.ahead = timedelta(0)
        """By how much its clock differs from ours."""
        self.connections: list[socket.socket] = []
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.stand = self
        scheme = "http"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            scheme = "https"
        self.port: int = self._server.server_address[1]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def good(self, address: str, body: bytes) -> tuple[int, object]:
        match address:
            case "GET /v1/health":
                return 200, {"status": "ok", "server_time": self._time()}
            case "POST /v1/citizen-sessions":
                return 200, OPENED
            case "POST /v1/citizen-sessions/code":
                return 200, ACCEPTED
            case "GET /v1/rights":
                return 200, DROITS
            case "POST /v1/attestations":
                return 200, ATTESTATION
            case "DELETE /v1/citizen-sessions":
                return 204, None
            case "POST /v1/sync":
                return 200, self.take(_SYNC.read(body))
            case _:
                return 404, {}

    def take(self, request: SyncRequest) -> object:
        new = [each for each in request.items if each.header.id not in self.items]
        self.items.update((each.header.id, each) for each in new)
        answers = [
            {"id": str(each.header.id), "outcome": "stored" if each in new else "duplicate"}
            for each in request.items
        ]
        return {"server_time": self._time(), "next_poll_s": 60, "answers": answers}

    def _time(self) -> str:
        return (datetime.now(UTC) + self.ahead).isoformat()

    def ended_tokens(self) -> list[str]:
        deletions = [headers for address, headers in self.asked if address.startswith("DELETE")]
        return [headers["Borne-Citizen"] for headers in deletions]

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        for connection in self.connections:
            # Kept alive, it would answer for a central that is gone.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)


class Sync:
    """The process, its folder and its log."""

    def __init__(self, folder: Path, central_url: str, **settings: object) -> None:
        self.folder = folder
        self.socket = folder / "gateway.sock"
        self.log = folder / "sync.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._config = folder / "kiosk.toml"
        token = folder / "token"
        token.write_text(DEVICE_TOKEN)
        caisse = folder / "caisse.pem"
        caisse.write_bytes(CAISSE_KEY_PEM)
        values = {
            "socket": str(self.socket),
            "central_url": central_url,
            "device_token_file": str(token),
            "caisse_key_file": str(caisse),
            "state_folder": str(folder / "state"),
            "tpm": "none",
            "call_deadline_s": 1.5,
            "sync_deadline_s": 1.5,
            "health_interval_s": 1.0,
        } | settings
        given = {name: value for name, value in values.items() if value is not None}
        lines = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
        self._config.write_text("[sync]\n" + "\n".join(lines) + "\n")

    def start(self, environment: Mapping[str, str] | None = None) -> None:
        """Returns when it listens."""
        before = self.log.stat().st_size if self.log.exists() else 0
        process = self._process = self.spawn(environment)
        eventually(
            lambda: process.poll() is not None or b"sync_started" in self._written()[before:],
            WITHIN_S,
        )
        assert process.poll() is None, self._written()[before:].decode()

    def spawn(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", _KIOSK, "sync", "--config", str(self._config)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(environment or {})},
            )

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the process with the signal ``how``; gives its exit code."""
        assert self._process is not None
        process, self._process = self._process, None
        process.send_signal(how)
        return process.wait(WITHIN_S)

    def close(self) -> None:
        if self._process is not None:
            self.end(signal.SIGKILL)

    def entries(self) -> list[dict[str, Any]]:
        """What it logged, line by line; fails on a line that is no JSON, such as a traceback."""
        return [json.loads(line) for line in self._written().decode().splitlines()]

    def _written(self) -> bytes:
        return self.log.read_bytes() if self.log.exists() else b""
