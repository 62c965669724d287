"""A kiosk's real queue, its real engine and a real central in one process, between them a line that
does as it is told, and clocks to turn."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeVar
from uuid import UUID

from sqlalchemy import func, select, text

from central.container import Container
from central.store.audit_models import AuditRow
from central.store.intake_models import IntakeRow, RequestItemRow, TombstoneRow
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.outbox.action import NewAction, Submitted
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import Store, StoreWorker
from kiosk.sync.upload.engine import Uploader
from kiosk.sync.upload.policy import Exchanged
from tests.central.world import INTAKE_KEYS, MORNING
from tests.central.world import TurnedClock as CentralClock
from wire.codec import codec_of
from wire.sync import NOT_YET, SyncAnswer, SyncRequest

T = TypeVar("T")
KEEP_TRYING = timedelta(days=30)
KIOSK = "kiosk-07"
_SENT, _SAID = codec_of(SyncRequest), codec_of(SyncAnswer)
Weather = Literal["fine", "nothing_arrives", "answer_lost", "twice", "half_answered", "fails"]


@dataclass
class Clocks:
    """True time, as central has it, and what the kiosk believes."""

    central: CentralClock = field(default_factory=CentralClock)
    wrong_by: timedelta = timedelta()
    started_at: datetime = MORNING
    boots: int = 1

    def now(self) -> datetime:
        return self.central.now() + self.wrong_by

    def monotonic(self) -> float:
        return self.central.monotonic()

    def boot(self) -> UUID:
        return UUID(int=self.boots)

    def uptime(self) -> float:
        return (self.central.now() - self.started_at).total_seconds()

    def boot_anew(self) -> None:
        self.boots += 1
        self.started_at = self.central.now()


@dataclass
class Line:
    """What becomes of each exchange, by the ``weather``. ``put_off``: what central could not take
    yet, at whichever time."""

    central: Container
    weather: Weather = "fine"
    said: list[SyncRequest] = field(default_factory=list)
    put_off: set[UUID] = field(default_factory=set)

    async def __call__(self, request: SyncRequest) -> Exchanged:
        sent = _SENT.read(_SENT.write(request))
        match self.weather:
            case "fails":
                return TurnedDown(503, by_central=True)
            case "nothing_arrives":
                return Unreachable(Cause.NETWORK)
            case "answer_lost":
                self.deliver(sent)
                return Unreachable(Cause.TIMEOUT)
            case "twice":
                self.deliver(sent)
            case "half_answered":
                answer = self.deliver(sent)
                half = answer.answers[: len(answer.answers) // 2]
                return replace(answer, answers=half)
            case "fine":
                pass
        return self.deliver(sent)

    def deliver(self, sent: SyncRequest) -> SyncAnswer:
        self.said.append(sent)
        answer = self.central.intake.receive(KIOSK, sent).answer
        self.put_off |= {each.id for each in answer.answers if each.code in NOT_YET}
        return _SAID.read(_SAID.write(answer))

    def repeat(self, number: int) -> None:
        """An old request comes to central once more, as from a proxy that thought it lost."""
        if self.said:
            self.deliver(self.said[number % len(self.said)])


class QueueWorld:
    """Everything is synchronous to whoever drives it."""

    def __init__(self, central: Container, clocks: Clocks) -> None:
        self.clocks = clocks
        self.central = central
        self.line = Line(central)
        self._folder = tempfile.TemporaryDirectory(prefix="queue-")
        self._loop = asyncio.Runner()
        self._open()

    def _open(self) -> None:
        limits = OutboxLimits("0000", "07", 64_000_000, KEEP_TRYING, timedelta(days=36_500), UTC)
        sealer = Sealer(INTAKE_KEYS.current.public_key())
        worker = StoreWorker.open(Path(self._folder.name), limits, sealer, self.clocks)
        assert isinstance(worker, StoreWorker), worker
        self._worker = worker
        self._uploader = Uploader(
            worker, self.line, lambda: None, clock=self.clocks, chance=lambda: 0.0
        )

    def close(self) -> None:
        self._worker.close()
        self._loop.close()
        self._folder.cleanup()

    def restart(self) -> None:
        self._worker.close()
        self._open()

    def ask(self, call: Callable[[Store], T]) -> T:
        return self._wait(self._worker.ask(call))

    def submit(self, action: NewAction) -> Submitted:
        return self.ask(lambda store: store.outbox.submit(action))

    def take(self) -> None:
        """A batch is taken, and then nothing more is heard of it."""
        self.ask(lambda store: store.outbox.take(1))

    def exchange(self) -> None:
        """One round of the engine's loop."""
        self._wait(self._uploader._round_or_back_off())

    def drain(self) -> None:
        """Rounds in fine weather until nothing is left to say."""
        self.line.weather = "fine"
        for _ in range(200):
            before = len(self.line.said)
            self.exchange()
            if len(self.line.said) == before or not _speaks(self.line.said[-1]):
                return
        raise AssertionError("it never ends")

    def stored(self) -> dict[UUID, datetime]:
        """What central took in, in the order in which it came."""
        rows = (
            select(IntakeRow.id, IntakeRow.received_at)
            .where(IntakeRow.outcome == "stored")
            .order_by(text("rowid"))
        )
        with self.central.engine.connect() as connection:
            return {row.id: row.received_at for row in connection.execute(rows)}

    def effects(self) -> tuple[int, int]:
        """How many items are in requests, and how many the audit says were stored."""
        items = select(func.count()).select_from(RequestItemRow)
        audit = select(func.count()).where(AuditRow.act == "request", AuditRow.outcome == "stored")
        with self.central.engine.connect() as connection:
            return connection.scalars(items).one(), connection.scalars(audit).one()

    def buried(self) -> set[UUID]:
        with self.central.engine.connect() as connection:
            return set(connection.scalars(select(TombstoneRow.id)))

    def _wait(self, what: Awaitable[T]) -> T:
        async def waited() -> T:
            return await what

        return self._loop.run(waited())


def _speaks(request: SyncRequest) -> bool:
    return bool(request.items or request.tombstones)
