"""The keeper of the store: one thread that owns the one connection, and answers in order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.clock import BootClock
from kiosk.sync.outbox.outbox import Outbox
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.outbox.terms import Terms
from kiosk.sync.prints.journal import PrintJournal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NotOpened:
    """``reason`` is a plain sentence for whoever starts the process."""

    reason: str


@dataclass(frozen=True, slots=True)
class Store:
    outbox: Outbox
    prints: PrintJournal


class Keeper:
    """``ask`` runs a call on the owner's thread; it raises what the call raises, which is
    StoreFailed when the disk fails where no value can say so."""

    @classmethod
    def open(
        cls, folder: Path, terms: Terms, sealer: Sealer, clock: BootClock
    ) -> "Keeper | NotOpened":
        """Blocks until the store is checked and, if need be, salvaged."""
        raise NotImplementedError

    async def ask(self, call: Callable[[Store], T]) -> T:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
