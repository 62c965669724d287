"""TLS handshakes under way: the server knows a connection only when its handshake is over, yet each
takes an open file until then."""

import socket
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from central.web.addresses import origin
from central.web.serving.tcp import TcpListener


class Handshakes:
    """An address has its share; where there are too many, the oldest gives way. Used from one
    thread."""

    def __init__(self, most: int, per_address: int, is_proxy: Callable[[str], bool]) -> None:
        self._most, self._per_address, self._is_proxy = most, per_address, is_proxy
        self._begun: OrderedDict[int, tuple[socket.socket, str]] = OrderedDict()
        self._by_household = Counter[str]()

    def __len__(self) -> int:
        return len(self._begun)

    def begin(self, connection: socket.socket, host: str) -> bool:
        """Whether there is room for it."""
        descriptor, household = connection.fileno(), origin(host).household
        self.done(descriptor)  # whoever had the number before has gone
        if self._by_household[household] >= self._per_address and not self._is_proxy(host):
            self._forget_closed()
            if self._by_household[household] >= self._per_address:
                return False
        if len(self) >= self._most:
            self._forget_closed()
        if len(self) >= self._most:
            self._give_way()
        self._begun[descriptor] = connection, household
        self._by_household[household] += 1
        return True

    def done(self, descriptor: int) -> None:
        """It is over, in whichever way, or none was under way."""
        begun = self._begun.pop(descriptor, None)
        if begun is not None:
            _, household = begun
            self._by_household[household] -= 1
            if not self._by_household[household]:
                del self._by_household[household]

    def _forget_closed(self) -> None:
        """Nobody tells of a handshake that failed: its file is closed."""
        closed = [number for number, (each, _) in self._begun.items() if each.fileno() < 0]
        for number in closed:
            self.done(number)

    def _give_way(self) -> None:
        descriptor, (connection, _) = next(iter(self._begun.items()))
        self.done(descriptor)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)  # its owner sees the end, and closes it


class TlsListener(TcpListener):
    """Lets in nobody for whose handshake there is no room."""

    def __init__(self, handshakes: Handshakes, family: int, address: Any) -> None:
        """Raises OSError where it cannot be listened on."""
        super().__init__(family, address)
        self._handshakes = handshakes

    def accept(self) -> tuple[socket.socket, Any]:
        """Raises ConnectionAbortedError for whom there is no room, as if they had gone."""
        connection, address = super().accept()
        if not self._handshakes.begin(connection, address[0]):
            connection.close()
            raise ConnectionAbortedError
        return connection, address
