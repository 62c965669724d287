"""The menu of faults of a receipt printer that is none, and how such a printer is with each."""

from enum import StrEnum

from kiosk.hardware.escpos.status import (
    ReceiptPrinterStatus,
    StopCause,
    Stopped,
    UnknownStatus,
    Well,
)


class ReceiptFault(StrEnum):
    """Each lasts until it is mended."""

    PAPER_LOW = "paper_low"
    """Degraded: everything is printed."""
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    """The blade is stuck."""
    OFFLINE = "offline"
    """Says that it takes nothing now."""
    SILENT = "silent"
    """Answers nothing."""
    GARBLED = "garbled"
    """Answers what no printer says."""
    SLOW = "slow"
    """Prints ten times slower than usual."""
    UNPLUGGED = "unplugged"
    """Its cable is out; it keeps what it has."""
    VANISHES = "vanishes"
    """Its cable is pulled out when the next strip comes."""
    HALF = "half"
    """Stops in the middle of a strip, and says that it is well."""
    LATE_BYTE = "late_byte"
    """What it answered too late comes when it is asked again, every second time."""
    UNASKED = "unasked"
    """Tells how it is without being asked (automatic status back), before and after everything."""
    EMPTY_READS = "empty_reads"
    """Has something to read that turns out to be nothing, before and after everything."""

    @property
    def status(self) -> ReceiptPrinterStatus:
        """What it says of itself while nothing is sent."""
        return _STATUS.get(self, Well())


_STATUS: dict[ReceiptFault, ReceiptPrinterStatus] = {
    ReceiptFault.PAPER_LOW: Well(low=True),
    ReceiptFault.PAPER_OUT: Stopped(StopCause.PAPER_OUT),
    ReceiptFault.COVER_OPEN: Stopped(StopCause.COVER_OPEN),
    ReceiptFault.CUTTER: Stopped(StopCause.CUTTER),
    ReceiptFault.OFFLINE: Stopped(StopCause.OFFLINE),
    ReceiptFault.SILENT: UnknownStatus.SILENT,
    ReceiptFault.GARBLED: UnknownStatus.GARBLED,
    ReceiptFault.UNPLUGGED: Stopped(StopCause.ABSENT),
}
