"""Judges what was seen of the card reader, of the printer and of the loudspeaker."""

from typing import assert_never

from kiosk.doctor.seen import (
    LibraryMissing,
    NoSuchQueue,
    NoSuchReader,
    NotAllowed,
    PrinterSeen,
    ReaderFailing,
    ReaderRefused,
    ReaderSeen,
    ReaderSilent,
    ReaderThere,
    ServiceAway,
    ServiceHung,
)
from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.states import Certificate, Concern, PrinterState, PrinterView
from wire.health import HealthCheck, HealthCode, Part, check_of


def reader(seen: ReaderSeen, pattern: str, *, production: bool = False) -> HealthCheck:
    """``pattern``: part of the reader's name as configured, empty for any. In ``production`` no
    reader may be there in which a program can play a card."""

    def found(kind: HealthCode, **args: str) -> HealthCheck:
        return check_of(Part.READER, kind, args)

    match seen:
        case ReaderThere(virtual=(name, *_)) if production:
            return found(HealthCode.READER_VIRTUAL, name=name)
        case ReaderThere(name, card):
            return found(
                HealthCode.READER_HOLDS_CARD if card else HealthCode.READER_READY, name=name
            )
        case NoSuchReader(present) if present:
            return found(HealthCode.READER_OTHER, wanted=pattern, present=", ".join(present))
        case NoSuchReader():
            return found(HealthCode.READER_ABSENT)
        case ReaderSilent(name):
            return found(HealthCode.READER_UNAVAILABLE, name=name)
        case ReaderRefused():
            return found(HealthCode.READER_REFUSED)
        case ReaderFailing(code):
            return found(HealthCode.READER_FAILING, code=code)
        case ServiceAway():
            return found(HealthCode.READER_NO_SERVICE)
        case LibraryMissing():
            return found(HealthCode.READER_NO_LIBRARY)
        case NotAllowed():
            return found(HealthCode.READER_NOT_ALLOWED)
        case _:
            assert_never(seen)


def printer(seen: PrinterSeen, queue: str) -> tuple[HealthCheck, ...]:
    """One finding, or one for each thing that staff should see to soon."""

    def found(code: HealthCode, **args: str) -> tuple[HealthCheck, ...]:
        return (check_of(Part.PRINTER, code, {"queue": queue, **args}),)

    match seen:
        case PrinterView():
            return _state_of(seen, queue)
        case NoSuchQueue():
            return found(HealthCode.PRINTER_NO_QUEUE)
        case ServiceAway():
            return found(HealthCode.PRINTER_NO_SERVICE)
        case ServiceHung():
            return found(HealthCode.PRINTER_SERVICE_HUNG)
        case LibraryMissing():
            return found(HealthCode.PRINTER_NO_LIBRARY)
        case NotAllowed():
            return found(HealthCode.PRINTER_NOT_ALLOWED)
        case _:
            assert_never(seen)


def speaker(there: bool, name: str) -> HealthCheck:
    """``name``: of the ALSA device as configured. Nobody has to have one."""
    code = HealthCode.SPEAKER_THERE if there else HealthCode.SPEAKER_ABSENT
    return check_of(Part.SPEAKER, code, {"name": name})


def _state_of(view: PrinterView, queue: str) -> tuple[HealthCheck, ...]:
    """While it prints, what the queue says is live; while it is idle, a trouble is a memory of the
    last document, and only the next one makes CUPS look again. A mere warning is none."""

    def found(code: HealthCode, **args: str) -> HealthCheck:
        return check_of(Part.PRINTER, code, {"queue": queue, **args})

    if view.raw:
        return (found(HealthCode.PRINTER_RAW_QUEUE),)
    first = view.troubles[0] if view.troubles else None
    if view.certificate is not None:
        return (found(_certificate(view.certificate)),)
    if view.state is PrinterState.STOPPED:
        # A queue that somebody has paused says so, which is a trouble without a name.
        if first is None or first is PaperTrouble.OTHER:
            return (found(HealthCode.PRINTER_STOPPED),)
        return (found(_trouble(first)),)
    if not view.accepting:
        return (found(HealthCode.PRINTER_NOT_ACCEPTING),)
    if first is not None and view.state is PrinterState.PROCESSING:
        return (found(_trouble(first)),)
    if view.errors:
        return (found(HealthCode.PRINTER_REMEMBERS, reason=view.errors[0].value),)
    if view.state is PrinterState.UNKNOWN:
        return (found(HealthCode.PRINTER_SAYS_NOTHING),)
    warned = tuple(found(HealthCode.PRINTER_WARNS, reason=each.value) for each in view.troubles)
    concerns = tuple(found(_concern(each)) for each in sorted(view.concerns))
    return warned + concerns or (found(HealthCode.PRINTER_READY),)


def _trouble(trouble: PaperTrouble) -> HealthCode:
    match trouble:
        case PaperTrouble.PAPER_OUT:
            return HealthCode.PRINTER_PAPER_OUT
        case PaperTrouble.PAPER_JAM:
            return HealthCode.PRINTER_PAPER_JAM
        case PaperTrouble.COVER_OPEN:
            return HealthCode.PRINTER_COVER_OPEN
        case PaperTrouble.TRAY_MISSING:
            return HealthCode.PRINTER_TRAY_MISSING
        case PaperTrouble.OUTPUT_FULL:
            return HealthCode.PRINTER_OUTPUT_FULL
        case PaperTrouble.TONER_EMPTY:
            return HealthCode.PRINTER_TONER_EMPTY
        case PaperTrouble.OFFLINE:
            return HealthCode.PRINTER_OFFLINE
        case PaperTrouble.SERVICE_ABSENT:
            return HealthCode.PRINTER_NO_SERVICE
        case PaperTrouble.OTHER:
            return HealthCode.PRINTER_OTHER_TROUBLE
        case _:
            assert_never(trouble)


def _certificate(certificate: Certificate) -> HealthCode:
    match certificate:
        case Certificate.EXPIRED:
            return HealthCode.PRINTER_CERTIFICATE_EXPIRED
        case Certificate.CHANGED:
            return HealthCode.PRINTER_CERTIFICATE_CHANGED
        case Certificate.UNKNOWN:
            return HealthCode.PRINTER_CERTIFICATE_UNKNOWN
        case _:
            assert_never(certificate)


def _concern(concern: Concern) -> HealthCode:
    match concern:
        case Concern.PAPER_LOW:
            return HealthCode.PRINTER_PAPER_LOW
        case Concern.TONER_LOW:
            return HealthCode.PRINTER_TONER_LOW
        case Concern.WASTE_NEARLY_FULL:
            return HealthCode.PRINTER_WASTE_NEARLY_FULL
        case Concern.OUTPUT_NEARLY_FULL:
            return HealthCode.PRINTER_OUTPUT_NEARLY_FULL
        case Concern.OTHER:
            return HealthCode.PRINTER_OTHER_CONCERN
        case _:
            assert_never(concern)
