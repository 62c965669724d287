"""What to make of a job and its printer: pure functions of what was seen and for how long.

Counters of printed pages play no part: CUPS counts the pages its filters prepare, not the paper.
"""

from dataclasses import dataclass

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.cups.progress import Delivery, Progress
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import Flaw, JobGone, JobSeen, JobState, JobView, PrinterView
from kiosk.hardware.stopped import stopped


@dataclass(frozen=True, slots=True)
class KeepWaiting:
    pass


@dataclass(frozen=True, slots=True)
class JobDone:
    outcome: PrintOutcome


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Cancel the job, then let ``after_cancel`` say what to tell. ``of_the_printer``: the trouble
    is the printer's, and the next document would meet it too. ``reached``: the printer may have
    some of the document."""

    trouble: PaperTrouble
    of_the_printer: bool = True
    reached: bool = True


JobVerdict = KeepWaiting | JobDone | GiveUp


def judge(
    job: JobView,
    printer: PrinterView,
    progress: Progress,
    pages: int,
    now: float,
    limits: Deadlines,
) -> JobVerdict:
    """After a look that ``progress`` already holds."""
    match job:
        case JobGone():
            return JobDone(MaybePrinted())
        case JobSeen(JobState.COMPLETED, Flaw.NONE):
            forgot = printer.forgets and not progress.before.forgets
            return JobDone(MaybePrinted() if forgot else HandedOver(pages))
        case JobSeen(JobState.CANCELLED | JobState.ABORTED, Flaw.UNPRINTABLE) if not (
            progress.again or progress.broken
        ):
            return JobDone(NotPrinted(PaperTrouble.OTHER))
        case JobSeen(JobState.COMPLETED | JobState.CANCELLED | JobState.ABORTED):
            # Ended by someone else, or with errors: nobody here knows how far it came.
            return JobDone(MaybePrinted())
        case JobSeen(JobState.STOPPED):
            # A filter failed: the service keeps the job until somebody starts it again.
            return GiveUp(PaperTrouble.OTHER, of_the_printer=False)
        case JobSeen() if progress.refused:
            # The queue itself keeps the reason, until the printer is trusted again.
            return GiveUp(PaperTrouble.OTHER, of_the_printer=False, reached=False)
        case JobSeen() if progress.again:
            return GiveUp(progress.trouble or PaperTrouble.OTHER, of_the_printer=False)
        case _:
            return _patience(printer, progress, now, limits)


def _patience(
    printer: PrinterView, progress: Progress, now: float, limits: Deadlines
) -> KeepWaiting | GiveUp:
    age_s = now - progress.began
    if progress.blocked_since is not None and now - progress.blocked_since >= limits.blocked_s:
        return GiveUp(progress.trouble or PaperTrouble.OTHER)
    if (
        printer.tells_sent
        and progress.delivery is not Delivery.SENT
        and age_s >= limits.unreached_s
    ):
        return _unreached(progress)
    if age_s >= limits.job_s:
        return GiveUp(progress.trouble or PaperTrouble.OTHER)
    return KeepWaiting()


def _unreached(progress: Progress) -> GiveUp:
    """A printer that shows no fault and was given all this time without a break has nothing."""
    trouble = progress.trouble or PaperTrouble.OFFLINE
    silent = trouble is PaperTrouble.OFFLINE and not (progress.broken or progress.again)
    return GiveUp(trouble, reached=not silent)


def after_cancel(given_up: GiveUp, progress: Progress, pages: int) -> PrintOutcome:
    """What to tell once the service has accepted the cancellation."""
    begun = given_up.reached and progress.delivery > Delivery.CONNECTING
    return stopped(given_up.trouble, pages, begun=begun, anew=progress.again)
