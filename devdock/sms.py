"""The mailbox of the demonstration: provisional codes that central sends to a local socket."""

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LARGEST_DATAGRAM = 4096


@dataclass(frozen=True, slots=True)
class Sms:
    to: str
    text: str


class SmsBox:
    """Listens on a Unix datagram socket for ``{"to": …, "text": …}``; keeps messages in memory."""

    def __init__(self, path: Path, on_message: Callable[[Sms], None] = lambda _: None) -> None:
        self.messages: list[Sms] = []
        self._on_message = on_message
        self._arrived = threading.Condition()
        self._path = path
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._thread = threading.Thread(target=self._listen, name="sms-box", daemon=True)
        self._thread.start()

    def wait(self, count: int, timeout_s: float) -> list[Sms]:
        """The messages once there are ``count`` of them; raises TimeoutError."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.messages) >= count, timeout_s):
                raise TimeoutError(f"{len(self.messages)} messages came, {count} were expected")
            return list(self.messages)

    def close(self) -> None:
        # A datagram of nothing wakes the listener, which then ends.
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"", str(self._path))
        self._thread.join()
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _listen(self) -> None:
        while datagram := self._socket.recv(LARGEST_DATAGRAM):
            message = json.loads(datagram)
            sms = Sms(message["to"], message["text"])
            with self._arrived:
                self.messages.append(sms)
                self._arrived.notify_all()
            self._on_message(sms)
