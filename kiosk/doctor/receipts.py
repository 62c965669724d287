"""Judges what was seen of the receipt printer."""

from typing import assert_never

from kiosk.doctor.seen import InUse, NoSuchDevice, NotAllowed, ReceiptsSeen
from kiosk.hardware.escpos.status import StopCause, Stopped, UnknownStatus, Well
from wire.health import HealthCheck, HealthCode, Part, check_of


def receipts(seen: ReceiptsSeen, device: str) -> HealthCheck:
    """``device``: its device file as configured."""
    return check_of(Part.RECEIPTS, _code(seen), {"device": device})


def _code(seen: ReceiptsSeen) -> HealthCode:
    match seen:
        case Well(low):
            return HealthCode.RECEIPTS_PAPER_LOW if low else HealthCode.RECEIPTS_READY
        case Stopped(cause):
            return _stopped(cause)
        case UnknownStatus.SILENT:
            return HealthCode.RECEIPTS_SILENT
        case UnknownStatus.GARBLED:
            return HealthCode.RECEIPTS_GARBLED
        case NoSuchDevice():
            return HealthCode.RECEIPTS_ABSENT
        case NotAllowed():
            return HealthCode.RECEIPTS_NOT_ALLOWED
        case InUse():
            return HealthCode.RECEIPTS_IN_USE
        case _:
            assert_never(seen)


def _stopped(cause: StopCause) -> HealthCode:
    match cause:
        case StopCause.COVER_OPEN:
            return HealthCode.RECEIPTS_COVER_OPEN
        case StopCause.PAPER_OUT:
            return HealthCode.RECEIPTS_PAPER_OUT
        case StopCause.CUTTER:
            return HealthCode.RECEIPTS_CUTTER
        case StopCause.ERROR:
            return HealthCode.RECEIPTS_ERROR
        case StopCause.OFFLINE:
            return HealthCode.RECEIPTS_OFFLINE
        case StopCause.ABSENT:
            return HealthCode.RECEIPTS_ABSENT
        case _:
            assert_never(cause)
