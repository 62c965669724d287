"""One document on its way to paper: handed to the service, followed, and if need be cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.decision import GiveUp, JobDone, KeepWaiting, after_cancel, judge
from kiosk.hardware.cups.progress import Progress
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.spooler import Spooler
from kiosk.hardware.cups.states import Flaw, JobSeen, JobState, PrinterView
from shared_runtime.clock import Clock
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class PdfDocument(Private):
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class JobEnded:
    """``trouble``: the printer's fault that stopped the job, when that is what stopped it."""

    outcome: PrintOutcome
    trouble: PaperTrouble | None = None


Pause = Callable[[float], bool]
"""Waits so many seconds, or less: True when the job must be given up now."""

Blocked = Callable[[PaperTrouble | None], None]
"""Told what stops the job, at each change; None when it goes on."""


def print_document(
    spooler: Spooler,
    document: PdfDocument,
    before: PrinterView,
    clock: Clock,
    limits: Deadlines,
    pause: Pause,
    blocked: Blocked,
    harmless: frozenset[PaperTrouble] = frozenset(),
) -> JobEnded:
    """Blocks until something can be said of the paper; never raises SpoolerError.

    ``before``: what the queue showed just now; ``harmless``: warnings that stop no paper. The job
    may still be in the service's books afterwards: the caller purges.
    """
    try:
        number = spooler.create()
        spooler.send(number, document.pdf)
    except SpoolerError as error:
        # Without its end the service prints nothing of a document.
        refused = error.failing is Failing.REFUSED
        return JobEnded(NotPrinted(PaperTrouble.OTHER if refused else PaperTrouble.SERVICE_ABSENT))
    try:
        spooler.finish()
    except SpoolerError as error:
        if error.failing is Failing.REFUSED:
            return JobEnded(NotPrinted(PaperTrouble.OTHER))
        return JobEnded(MaybePrinted())
    progress = Progress(began=clock.monotonic(), before=before, harmless=harmless)
    following = _Following(spooler, number, document.pages, clock, limits, progress)
    return following.to_the_end(pause, blocked)


class _Following:
    """A job that the service has accepted."""

    def __init__(
        self,
        spooler: Spooler,
        number: int,
        pages: int,
        clock: Clock,
        limits: Deadlines,
        progress: Progress,
    ) -> None:
        self._spooler, self._number, self._pages = spooler, number, pages
        self._clock, self._limits = clock, limits
        self._progress = progress
        self._last_heard = progress.began
        self._told: PaperTrouble | None = None

    def to_the_end(self, pause: Pause, blocked: Blocked) -> JobEnded:
        while True:
            if (ended := self._look()) is not None:
                return ended
            self._tell(blocked)
            if pause(self._limits.poll_s):
                return self._given_up()

    def _look(self) -> JobEnded | None:
        """None: nothing can be said yet."""
        try:
            job, printer = self._spooler.job(self._number), self._spooler.printer()
        except SpoolerError:
            # Restarted services keep their jobs: the next look may find it.
            self._progress = self._progress.unseen()
            lost_s = self._clock.monotonic() - self._last_heard
            return JobEnded(MaybePrinted()) if lost_s >= self._limits.lost_s else None
        now = self._last_heard = self._clock.monotonic()
        self._progress = self._progress.seen(job, printer, now, self._limits)
        match judge(job, printer, self._progress, self._pages, now, self._limits):
            case JobDone(outcome):
                return JobEnded(outcome)
            case GiveUp(trouble, of_the_printer) as given_up:
                return JobEnded(self._cancel(given_up), trouble if of_the_printer else None)
            case KeepWaiting():
                return None
            case unexpected:
                assert_never(unexpected)

    def _given_up(self) -> JobEnded:
        """The session is over: what was seen before the pause is too old to judge by."""
        ended = self._look()
        return ended or JobEnded(self._cancel(GiveUp(self._progress.trouble or PaperTrouble.OTHER)))

    def _tell(self, blocked: Blocked) -> None:
        if self._progress.trouble is not self._told:
            self._told = self._progress.trouble
            blocked(self._told)

    def _cancel(self, given_up: GiveUp) -> PrintOutcome:
        try:
            self._spooler.cancel(self._number)
            job = self._spooler.job(self._number)
        except SpoolerError:
            return MaybePrinted()
        match job:
            case JobSeen(JobState.COMPLETED, Flaw.NONE) if not self._progress.again:
                return HandedOver(self._pages)
        return after_cancel(given_up, self._progress, self._pages)
