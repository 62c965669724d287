"""One document on its way to paper: handed to the service, followed, and if need be cancelled."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.decision import Done, GiveUp, Progress, Wait, after_cancel, judge
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.spooler import Spooler
from kiosk.hardware.cups.states import JobSeen, JobState, JobView, PrinterView


@dataclass(frozen=True, slots=True)
class Ended:
    """``trouble``: the printer's fault that stopped the job, when that is what stopped it."""

    outcome: PrintOutcome
    trouble: PaperTrouble | None = None


Pause = Callable[[float], bool]
"""Waits so many seconds, or less: True when the job must be given up now."""


def print_document(
    spooler: Spooler, pdf: bytes, pages: int, clock: Clock, limits: Deadlines, pause: Pause
) -> Ended:
    """Blocks until something can be said of the paper; never raises SpoolerError.

    The job may still be in the service's books afterwards: the caller purges.
    """
    try:
        number = spooler.create()
        spooler.send(number, pdf)
    except SpoolerError as error:
        # Without its end the service prints nothing of a document.
        refused = error.failing is Failing.REFUSED
        return Ended(NotPrinted(PaperTrouble.OTHER if refused else PaperTrouble.SERVICE_ABSENT))
    try:
        spooler.finish()
    except SpoolerError as error:
        if error.failing is Failing.REFUSED:
            return Ended(NotPrinted(PaperTrouble.OTHER))
        return Ended(MaybePrinted())
    return _Following(spooler, number, pages, clock, limits).to_the_end(pause)


class _Following:
    """A job that the service has accepted."""

    def __init__(
        self, spooler: Spooler, number: int, pages: int, clock: Clock, limits: Deadlines
    ) -> None:
        self._spooler, self._number, self._pages = spooler, number, pages
        self._clock, self._limits = clock, limits
        self._progress = Progress(began=clock.monotonic())
        self._printer = PrinterView()
        self._last_heard = clock.monotonic()

    def to_the_end(self, pause: Pause) -> Ended:
        while True:
            try:
                job = self._look()
            except SpoolerError:
                # Restarted services keep their jobs: the next look may find it.
                if self._clock.monotonic() - self._last_heard >= self._limits.lost_s:
                    return Ended(MaybePrinted())
            else:
                verdict = judge(
                    job,
                    self._printer,
                    self._progress,
                    self._pages,
                    self._clock.monotonic(),
                    self._limits,
                )
                match verdict:
                    case Done(outcome):
                        return Ended(outcome)
                    case GiveUp(trouble):
                        return Ended(self._cancel(trouble), trouble)
                    case Wait():
                        pass
            if pause(self._limits.poll_s):
                return Ended(self._cancel(PaperTrouble.OTHER))

    def _look(self) -> JobView:
        job = self._spooler.job(self._number)
        self._printer = self._spooler.printer()
        self._last_heard = self._clock.monotonic()
        self._progress = self._progress.seen(job, self._printer, self._last_heard)
        return job

    def _cancel(self, trouble: PaperTrouble) -> PrintOutcome:
        try:
            self._spooler.cancel(self._number)
            job = self._spooler.job(self._number)
        except SpoolerError:
            return MaybePrinted()
        if job == JobSeen(JobState.COMPLETED):
            return HandedOver(self._pages)
        return after_cancel(trouble, self._progress, self._printer, self._pages)
