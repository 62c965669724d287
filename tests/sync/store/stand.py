"""A store, with a machine around it that can be rebooted, and one person's data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.sync.outbox.action import Acknowledged, NewAction, Submitted, Verdict
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.outbox import Outbox
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.open_store import Store, open_store
from tests.sync.fakes import FAMILY_NAME, NIR, TurnedClock
from wire import sealing
from wire.actions import QueuedAction
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS
from wire.sync import Item

DAY_S = 86_400.0
STREET = "12 RUE DES LILAS"
BODY = f'{{"nir":"{NIR}","name":"{FAMILY_NAME}","street":"{STREET}"}}'.encode()
PRIVATE = X25519PrivateKey.generate()
TERMS = OutboxLimits(
    agency="0261",
    kiosk="07",
    limit_bytes=64 << 20,
    keep_trying=timedelta(days=30),
    kept=timedelta(days=30),
    zone=ZoneInfo("Europe/Paris"),
)


@contextmanager
def disk() -> Iterator[Path]:
    """A folder in memory where there is such a thing: what is tested here does not hang on how long
    a disk takes to sync."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


class MachineClock(TurnedClock):
    """Uptime grows with the turned clock, and starts again with each boot."""

    def __init__(self) -> None:
        super().__init__()
        self._boots = 0
        self._booted_at = self.grown - 100.0

    def boot(self) -> UUID:
        return UUID(int=self._boots << 64 | 0xB007)

    def uptime(self) -> float:
        return self.grown - self._booted_at

    def reboot(self, off_s: float = 60.0) -> None:
        self.turn(off_s)
        self._boots += 1
        self._booted_at = self.grown

    def jump(self, days: float) -> None:
        """The wall clock alone."""
        self.wall += timedelta(days=days)


def visit(number: int) -> UUID:
    return UUID(int=0x0190A00000007000800000000000 << 16 | number)


def action_id(number: int) -> UUID:
    return UUID(int=0x01A2000000007000800000000000 << 16 | number)


class Stand:
    """Opens at once; ids are counted from 1, and each action is of a visit of its own unless told
    otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = MachineClock()
        self.limits = TERMS
        self.private = PRIVATE
        self._count = 0
        self.store = self.open()

    @property
    def file(self) -> Path:
        return self.folder / "queue.sqlite3"

    @property
    def log(self) -> Path:
        return self.folder / "queue.sqlite3-wal"

    @property
    def outbox(self) -> Outbox:
        return self.store.outbox

    def open(self) -> Store:
        sealer = Sealer(self.private.public_key())
        store = open_store(self.folder, self.limits, sealer, self.clock, lambda n: n // 2)
        assert isinstance(store, Store), store.reason
        return store

    def close(self) -> None:
        self.store.database.close()

    def reopen(self, **limits: Any) -> None:
        self.close()
        self.limits = replace(self.limits, **limits)
        self.store = self.open()

    def reboot(self, off_s: float = 60.0) -> None:
        self.close()
        self.clock.reboot(off_s)
        self.store = self.open()

    def new(self, *, of: int | None = None, kind: str = "ceam") -> NewAction:
        self._count += 1
        return NewAction(
            id=action_id(self._count),
            kind=kind,
            schema_version=1,
            priority=KINDS[kind].priority,
            assurance=Assurance.CARD,
            session_reference=None,
            subject=visit(self._count if of is None else of),
            confirmed_at=self.clock.now(),
            body=BODY,
        )

    def submit(self, *, of: int | None = None, kind: str = "ceam") -> UUID:
        """The id of a new action that is stored."""
        action = self.new(of=of, kind=kind)
        self.stored(self.outbox.submit(action))
        return action.id

    @staticmethod
    def stored(submitted: Submitted) -> str:
        assert hasattr(submitted, "reference"), submitted
        return str(submitted.reference)

    def take(self, limit: int = 50) -> tuple[UUID, ...]:
        return tuple(item.header.id for item in self.outbox.take(limit).items)

    def settle(self, *actions: UUID, to: Verdict | None = None) -> None:
        self.outbox.settle(dict.fromkeys(actions, to or Acknowledged()))

    def send(self, to: Verdict | None = None) -> tuple[UUID, ...]:
        """Takes a batch and settles all of it the same way."""
        taken = self.take()
        self.settle(*taken, to=to)
        return taken

    def told(self) -> dict[UUID, str]:
        """What central would be told of: ids and reasons."""
        return {each.id: each.reason for each in self.outbox.take(50).tombstones}

    def state(self, action: UUID) -> str | None:
        found = self.find(action)
        return found.state if found else None

    def find(self, action: UUID) -> QueuedAction | None:
        return self.outbox.find(action)

    def run(self, sql: str) -> list[Any]:
        """Behind the outbox's back."""
        raw: Any = self.store.database._connection.connection.driver_connection
        return list(raw.execute(sql))


def opened(item: Item, private: X25519PrivateKey = PRIVATE) -> bytes:
    return sealing.unseal(item.sealed, item.header, private)
