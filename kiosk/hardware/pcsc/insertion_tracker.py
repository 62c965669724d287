"""What happens at the reader's slot: insertions, debounce, answers and health, in one order.

Both threads of the reader report here; events leave under one lock, so that they never cross.
A card counts as inserted once it has sat for the debounce time or has been read, whichever comes
first: contacts that chatter are never shown, and a sound card does not wait.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NewType

from kiosk.domain.card import (
    CardOutcome,
    Mute,
    ReaderAbsent,
    ReaderLoss,
    ReadTimedOut,
    RemovedTooEarly,
    Unreadable,
    UnreadableReason,
)
from kiosk.hardware.pcsc.health import ReaderHealth
from kiosk.hardware.pcsc.reading import CardReading
from kiosk.hardware.ports import EventSink
from kiosk.hardware.status import (
    CardInserted,
    CardReadFinished,
    CardTakenOut,
    DeviceHealth,
    Insertion,
)
from shared_runtime.clock import Clock
from shared_runtime.private import Private

DEBOUNCE_S = 0.25
"""Contacts of a card that is pushed in or pulled out chatter for up to that long."""
GRACE_S = 1.0
"""The reading ends itself at its deadline; only one that is stuck in the driver comes this late."""

Attempt = NewType("Attempt", int)
"""Number of a reading; an answer of an older one is dropped."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadReport(Private):
    """An answer with what the command line and the benchmark also want to know.

    ``elapsed_ms``: from the card's being seen to this answer.
    """

    insertion: Insertion
    reading: CardReading
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class Presence:
    """A card in a reader. ``count`` is the service's, of insertions and removals there: another
    count is another card, or the same one of which nobody knows where it was meanwhile."""

    reader: str
    count: int


@dataclass(frozen=True, slots=True, repr=False)
class _CardInSlot(Private):
    """One card in the slot. ``left_at`` is set while it is out but may only be chattering;
    ``atr`` once the chip has answered to reset."""

    presence: Presence
    insertion: Insertion
    since: float
    attempt: Attempt
    atr: bytes | None = None
    announced: bool = False
    answered: bool = False
    held: CardReading | None = None
    left_at: float | None = None


