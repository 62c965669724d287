"""The card reader of the kiosk on PC/SC: one thread watches, one thread talks to the card."""

import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.domain.card import ServiceAbsent
from kiosk.hardware.pcsc.insertion_tracker import Attempt, InsertionTracker, ReadReport
from kiosk.hardware.pcsc.monitor import Monitor
from kiosk.hardware.pcsc.reading import CardReading, Halt, read_card
from kiosk.hardware.pcsc.scard import PcscError, ReturnCode, Scard
from kiosk.hardware.ports import EventSink
from kiosk.hardware.supervisor import Pulse, Supervisor, ThreadTrouble, ThreadTroubleKind
from shared_runtime import own_memory
from shared_runtime.clock import Clock
from wire.staff_cards import StaffCardFamily

READ_DEADLINE_S = 15.0
"""A whole card of nineteen holders takes some 4 s at 9600 baud; nobody waits longer than this."""
_STALL_S = 10.0
"""A single driver call that takes longer will not come back."""
_IDLE_S = 1.0
_MONITOR = "card-monitor"
STOP_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class _Job:
    """``until`` on the clock's monotonic scale."""

    attempt: Attempt
    reader: str
    until: float


def system_scard() -> Scard:
    """The real library, loaded at first use; PcscError(NO_SERVICE) when it is not installed."""
    try:
        from kiosk.hardware.pcsc.system import SystemScard
    except ImportError as error:
        raise PcscError(ReturnCode.NO_SERVICE) from error
    return SystemScard()


class PcscCardReader:
    """A ``CardReader``. ``pattern``: part of the reader's name, or a wildcard; "" takes the first.

    ``deadline_s`` bounds one reading. ``report`` gets each answer with its ATR and duration, just
    before the event. ``staff_cards``: what is read as a badge of staff.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        pattern: str = "",
        deadline_s: float = READ_DEADLINE_S,
        scard: Callable[[], Scard] = system_scard,
        report: Callable[[ReadReport], None] = lambda _: None,
        staff_cards: Sequence[StaffCardFamily] = (),
    ) -> None:
        self._staff_cards = staff_cards
        self._clock, self._pattern, self._deadline_s = clock, pattern, deadline_s
        self._scard, self._report = scard, report
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._supervisor = Supervisor(clock, self._on_trouble)
        self._tracker: InsertionTracker | None = None
        self._monitor: Monitor | None = None

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._tracker = InsertionTracker(
            self._clock, sink, self._ask, self._report, self._deadline_s
        )
        self._monitor = Monitor(self._scard, self._pattern, self._tracker)
        self._tracker.open()
        self._supervisor.run(_MONITOR, self._monitor.run, stall_after_s=_STALL_S)
        self._supervisor.run("card-exchange", self._exchange, stall_after_s=_STALL_S)

    def give_up(self) -> None:
        """Reports on the card that is in now, if it has no answer yet, instead of at its deadline.
        The report has arrived when this returns."""
        if self._tracker is not None:
            self._tracker.give_up()

    def stop(self, *, within_s: float = STOP_WITHIN_S) -> None:
        if self._tracker is not None and self._monitor is not None:
            self._tracker.close()
            self._supervisor.stop(self._wake, within_s=within_s)

    def _wake(self) -> None:
        self._jobs.put(None)
        if self._monitor is not None:
            self._monitor.wake()

    def _ask(self, attempt: Attempt, reader: str) -> None:
        self._jobs.put(_Job(attempt, reader, self._clock.monotonic() + self._deadline_s))

    def _exchange(self, pulse: Pulse) -> None:
        """Owns the connection to the card: reads whenever it is asked to."""
        assert self._tracker is not None
        while not pulse.stopping():
            pulse.beat()
            try:
                job = self._jobs.get(timeout=_IDLE_S)
            except queue.Empty:
                continue
            if job is not None:
                try:
                    self._read(pulse, job, self._tracker)
                finally:
                    own_memory.wipe_stack()

    def _read(self, pulse: Pulse, job: _Job, tracker: InsertionTracker) -> None:
        answer = partial(tracker.answered, job.attempt)

        def wait_or_halt(wait_s: float) -> None:
            pulse.beat()
            if (wait_s and pulse.wait(wait_s)) or pulse.stopping():
                raise Halt
            if self._clock.monotonic() > job.until:
                raise Halt

        try:
            scard = self._scard()
        except PcscError:
            answer(CardReading(None, ServiceAbsent()))
            return
        powered = partial(tracker.powered, job.attempt)
        read_card(scard, job.reader, wait_or_halt, answer, powered, self._staff_cards)

    def _on_trouble(self, trouble: ThreadTrouble) -> None:
        if self._tracker is None:
            return
        if trouble.trouble is ThreadTroubleKind.GAVE_UP:
            self._tracker.stuck()
        elif trouble.thread == _MONITOR:
            # The service has not answered for so long that a card may have come and gone unseen.
            self._tracker.lost(ServiceAbsent())
