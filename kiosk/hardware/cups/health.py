"""The printer's health before any job of ours, from what its queue says and what was seen last."""

from dataclasses import dataclass

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import PrinterState, PrinterView
from kiosk.hardware.status import Health


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
    printer: PrinterView,
    last_failure: Failure | None,
    now: float,
    limits: Deadlines,
    *,
    answered: bool = False,
) -> Assessment:
    """While it prints, what the queue says is live, and so it is once the idle printer has
    ``answered``. Otherwise a fault is a memory: believed for a while after it stopped a job of
    ours, then *unknown*, because only the next job makes CUPS look again.

    A printer that ended a job without a word cannot be cleared by one: that is remembered anyway.
    """
    first = printer.troubles[0] if printer.troubles else None
    if printer.state is PrinterState.STOPPED or not printer.accepting:
        return _blocked(first or PaperTrouble.OTHER)
    live = answered or printer.state is PrinterState.PROCESSING
    if live and first is not None:
        return _blocked(first)
    if last_failure is not None and now - last_failure.at < limits.remembered_s:
        unseen = _is_unseen(last_failure.trouble, answered)
        if unseen or last_failure.trouble in printer.troubles:
            return _blocked(last_failure.trouble)
    if first is not None:
        return Assessment(Health.UNKNOWN, first.value)
    if printer.state is PrinterState.UNKNOWN:
        return Assessment(Health.UNKNOWN, "state_unknown")
    return Assessment(Health.OK, min(printer.concerns).value if printer.concerns else None)


def _is_unseen(trouble: PaperTrouble, answered: bool) -> bool:
    return trouble is PaperTrouble.OTHER or (trouble is PaperTrouble.OFFLINE and not answered)


def _blocked(trouble: PaperTrouble) -> Assessment:
    return Assessment(Health.FAILED, trouble.value, trouble)
