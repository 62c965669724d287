"""Both ends' agreement on a line of requests: one JSON object a line, one JSON answer a line."""

import json
import os
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

LONGEST_LINE = 262_144

ControlRequest = Mapping[str, Any]
"""What to ``do``, and its arguments."""


class Refusal(Exception):
    """It could not be done; the text says why."""


class Controls(Protocol):
    """Whatever carries out commands: the host of a kiosk, or a whole demonstration."""

    def do(self, what: str, **arguments: Any) -> Any:
        """Does it and returns what there is to say of it. Raises Refusal, or OSError when nobody
        is there to do it."""
        ...


class ControlServer:
    """Answers requests on a local socket of this user, each caller in a thread of its own, until
    it is closed. ``do`` raises Refusal for what cannot be done."""

    def __init__(self, path: Path, do: Callable[[ControlRequest], object]) -> None:
        self._path, self._do = path, do
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        mask = os.umask(0o077)
        self._socket.bind(str(path))
        os.umask(mask)
        self._socket.listen()
        self._thread = threading.Thread(target=self._listen, name="dock-line", daemon=True)
        self._thread.start()

    def close(self) -> None:
        # A socket that is only closed leaves its thread waiting.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                threading.Thread(
                    target=self._serve, args=(line,), name="dock-caller", daemon=True
                ).start()

    def _serve(self, line: socket.socket) -> None:
        # Whoever hangs up, or speaks no JSON, ends its own line and nothing else.
        with suppress(OSError, ValueError), line, line.makefile("rb") as requests:
            for request in iter(lambda: requests.readline(LONGEST_LINE), b""):
                line.sendall(json.dumps(self._answer(json.loads(request))).encode() + b"\n")

    def _answer(self, request: Any) -> Mapping[str, object]:
        if not isinstance(request, dict) or not isinstance(request.get("do"), str):
            return {"ok": False, "error": "not a request: it says nothing to do"}
        try:
            return {"ok": True, "value": self._do(request)}
        except Refusal as refusal:
            return {"ok": False, "error": str(refusal)}
