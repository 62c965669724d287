"""What to make of a job and its printer: pure functions of what was seen and for how long.

Counters of printed pages play no part: CUPS counts the pages its filters prepare, not the paper.
"""

from dataclasses import dataclass, replace

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import (
    Flaw,
    JobGone,
    JobSeen,
    JobState,
    JobView,
    PrinterState,
    PrinterView,
)
from kiosk.hardware.status import Health


@dataclass(frozen=True, slots=True)
class Progress:
    """What one job has shown so far; times are readings of the monotonic clock."""

    began: float
    blocked_since: float | None = None
    started: bool = False
    """It has left the queue: paper may have moved."""
    sent: bool = False
    """The printer has the whole document."""

    def seen(self, job: JobView, printer: PrinterView, now: float) -> "Progress":
        blocked = bool(printer.troubles) or printer.state is PrinterState.STOPPED
        waiting = isinstance(job, JobSeen) and job.state in (JobState.PENDING, JobState.HELD)
        since = now if self.blocked_since is None else self.blocked_since
        # A queue repeats the last document's marks until this one starts.
        sent = self.sent or (self.started and not waiting and printer.sent)
        return replace(
            self,
            blocked_since=since if blocked else None,
            started=self.started or not waiting,
            sent=sent,
        )


@dataclass(frozen=True, slots=True)
class Wait:
    pass


@dataclass(frozen=True, slots=True)
class Done:
    outcome: PrintOutcome


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Cancel the job, then let ``after_cancel`` say what to tell."""

    trouble: PaperTrouble


Verdict = Wait | Done | GiveUp


def judge(
    job: JobView,
    printer: PrinterView,
    progress: Progress,
    pages: int,
    now: float,
    limits: Deadlines,
) -> Verdict:
    match job:
        case JobGone():
            return Done(MaybePrinted())
        case JobSeen(JobState.COMPLETED, Flaw.NONE):
            return Done(HandedOver(pages))
        case JobSeen(JobState.CANCELLED | JobState.ABORTED, Flaw.UNPRINTABLE):
            return Done(NotPrinted(PaperTrouble.OTHER))
        case JobSeen(JobState.COMPLETED | JobState.CANCELLED | JobState.ABORTED):
            # Ended by someone else, or with errors: nobody here knows how far it came.
            return Done(MaybePrinted())
        case _:
            return _patience(printer, progress, now, limits)


def _patience(
    printer: PrinterView, progress: Progress, now: float, limits: Deadlines
) -> Wait | GiveUp:
    age_s = now - progress.began
    if progress.blocked_since is not None and now - progress.blocked_since >= limits.blocked_s:
        return GiveUp(_cause(printer, progress))
    if printer.tells_sent and not progress.sent and age_s >= limits.unreached_s:
        return GiveUp(PaperTrouble.OFFLINE)
    if age_s >= limits.job_s:
        return GiveUp(_cause(printer, progress))
    return Wait()


def _cause(printer: PrinterView, progress: Progress) -> PaperTrouble:
    """A printer that never got the document was not reached: its queue repeats an old fault."""
    if printer.tells_sent and not progress.sent:
        return PaperTrouble.OFFLINE
    return printer.troubles[0] if printer.troubles else PaperTrouble.OTHER


def after_cancel(
    trouble: PaperTrouble, progress: Progress, printer: PrinterView, pages: int
) -> PrintOutcome:
    """What to tell once the service has accepted the cancellation.

    Nothing came out when the job never left the queue, when the printer never had the document, or
    when its only page was stopped by a fault one can see. Of several pages some may be out.
    """
    never_sent = printer.tells_sent and not progress.sent
    visible = trouble not in (PaperTrouble.OTHER, PaperTrouble.OFFLINE)
    if not progress.started or never_sent or (visible and pages == 1):
        return NotPrinted(trouble)
    return MaybePrinted()


@dataclass(frozen=True, slots=True)
class Failure:
    """The fault that ended our last job, and when (monotonic seconds)."""

    trouble: PaperTrouble
    at: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """``trouble`` is set exactly when nothing should be printed now."""

    health: Health
    reason: str | None = None
    trouble: PaperTrouble | None = None


def assess(
    printer: PrinterView, last_failure: Failure | None, now: float, limits: Deadlines
) -> Assessment:
    """The printer's health before any job of ours.

    While it prints, what the queue says is live. While it is idle, a fault is a memory: believed
    for a while after it stopped a job of ours, then *unknown*, because only the next job makes
    CUPS look again.
    """
    first = printer.troubles[0] if printer.troubles else None
    if printer.state is PrinterState.STOPPED or not printer.accepting:
        return _blocked(first or PaperTrouble.OTHER)
    if printer.state is PrinterState.PROCESSING and first is not None:
        return _blocked(first)
    if last_failure is not None and now - last_failure.at < limits.remembered_s:
        unseen = last_failure.trouble in (PaperTrouble.OFFLINE, PaperTrouble.OTHER)
        if unseen or last_failure.trouble in printer.troubles:
            return _blocked(last_failure.trouble)
    if first is not None:
        return Assessment(Health.UNKNOWN, first.value)
    if printer.state is PrinterState.UNKNOWN:
        return Assessment(Health.UNKNOWN, "state_unknown")
    return Assessment(Health.OK, min(printer.concerns).value if printer.concerns else None)


def _blocked(trouble: PaperTrouble) -> Assessment:
    return Assessment(Health.FAILED, trouble.value, trouble)
