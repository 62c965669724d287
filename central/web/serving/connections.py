"""The connections of one process: how many there may be, and which gives way to a new one."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Protocol

from central.web.addresses import origin


class Connection(Protocol):
    def give_way(self) -> None:
        """Ends it at once; nothing is under way on it."""
        ...


class Connections:
    """Idle connections hold nobody up: where there are too many, the one that was idle longest
    gives way, of those first on which nothing was ever answered. Used from one thread."""

    def __init__(self, most: int, per_address: int, is_proxy: Callable[[str], bool]) -> None:
        self._most, self._per_address, self._is_proxy = most, per_address, is_proxy
        self._household: dict[Connection, str] = {}
        self._by_household = Counter[str]()
        self._new: OrderedDict[Connection, None] = OrderedDict()
        self._kept: OrderedDict[Connection, None] = OrderedDict()
        self._is_shut = False

    def __len__(self) -> int:
        return len(self._household)

    def shut(self) -> None:
        """Lets nobody in any more: some were taken before, and come to ``admit`` only now."""
        self._is_shut = True

    def admit(self, connection: Connection, host: str) -> bool:
        """Whether there is room for it; an address has its share, a proxy speaks for many."""
        if self._is_shut:
            return False
        household = origin(host).household
        if self._by_household[household] >= self._per_address and not self._is_proxy(host):
            return False
        if len(self) >= self._most and not self._make_room():
            return False
        self._household[connection] = household
        self._by_household[household] += 1
        self._new[connection] = None
        return True

    def busy(self, connection: Connection) -> None:
        self._new.pop(connection, None)
        self._kept.pop(connection, None)

    def idle(self, connection: Connection) -> None:
        """Something was answered on it, and nothing is under way."""
        if connection in self._household:
            self._kept[connection] = None
            self._kept.move_to_end(connection)

    def gone(self, connection: Connection) -> None:
        household = self._household.pop(connection, None)
        self.busy(connection)
        if household is not None:
            self._by_household[household] -= 1
            if not self._by_household[household]:
                del self._by_household[household]

    def _make_room(self) -> bool:
        oldest = next(iter(self._new), None) or next(iter(self._kept), None)
        if oldest is None:
            return False
        self.gone(oldest)
        oldest.give_way()
        return True
