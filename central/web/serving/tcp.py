"""Where a process of central's listens by TCP."""

import socket
from collections.abc import Callable
from typing import Any

from shared_runtime.exhaustion import PatientListener

MakeListener = Callable[[int, Any], socket.socket]
"""Of a family of addresses, and an address in it. Raises OSError."""


class TcpListener(PatientListener):
    def __init__(self, family: int, address: Any) -> None:
        """Raises OSError where it cannot be listened on."""
        super().__init__(family, socket.SOCK_STREAM)
        self.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            self.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.bind(address)


def listeners_at(host: str, port: int, make: MakeListener = TcpListener) -> list[socket.socket]:
    """One for each address of the host. Raises SystemExit, naming the setting, where one cannot be
    listened on."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return [make(family, address) for family, *_, address in found]
    except OSError as error:
        raise SystemExit(f"host, port: {error.strerror}") from None
