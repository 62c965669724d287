"""Judges what was seen of the receipt printer."""

from typing import assert_never

from kiosk.doctor.finding import Finding, FindingCode, Part
from kiosk.doctor.seen import InUse, NoSuchDevice, NotAllowed, ReceiptsSeen
from kiosk.hardware.escpos.status import StopCause, Stopped, UnknownStatus, Well


def receipts(seen: ReceiptsSeen, device: str) -> Finding:
    """``device``: its device file as configured."""
    return Finding(Part.RECEIPTS, _code(seen), {"device": device})


def _code(seen: ReceiptsSeen) -> FindingCode:
    match seen:
        case Well(low):
            return FindingCode.RECEIPTS_PAPER_LOW if low else FindingCode.RECEIPTS_READY
        case Stopped(cause):
            return _stopped(cause)
        case UnknownStatus.SILENT:
            return FindingCode.RECEIPTS_SILENT
        case UnknownStatus.GARBLED:
            return FindingCode.RECEIPTS_GARBLED
        case NoSuchDevice():
            return FindingCode.RECEIPTS_ABSENT
        case NotAllowed():
            return FindingCode.RECEIPTS_NOT_ALLOWED
        case InUse():
            return FindingCode.RECEIPTS_IN_USE
        case _:
            assert_never(seen)


def _stopped(cause: StopCause) -> FindingCode:
    match cause:
        case StopCause.COVER_OPEN:
            return FindingCode.RECEIPTS_COVER_OPEN
        case StopCause.PAPER_OUT:
            return FindingCode.RECEIPTS_PAPER_OUT
        case StopCause.CUTTER:
            return FindingCode.RECEIPTS_CUTTER
        case StopCause.ERROR:
            return FindingCode.RECEIPTS_ERROR
        case StopCause.OFFLINE:
            return FindingCode.RECEIPTS_OFFLINE
        case StopCause.ABSENT:
            return FindingCode.RECEIPTS_ABSENT
        case _:
            assert_never(cause)
