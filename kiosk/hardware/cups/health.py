"""The printer's health before any job of ours, from what its queue says and what was seen last."""

from dataclasses import dataclass

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import PrinterState, PrinterView
from kiosk.hardware.status import Health


@dataclass(frozen=True, slots=True)
class PrintFailure:
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
    last_failure: PrintFailure | None,
    now: float,
    limits: Deadlines,
    *,
    answered: bool = False,
    stopping: PaperTrouble | None = None,
) -> Assessment:
    """While it prints, what the queue says is live, and so it is once the idle printer has
    ``answered``. Otherwise a fault is a memory: believed for a while after it stopped a job of
    ours, then *unknown*, because only the next job makes CUPS look again. What a printer calls a
    warning (an empty second tray) is a concern, unless it is what stops the job under way
    (``stopping``) or stopped the last one.

    A printer that ended a job without a word cannot be cleared by one: that is remembered anyway.
    """
    if printer.raw:
        return Assessment(Health.FAILED, "raw_queue", PaperTrouble.OTHER)
    first = printer.troubles[0] if printer.troubles else None
    live = answered or printer.state is PrinterState.PROCESSING
    if printer.certificate is not None:
        if printer.state is PrinterState.STOPPED or live:
            return Assessment(Health.FAILED, printer.certificate.value, PaperTrouble.OTHER)
        return Assessment(Health.UNKNOWN, printer.certificate.value)
    if printer.state is PrinterState.STOPPED or not printer.accepting:
        return _blocked(first or PaperTrouble.OTHER)
    if live and printer.errors:
        return _blocked(printer.errors[0])
    if stopping is not None:
        return _blocked(stopping)
    if last_failure is not None:
        shown = last_failure.trouble in printer.troubles
        lately = now - last_failure.at < limits.remembered_s
        if lately and (shown or _is_unseen(last_failure.trouble, answered)):
            return _blocked(last_failure.trouble)
        if shown and not answered:
            return Assessment(Health.UNKNOWN, last_failure.trouble.value)
    if printer.errors:
        return Assessment(Health.UNKNOWN, printer.errors[0].value)
    if printer.state is PrinterState.UNKNOWN:
        return Assessment(Health.UNKNOWN, "state_unknown")
    return Assessment(Health.OK, _concern(printer))


def _concern(printer: PrinterView) -> str | None:
    """What staff should know of a printer that prints; what could stop paper comes first."""
    if printer.troubles:
        return printer.troubles[0].value
    return min(printer.concerns).value if printer.concerns else None


def _is_unseen(trouble: PaperTrouble, answered: bool) -> bool:
    return trouble is PaperTrouble.OTHER or (trouble is PaperTrouble.OFFLINE and not answered)


def _blocked(trouble: PaperTrouble) -> Assessment:
    return Assessment(Health.FAILED, trouble.value, trouble)
