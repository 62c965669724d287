"""What many ask for at once, read once for all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Generic, TypeVar

from shared_runtime.clock import Clock

_MOST_KEYS = 256
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass
class _Kept(Generic[V]):
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    found: V | None = None
    read_at_s: float = 0.0


@dataclass
class SharedReading(Generic[K, V]):
    """What ``read`` finds is good for ``fresh_s``. Used from one event loop."""

    read: Callable[[K], Awaitable[V]]
    clock: Clock
    fresh_s: float
    _kept: dict[K, _Kept[V]] = field(default_factory=dict)

    async def current(self, key: K) -> V:
        """Whoever comes while it is read waits for that reading. Raises what ``read`` raises."""
        kept = self._kept.setdefault(key, _Kept())
        async with kept.lock:
            now_s = self.clock.monotonic()
            if kept.found is None or now_s - kept.read_at_s >= self.fresh_s:
                kept.found = await self.read(key)
                kept.read_at_s = now_s
                self._let_go(now_s)
            return kept.found

    def forget(self) -> None:
        """So that the next who asks has what is there now."""
        self._kept.clear()

    def _let_go(self, now_s: float) -> None:
        """What is not fresh any more; where all of it is, the oldest: whoever asks for ever another
        thing takes no more memory than that."""
        if len(self._kept) <= _MOST_KEYS:
            return
        free = [(kept.read_at_s, key) for key, kept in self._kept.items() if not kept.lock.locked()]
        free.sort(key=itemgetter(0))
        for read_at_s, key in free:
            if now_s - read_at_s < self.fresh_s and len(self._kept) <= _MOST_KEYS:
                break
            del self._kept[key]
