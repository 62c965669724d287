"""How far one job has come and what stops it now: built look by look, without a side effect."""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import JobSeen, JobState, JobView, PrinterState, PrinterView


class Delivery(IntEnum):
    """Where the document is, as far as one can know."""

    QUEUED = 0
    """With the service: no paper has moved."""
    CONNECTING = 1
    """The service is looking for the printer, which has nothing of it yet."""
    PERHAPS = 2
    """It may be on its way into the printer, and its first pages on their way out."""
    SENT = 3
    """The printer has all of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one job has shown so far; times are readings of the monotonic clock.

    ``before``: what the queue showed when the job was handed over, of which it may repeat parts.
    ``harmless``: what the printer warned of before, and printed or was idle all the same.
    """

    began: float
    before: PrinterView = field(default_factory=PrinterView)
    harmless: frozenset[PaperTrouble] = frozenset()
    delivery: Delivery = Delivery.QUEUED
    left_queue: float | None = None
    connecting: bool = False
    reached: bool = False
    """The printer was looked for, and found."""
    run: int | None = None
    broken: bool = False
    """There was a look at which the service did not answer."""
    again: bool = False
    """The service went back to its first page when some of it may have been on paper."""
    refused: bool = False
    """The service does not trust the printer, and has sent it nothing."""
    trouble: PaperTrouble | None = None
    """What stops it now."""
    blocked_since: float | None = None

    def seen(self, job: JobView, printer: PrinterView, now: float, limits: Deadlines) -> "Progress":
        """After one more look."""
        waiting = _waits(job)
        run = job.run if isinstance(job, JobSeen) else None
        connecting = _runs(job) and printer.connecting
        sent = self._has_all(printer)
        refused = self._is_refused(printer, run, waiting)
        # A job that has a start and waits was put back, as when staff pause the queue: between two
        # looks it may have gone all the way into the printer.
        untouched = waiting and (run is None or refused)
        again = self.again or (not refused and self._goes_back(run, waiting, connecting))
        looked = replace(
            self,
            delivery=self._delivery(untouched, connecting and not again, sent),
            left_queue=self.left_queue if waiting or self.left_queue is not None else now,
            connecting=connecting,
            reached=self.reached or (self.connecting and not waiting and not connecting),
            run=self.run if run is None else run,
            again=again,
            refused=refused,
        )
        trouble = _trouble(looked, job, printer, now, limits)
        return replace(
            looked,
            trouble=trouble,
            blocked_since=_since(self.blocked_since, trouble is not None, now),
        )

    def _has_all(self, printer: PrinterView) -> bool:
        """A service that was killed goes on saying so of the document before."""
        return printer.sent and not self.before.sent

    def _goes_back(self, run: int | None, waiting: bool, connecting: bool) -> bool:
        """Whether the service begins anew with a document of which some may be on paper. Each
        beginning looks for the printer once, before anything is sent; whether it did while nobody
        could look, nobody knows."""
        anew = run is not None and self.run is not None and run != self.run
        looked_before = self.reached or self.broken or self.delivery is Delivery.SENT
        connects_anew = connecting and looked_before
        return connects_anew or (self.delivery >= Delivery.PERHAPS and (waiting or anew))

    def _is_refused(self, printer: PrinterView, run: int | None, waiting: bool) -> bool:
        """The service looks at the certificate before it sends anything, once each time that it
        begins; so only a first beginning proves that nothing was sent."""
        first = self.run is None or run is None or run == self.run
        seen = self.again or self.broken or self.delivery is Delivery.SENT
        stopped = printer.state is PrinterState.STOPPED and printer.certificate is not None
        return stopped and waiting and first and not seen

    def _delivery(self, untouched: bool, connecting: bool, sent: bool) -> Delivery:
        if untouched:
            return self.delivery
        if connecting:
            return Delivery.CONNECTING
        return Delivery.SENT if sent else max(self.delivery, Delivery.PERHAPS)

    def shown(self, printer: PrinterView, now: float, limits: Deadlines) -> PaperTrouble | None:
        """What stops the job by the printer's account. A report, or a warning that is harmless,
        stops nothing while the job moves."""
        if not self.is_live(printer, now, limits):
            return None
        harmless = printer.reports | (printer.warnings & self.harmless)
        still = printer.stands or self._is_out_for(limits.still_s, now)
        counting = (each for each in printer.troubles if still or each not in harmless)
        return next(counting, None)

    def is_live(self, printer: PrinterView, now: float, limits: Deadlines) -> bool:
        """A queue repeats its last fault until it has looked at the printer again."""
        changed = printer.troubles != self.before.troubles
        return self._is_out_for(limits.settle_s, now) or changed or self._has_all(printer)

    def _is_out_for(self, seconds: float, now: float) -> bool:
        """Whether the job left the queue so long ago."""
        return self.left_queue is not None and now - self.left_queue >= seconds

    def is_out_of_reach(self, printer: PrinterView, now: float, limits: Deadlines) -> bool:
        """A printer that takes documents has a small one within a moment. To one that is switched
        off CUPS goes on connecting, and mostly does not say so."""
        tells = printer.connecting or (printer.tells_sent and not self.before.sent)
        return (
            tells and self.delivery is not Delivery.SENT and self._is_out_for(limits.reach_s, now)
        )

    def unseen(self) -> "Progress":
        """After a look at which the service did not answer: anything may have happened since."""
        return replace(
            self,
            delivery=max(self.delivery, Delivery.PERHAPS),
            broken=True,
            trouble=PaperTrouble.SERVICE_ABSENT,
        )


def _trouble(
    progress: Progress, job: JobView, printer: PrinterView, now: float, limits: Deadlines
) -> PaperTrouble | None:
    """What stops the job at this look."""
    if printer.state is PrinterState.STOPPED:
        return printer.troubles[0] if printer.troubles else PaperTrouble.OTHER
    if _waits(job):
        return None
    shown = None if printer.connecting else progress.shown(printer, now, limits)
    if shown is not None:
        return shown
    if progress.is_out_of_reach(printer, now, limits):
        return PaperTrouble.OFFLINE
    return job.trouble if isinstance(job, JobSeen) else None


def _waits(job: JobView) -> bool:
    return isinstance(job, JobSeen) and job.state in (JobState.PENDING, JobState.HELD)


def _runs(job: JobView) -> bool:
    """What the queue says of reaching the printer is said of a job that runs; afterwards it may
    stand there still."""
    return isinstance(job, JobSeen) and job.state is JobState.PROCESSING


def _since(before: float | None, holds: bool, now: float) -> float | None:
    """Since when something has held without a break."""
    if not holds:
        return None
    return now if before is None else before
