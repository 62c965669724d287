"""Sending text messages: the port, the developer's dock behind a Unix socket, and none at all."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_TIMEOUT_S = 2.0


class SmsNotSent(Exception):
    """The message was not taken; the text says why and names neither number nor message."""


class SmsSender(Protocol):
    def send(self, to: str, text: str, /) -> None:
        """Hands a message over. ``to`` is an international number. Blocks; raises SmsNotSent."""
        ...


class NoSmsSender:
    """Where no sender is configured: every message fails, and is neither kept nor logged."""

    def send(self, _to: str, _text: str, /) -> None:
        raise SmsNotSent("no sender of text messages is configured")


@dataclass(frozen=True, slots=True)
class DockSmsSender:
    """A datagram a message, ``{"to": …, "text": …}`` in UTF-8 JSON, to a listening Unix socket."""

    path: Path

    def send(self, to: str, text: str, /) -> None:
        datagram = json.dumps({"to": to, "text": text}, ensure_ascii=False).encode("utf-8")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.settimeout(_TIMEOUT_S)
            try:
                sender.sendto(datagram, str(self.path))
            except OSError as error:
                raise SmsNotSent(f"the dock does not listen: {type(error).__name__}") from None
