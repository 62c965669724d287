"""The loop that carries the outbox up to central, batch after batch, and outlives everything."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

import structlog

from kiosk.domain.outcomes import Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.outbox.action import Acknowledged, Batch, NotYet, Quarantined, Verdict
from kiosk.sync.store.store_worker import Store, StoreWorker
from kiosk.sync.upload.policy import (
    CONFLICT,
    Decision,
    Exchanged,
    Jitter,
    Pace,
    Until,
    Wait,
    back_off,
    decide,
    later,
    portion,
)
from kiosk.sync.watcher import Sleep, pause
from shared_runtime.clock import BootClock
from wire.moments import within_years
from wire.report import KioskReport, ReportOutcome
from wire.sync import SyncAnswer, SyncRequest

log = structlog.get_logger(__name__)

Send = Callable[[SyncRequest], Awaitable[Exchanged]]


class Reports(Protocol):
    """What goes to central of the kiosk itself, beside what waits. Never raises."""

    async def report(self, *, slow: bool) -> KioskReport | None: ...

    def answered(self, outcome: ReportOutcome | None) -> None: ...


_NOTHING = Batch((), (), 0, {})


class Uploader:
    """Sends what waits, and an empty message when central wants to hear from us. ``changed`` is
    called when the queue may have another summary than before. ``slow_after_s``: an exchange that
    takes longer is a slow line's."""

    def __init__(
        self,
        worker: StoreWorker,
        send: Send,
        changed: Callable[[], None],
        *,
        clock: BootClock,
        chance: Jitter,
        reports: Reports | None = None,
        slow_after_s: float = 2.0,
        pause: Sleep = pause,
    ) -> None:
        self._worker = worker
        self._send = send
        self._changed = changed
        self._clock = clock
        self._chance = chance
        self._reports = reports
        self._slow_after_s = slow_after_s
        self._slow = False
        self._pause = pause
        self._pace = Pace()
        self._poll_at = clock.monotonic()
        self._owed: Mapping[UUID, Verdict] = {}
        self._ends = {until: asyncio.Event() for until in Until}
        self.back_by = clock.monotonic()
        """When the loop comes round again, by the monotonic clock, unless it hangs."""

    def wake(self) -> None:
        """There is something new to send. It does not shorten the pause after a failure."""
        self._ends[Until.NEWS].set()

    def call_soon(self) -> None:
        """There is something to tell central beside the queue, or to ask it. After a failure it is
        told with the next try."""
        self._poll_at = self._clock.monotonic()
        self.wake()

    def link_is_back(self) -> None:
        """Central answers again, as the link's own look at it has shown."""
        self._ends[Until.NEWS].set()
        self._ends[Until.LINK].set()

    def send_now(self) -> None:
        """Somebody stands there and wants to see it go: no pause is waited out."""
        self._poll_at = self._clock.monotonic()
        for end in self._ends.values():
            end.set()

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            for end in self._ends.values():
                end.clear()
            self.back_by = self._clock.monotonic()
            wait = await self._round_or_back_off()
            self.back_by = self._clock.monotonic() + wait.seconds
            await self._pause(self._ends[wait.until], wait.seconds)

    async def _round_or_back_off(self) -> Wait:
        try:
            return await self._round()
        except Exception as error:  # noqa: BLE001 - a bug or a bad disk must not end all sending
            log.error("upload_failed", error=type(error).__name__)
            self._pace = Pace(self._pace.failures + 1)
            return Wait(back_off(self._pace.failures, self._chance), Until.LINK)

    async def _round(self) -> Wait:
        batch = await self._take()
        quiet_s = self._poll_at - self._clock.monotonic()
        if batch.empty and self._pace.limit and quiet_s > 0:
            return Wait(quiet_s, Until.NEWS)
        batch = portion(batch, self._pace)
        report = await self._report()
        began, now = self._clock.monotonic(), self._clock.now()
        came_to = await self._send(self._request(batch, now, report))
        took_s = self._clock.monotonic() - began
        self._slow = took_s > self._slow_after_s
        if self._reports is not None:
            self._reports.answered(came_to.report if isinstance(came_to, SyncAnswer) else None)
        decision = decide(batch, came_to, self._pace, now, self._chance)
        _tell(batch, came_to, decision, round(took_s * 1000))
        self._owed = {**self._owed, **decision.verdicts}
        self._pace = decision.pace
        if decision.poll_in_s is not None:
            self._poll_at = self._clock.monotonic() + decision.poll_in_s
        if isinstance(came_to, SyncAnswer):
            await self._worker.ask(lambda store: store.outbox.witness(came_to.server_time))
        await self._settle()
        return decision.wait

    async def _take(self) -> Batch:
        await self._settle()
        limit = self._pace.limit
        batch = await self._worker.ask(lambda store: _take(store, limit))
        # Whatever becomes of this exchange, none of them stays in flight.
        self._owed = later(batch)
        return batch

    async def _settle(self) -> None:
        """Writes down what became of the last batch; after a failure of the disk, once more."""
        owed = self._owed
        if owed:
            await self._worker.ask(lambda store: store.outbox.settle(owed))
            self._owed = {}
            self._changed()

    async def _report(self) -> KioskReport | None:
        """None while central is only being tried: then the least is sent that shows whether it
        answers."""
        if self._reports is None or self._pace.failures or not self._pace.limit:
            return None
        return await self._reports.report(slow=self._slow)

    def _request(self, batch: Batch, now: datetime, report: KioskReport | None) -> SyncRequest:
        return SyncRequest(
            sent_at=within_years(now),
            boot=self._clock.boot(),
            uptime_s=self._clock.uptime(),
            backlog=batch.backlog,
            items=batch.items,
            tombstones=batch.tombstones,
            report=report,
        )


def _take(store: Store, limit: int) -> Batch:
    store.outbox.expire()
    return store.outbox.take(limit) if limit else _NOTHING


def _tell(batch: Batch, came_to: Exchanged, decision: Decision, took_ms: int) -> None:
    """Says in the log what staff or support may look for; a poll with nothing in it is nothing."""
    match came_to:
        case SyncAnswer():
            verdicts = decision.verdicts
            if verdicts:
                log.info(
                    "queue_sent",
                    sent=len(verdicts),
                    acknowledged=_count(verdicts, Acknowledged),
                    quarantined=_count(verdicts, Quarantined),
                    not_yet=_count(verdicts, NotYet),
                    backlog=batch.backlog,
                    took_ms=took_ms,
                )
        case TurnedDown(401 | 403 as status):
            log.error("sync_refused", status=status)
        case TurnedDown(status):
            log.warning("sync_failed", why=f"status_{status}", failures=decision.pace.failures)
        case Unreachable(cause):
            log.warning("sync_failed", why=cause.value, failures=decision.pace.failures)
    for action, verdict in decision.verdicts.items():
        if verdict == Quarantined(CONFLICT):
            log.error("sync_conflict", action=str(action))


V = TypeVar("V", bound=Verdict)


def _count(verdicts: Mapping[UUID, Verdict], kind: type[V]) -> int:
    return sum(isinstance(verdict, kind) for verdict in verdicts.values())
