"""Judges what was seen of the receipt printer."""

from typing import assert_never

from kiosk.doctor.finding import Code, Finding, Part
from kiosk.doctor.seen import InUse, NoSuchDevice, NotAllowed, ReceiptsSeen
from kiosk.hardware.escpos.status import Cause, Stopped, Unknown, Well


def receipts(seen: ReceiptsSeen, device: str) -> Finding:
    """``device``: its device file as configured."""
    return Finding(Part.RECEIPTS, _code(seen), {"device": device})


def _code(seen: ReceiptsSeen) -> Code:
    match seen:
        case Well(low):
            return Code.RECEIPTS_PAPER_LOW if low else Code.RECEIPTS_READY
        case Stopped(cause):
            return _stopped(cause)
        case Unknown.SILENT:
            return Code.RECEIPTS_SILENT
        case Unknown.GARBLED:
            return Code.RECEIPTS_GARBLED
        case NoSuchDevice():
            return Code.RECEIPTS_ABSENT
        case NotAllowed():
            return Code.RECEIPTS_NOT_ALLOWED
        case InUse():
            return Code.RECEIPTS_IN_USE
        case _:
            assert_never(seen)


def _stopped(cause: Cause) -> Code:
    match cause:
        case Cause.COVER_OPEN:
            return Code.RECEIPTS_COVER_OPEN
        case Cause.PAPER_OUT:
            return Code.RECEIPTS_PAPER_OUT
        case Cause.CUTTER:
            return Code.RECEIPTS_CUTTER
        case Cause.ERROR:
            return Code.RECEIPTS_ERROR
        case Cause.OFFLINE:
            return Code.RECEIPTS_OFFLINE
        case Cause.ABSENT:
            return Code.RECEIPTS_ABSENT
        case _:
            assert_never(cause)
