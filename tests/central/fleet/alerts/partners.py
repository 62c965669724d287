"""Who is told: a mail relay and a webhook in this process, which do as the test says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from devdock.ports import free_port


@dataclass
class Relay:
    """``says``: the answers to the next recipients in place of a yes; ``after_data`` likewise."""

    mails: list[Any] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    after_data: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.says:
            return self.says.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.after_data:
            return self.after_data.pop(0)
        self.mails.append(envelope)
        return "250 OK"


@contextmanager
def relay() -> Iterator[Relay]:
    handler = Relay(port=free_port())
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


@dataclass
class Hook:
    """``says``: the next answers in place of 204; None hangs up without a word."""

    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    says: list[int | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def hook() -> Iterator[Hook]:
    listening = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            listening.posts.append((dict(self.headers.items()), body))
            status = listening.says.pop(0) if listening.says else 204
            if status is None:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.url = f"http://127.0.0.1:{server.server_port}/alerts"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield listening
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