class InsertionTracker:
    """``read`` is asked to start an attempt in the reader of that name and must return at once; so
    must ``sink`` and ``report``. Calls may come from any thread."""

    def __init__(
        self,
        clock: Clock,
        sink: EventSink,
        read: Callable[[Attempt, str], None],
        report: Callable[[ReadReport], None],
        deadline_s: float,
    ) -> None:
        self._clock, self._sink, self._read, self._report = clock, sink, read, report
        self._deadline_s = deadline_s
        self._lock = threading.RLock()
        self._visit: _CardInSlot | None = None
        self._health = ReaderHealth()
        self._told = self._health.at(clock.monotonic())
        self._doubt: ReaderLoss | None = None
        self._insertions = 0
        self._attempts = 0
        self._closed = False

    def open(self) -> None:
        self._emit(self._told)

    def close(self) -> None:
        """No event leaves after this."""
        with self._lock:
            self._closed, self._visit = True, None

    def ready(self) -> None:
        """The reader is there, answers and is watched."""
        with self._lock:
            self._health.ready(self._clock.monotonic())
            self._tell_health()

    def lost(self, loss: ReaderLoss) -> None:
        """The reader is out of sight. Whoever had a card in it may have left with it: the visit
        ends, though the reader be back in a moment and the card still in."""
        with self._lock:
            self._doubt = None
            self._health.lost(loss, self._clock.monotonic())
            self._end_visit(loss)

    def stuck(self) -> None:
        """The reader's threads could not be kept alive."""
        with self._lock:
            self._health.stuck()
            self._end_visit(ReaderAbsent())

    @property
    def doubt(self) -> ReaderLoss | None:
        """Why a card could not be read, if not for the card: the watch has to begin anew."""
        return self._doubt

    def card_present(self, presence: Presence) -> None:
        with self._lock:
            if self._closed:
                return
            if self._visit is not None and self._visit.presence != presence:
                self._another(self._visit, presence)
            visit = self._visit
            if visit is None:
                self._insertions += 1
                insertion = Insertion(self._insertions)
                self._start(_CardInSlot(presence, insertion, self._clock.monotonic(), Attempt(0)))
            elif visit.left_at is not None:
                self._start(replace(visit, presence=presence, left_at=None, held=None))

    def _another(self, visit: _CardInSlot, presence: Presence) -> None:
        """Contacts chatter within one reader: a visit never moves to another."""
        if visit.presence.reader != presence.reader:
            self._finish(visit, CardReading(None, ReaderAbsent()))
        else:
            self.card_absent()

    def card_absent(self) -> None:
        with self._lock:
            visit = self._visit
            if visit is None or visit.left_at is not None:
                return
            if visit.announced:
                self._finish(visit, CardReading(None, RemovedTooEarly()))
            else:
                self._visit = replace(visit, left_at=self._clock.monotonic())

    def powered(self, attempt: Attempt, atr: bytes) -> None:
        """The chip has answered to reset; what it says further is not known yet."""
        with self._lock:
            visit = self._visit
            if visit is not None and visit.attempt == attempt:
                self._visit = replace(visit, atr=atr)

    def give_up(self) -> None:
        """Nobody waits any longer: the card that is in gets its answer now."""
        with self._lock:
            visit = self._visit
            if visit is None or visit.answered:
                return
            if visit.left_at is not None:
                self._gone(visit)
            else:
                self._visit = self._answer(visit, visit.held or _out_of_time(visit))

    def answered(self, attempt: Attempt, reading: CardReading) -> None:
        with self._lock:
            visit = self._visit
            if visit is None or visit.attempt != attempt or visit.answered:
                return
            if isinstance(reading.outcome, ReaderLoss):
                self._doubt = reading.outcome
                self._health.lost(reading.outcome, self._clock.monotonic())
                self._tell_health()
            if not visit.announced and _may_be_chatter(reading.outcome):
                self._visit = replace(visit, held=reading)
            elif visit.left_at is not None:
                self._finish(visit, reading)
            else:
                self._visit = self._answer(visit, reading)

    def tick(self) -> None:
        """Does what is due by now."""
        with self._lock:
            self._tell_health()
            visit = self._visit
            if visit is None or visit.answered:
                return
            now = self._clock.monotonic()
            if visit.left_at is not None:
                if now - visit.left_at >= DEBOUNCE_S:
                    self._gone(visit)
                return
            if not visit.announced and now - visit.since >= DEBOUNCE_S:
                visit = self._announce(visit)
                self._visit = visit
                if visit.held is not None:
                    self._start(replace(visit, held=None))
            if now - visit.since >= self._deadline_s + GRACE_S:
                self._visit = self._answer(visit, _out_of_time(visit))

    def next_tick_s(self, at_most_s: float) -> float:
        """Seconds until ``tick`` has something to do."""
        with self._lock:
            health_s = self._health.next_change_s(self._clock.monotonic())
            at_most_s = at_most_s if health_s is None else min(health_s, at_most_s)
            visit = self._visit
            if visit is None or visit.answered:
                return at_most_s
            if visit.left_at is not None:
                due = visit.left_at + DEBOUNCE_S
            elif not visit.announced:
                due = visit.since + DEBOUNCE_S
            else:
                due = visit.since + self._deadline_s + GRACE_S
            return min(max(due - self._clock.monotonic(), 0.0), at_most_s)

    def _start(self, visit: _CardInSlot) -> None:
        self._attempts += 1
        attempt = Attempt(self._attempts)
        self._visit = replace(visit, attempt=attempt)
        self._read(attempt, visit.presence.reader)

    def _gone(self, visit: _CardInSlot) -> None:
        """The card left for good before it was announced."""
        if visit.held is not None and isinstance(visit.held.outcome, Mute):
            # It never answered to reset and is out again: chatter, or nothing to speak of.
            self._visit = None
        else:
            atr = visit.held.atr if visit.held is not None else None
            self._finish(visit, CardReading(atr, RemovedTooEarly()))

    def _end_visit(self, loss: ReaderLoss) -> None:
        """Health is told first: the session then ends into what the kiosk is by now."""
        self._tell_health()
        if self._visit is not None:
            self._finish(self._visit, CardReading(None, loss))

    def _finish(self, visit: _CardInSlot, unless_answered: CardReading) -> None:
        """Completes the events of a card that is out."""
        if not visit.answered:
            visit = self._answer(visit, unless_answered)
        self._visit = None
        self._emit(CardTakenOut(visit.insertion))

    def _answer(self, visit: _CardInSlot, reading: CardReading) -> _CardInSlot:
        visit = self._announce(visit)
        elapsed_ms = round((self._clock.monotonic() - visit.since) * 1000)
        if not self._closed:
            self._report(ReadReport(visit.insertion, reading, elapsed_ms))
        self._emit(CardReadFinished(visit.insertion, reading.outcome))
        return replace(visit, answered=True)

    def _announce(self, visit: _CardInSlot) -> _CardInSlot:
        if not visit.announced:
            self._emit(CardInserted(visit.insertion))
        return replace(visit, announced=True)

    def _tell_health(self) -> None:
        now = self._health.at(self._clock.monotonic())
        if now != self._told:
            self._told = now
            self._emit(now)

    def _emit(self, event: DeviceHealth | CardInserted | CardReadFinished | CardTakenOut) -> None:
        if not self._closed:
            self._sink(event)


def _out_of_time(visit: _CardInSlot) -> CardReading:
    return CardReading(visit.atr, ReadTimedOut())


def _may_be_chatter(outcome: CardOutcome) -> bool:
    """Outcomes that contacts not yet at rest can cause: they are tried again after the debounce."""
    return isinstance(outcome, Mute | RemovedTooEarly) or outcome == Unreadable(
        UnreadableReason.CHIP_FAILURE
    )
