"""A kiosk-sync that misbehaves to order: raw bytes on a Unix socket."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wire.problem import MEDIA_TYPE

Script = Callable[[socket.socket], None]


class ScriptedServer:
    """Runs ``script`` for each connection, after its request was read; keeps the requests."""

    def __init__(self, path: Path, script: Script) -> None:
        self.asked: list[bytes] = []
        self._script = script
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            self.asked.append(_request(connection))
            try:
                self._script(connection)
            except OSError:
                continue

    def close(self) -> None:
        for each in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._thread.join(5)


def _request(connection: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        chunk = connection.recv(65536)
        if not chunk:
            return got
        got += chunk
    head, _, body = got.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def answer(status: int, body: Any, media_type: str = "application/json") -> bytes:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {status} X\r\ncontent-type: {media_type}\r\ncontent-length: {len(raw)}\r\n\r\n"
    )
    return head.encode() + raw


def problem(status: int, slug: str, **more: Any) -> bytes:
    body = {"type": f"urn:borne:problem:{slug}", "title": "No", "status": status, **more}
    return answer(status, body, MEDIA_TYPE)


def saying(raw: bytes) -> Script:
    def script(connection: socket.socket) -> None:
        connection.sendall(raw)
        connection.close()

    return script


def silent(_connection: socket.socket) -> None:
    """Leaves the connection open and says nothing."""
