"""Debian's Chromium in kiosk mode, on a page that this process serves on loopback."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from benchmarks.display import HEIGHT, WIDTH
from benchmarks.tree import Tree
from kiosk.ui.paths import font_files

PROGRAM = "chromium"
FLAGS = (
    "--kiosk",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--password-store=basic",
    "--force-device-scale-factor=1",
    # Without a window manager it makes a window of the display's very size one column narrower.
    f"--window-size={WIDTH + 1},{HEIGHT}",
    "--window-position=0,0",
    # Nothing but loopback is to be had, whatever it would like to ask.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def missing() -> str | None:
    """What keeps it from running, in words, or None."""
    return None if shutil.which(PROGRAM) else "Chromium is not installed (apt install chromium)"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    files: Mapping[str, tuple[str, bytes]] = {}

    def do_GET(self) -> None:
        kind, body = self.files.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in self.files else 404)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        with suppress(ConnectionError):  # ended with a connection open
            super().handle()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


@contextmanager
def served(page: str) -> Iterator[str]:
    """The address at which ``page`` is to be had with its fonts, ready in memory."""
    files = {f"/fonts/{file.name}": ("font/ttf", file.read_bytes()) for file in font_files()}
    files["/"] = ("text/html; charset=utf-8", page.encode())
    handler = type("Handler", (_Handler,), {"files": files})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def start(address: str, profile: Path, environment: Mapping[str, str], log: Path) -> Tree:
    """Opens ``address`` with the profile in that folder, which may be new."""
    program = shutil.which(PROGRAM) or PROGRAM
    return Tree((program, *FLAGS, f"--user-data-dir={profile}", address), environment, log)
