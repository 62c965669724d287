"""What a receipt printer says of itself: the answers to DLE EOT 1 to 4, parsed.

Source: Epson, ESC/POS Command Reference, DLE EOT, GS r and GS a. Each answer is one byte with four
fixed bits; what does not have them is no answer, and no answer is not *well*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.paper import PaperTrouble

QUESTIONS = tuple(bytes((0x10, 0x04, number)) for number in (1, 2, 3, 4))
"""DLE EOT: answered at once, whatever else waits in the printer."""
AT_THE_END = b"\x1d\x72\x01"
"""GS r 1: answered in its turn, when all that was sent before it is printed."""
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: drops what waits, and answers with ``CLEARED``. Done at once, as a question is."""
CLEARED = b"\x37\x25\x00"

UNASKED_REST = 3
FLOW_CONTROL = b"\x11\x13"
"""XON and XOFF, which may come between any two bytes."""

_FIXED, _FIXED_VALUE, _UNASKED_VALUE = 0b1001_0011, 0b0001_0010, 0b0001_0000
_END_FIXED = 0b1001_0000
"""An answer to GS r has zeros where one to DLE EOT has a one: they cannot be mixed up."""

_OFFLINE = 0x08
_COVER_OPEN, _FEED_STOPPED, _ERROR = 0x04, 0x20, 0x40
_CUTTER, _FOR_GOOD, _PASSING = 0x08, 0x20, 0x40
_NEAR_END, _END = 0x0C, 0x60


class StopCause(StrEnum):
    """Why nothing can be printed."""

    COVER_OPEN = "cover_open"
    PAPER_OUT = "paper_out"
    CUTTER = "cutter"
    ERROR = "error"
    OFFLINE = "offline"
    ABSENT = "absent"

    @property
    def trouble(self) -> PaperTrouble:
        return _TROUBLES.get(self, PaperTrouble.OTHER)


_TROUBLES = {
    StopCause.COVER_OPEN: PaperTrouble.COVER_OPEN,
    StopCause.PAPER_OUT: PaperTrouble.PAPER_OUT,
    StopCause.OFFLINE: PaperTrouble.OFFLINE,
    StopCause.ABSENT: PaperTrouble.OFFLINE,
}


@dataclass(frozen=True, slots=True)
class Well:
    """``low``: the roll is near its end."""

    low: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    cause: StopCause


class UnknownStatus(StrEnum):
    """It cannot be told how the printer is."""

    SILENT = "silent"
    GARBLED = "garbled"


ReceiptPrinterStatus = Well | Stopped | UnknownStatus


def is_end(byte: int) -> bool:
    """Whether that byte, on its own, says that all before the question at the end is printed."""
    return byte & _END_FIXED == 0


def is_status(byte: int) -> bool:
    """Whether that byte answers DLE EOT; to which of its questions, it does not say."""
    return byte & _FIXED == _FIXED_VALUE


def begins_unasked(byte: int) -> bool:
    """Whether a status that nobody asked for (automatic status back, GS a) begins with that byte:
    ``UNASKED_REST`` more follow, which look like answers to GS r."""
    return byte & _FIXED == _UNASKED_VALUE


def parse(answers: Sequence[int]) -> ReceiptPrinterStatus:
    """The four answers, in the order of ``QUESTIONS``; the most telling cause first."""
    if not all(map(is_status, answers)):
        return UnknownStatus.GARBLED
    printer, offline, error, roll = answers
    if offline & _COVER_OPEN:
        return Stopped(StopCause.COVER_OPEN)
    if roll & _END or offline & _FEED_STOPPED:
        return Stopped(StopCause.PAPER_OUT)
    if error & _CUTTER:
        return Stopped(StopCause.CUTTER)
    if error & (_FOR_GOOD | _PASSING) or offline & _ERROR:
        return Stopped(StopCause.ERROR)
    if printer & _OFFLINE:
        return Stopped(StopCause.OFFLINE)
    return Well(low=bool(roll & _NEAR_END))
