"""A Unix socket on which processes of this machine ask one line and are answered one."""

import socket
from pathlib import Path

from shared_runtime.clock import Clock

_AT_ONCE = 4_096


class LineTooLong(ConnectionError):
    """More than is ever asked."""


def listen_at(path: Path) -> socket.socket:
    """For every account of the machine to connect to, since each is looked at. Raises OSError."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listening.bind(str(path))
        path.chmod(0o666)
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def read_line(peer: socket.socket, longest: int, within_s: float, clock: Clock) -> bytes:
    """All of it within that time, however slowly it drips. Raises OSError: TimeoutError,
    LineTooLong, or ConnectionError where it ends before its end."""
    line, until = bytearray(), clock.monotonic() + within_s
    while not line.endswith(b"\n"):
        left_s = until - clock.monotonic()
        if left_s <= 0:
            raise TimeoutError
        peer.settimeout(left_s)
        chunk = peer.recv(_AT_ONCE)
        if not chunk:
            raise ConnectionError
        line += chunk
        if len(line) > longest:
            raise LineTooLong
    return bytes(line)
