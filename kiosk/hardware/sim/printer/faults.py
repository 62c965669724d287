"""The menu of faults of the simulated printer, and what each does."""

from enum import StrEnum

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.status import Device, DeviceHealth, Health


class PrinterFault(StrEnum):
    """Each lasts until it is mended."""

    PAPER_OUT = "paper_out"
    PAPER_JAM = "paper_jam"
    COVER_OPEN = "cover_open"
    TRAY_MISSING = "tray_missing"
    OUTPUT_FULL = "output_full"
    TONER_EMPTY = "toner_empty"
    OFFLINE = "offline"
    """Does not answer; keeps what it has."""
    OTHER = "other"
    """A fault that no help text knows."""
    SERVICE_ABSENT = "service_absent"
    """The print service is gone, and with it every document it had."""
    TONER_LOW = "toner_low"
    """Degraded: everything is printed."""
    PAPER_WARNING = "paper_warning"
    """Warns that a tray is empty, and prints from another."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    """Not trusted: it is sent nothing. What it already has goes on."""
    SLOW = "slow"
    """Ten times slower than usual."""
    STUCK = "stuck"
    """Takes the document and says nothing more."""
    LIES_COMPLETED = "lies_completed"
    """Reports success, and no paper comes."""
    DISAPPEARS = "disappears"
    """Switched off in the middle of the document; back, it has forgotten it."""

    @property
    def trouble(self) -> PaperTrouble | None:
        """What it tells of itself while it stops paper, if anything."""
        return _STOPS.get(self)

    @property
    def refuses(self) -> PaperTrouble | None:
        """Why no document is taken on now, if none is."""
        return PaperTrouble.OTHER if self is PrinterFault.CERTIFICATE_EXPIRED else self.trouble

    @property
    def halts(self) -> bool:
        """Whether paper stands still."""
        return self in _STOPS or self in (PrinterFault.STUCK, PrinterFault.DISAPPEARS)

    @property
    def forgets(self) -> bool:
        """Whether the document under way is lost, mended or not."""
        return self in (PrinterFault.SERVICE_ABSENT, PrinterFault.DISAPPEARS)


_STOPS = {
    PrinterFault.PAPER_OUT: PaperTrouble.PAPER_OUT,
    PrinterFault.PAPER_JAM: PaperTrouble.PAPER_JAM,
    PrinterFault.COVER_OPEN: PaperTrouble.COVER_OPEN,
    PrinterFault.TRAY_MISSING: PaperTrouble.TRAY_MISSING,
    PrinterFault.OUTPUT_FULL: PaperTrouble.OUTPUT_FULL,
    PrinterFault.TONER_EMPTY: PaperTrouble.TONER_EMPTY,
    PrinterFault.OFFLINE: PaperTrouble.OFFLINE,
    PrinterFault.OTHER: PaperTrouble.OTHER,
    PrinterFault.SERVICE_ABSENT: PaperTrouble.SERVICE_ABSENT,
}
_CONCERNS = {
    PrinterFault.TONER_LOW: "toner_low",
    PrinterFault.PAPER_WARNING: PaperTrouble.PAPER_OUT.value,
}


def health(fault: PrinterFault | None, *, printing: bool) -> DeviceHealth:
    """What the printer shows; one that disappears does so in the middle of a document."""
    if fault is None:
        return DeviceHealth(Device.PRINTER, Health.OK)
    if fault.trouble is not None:
        return DeviceHealth(Device.PRINTER, Health.FAILED, fault.trouble.value)
    if fault is PrinterFault.DISAPPEARS and printing:
        return DeviceHealth(Device.PRINTER, Health.FAILED, PaperTrouble.OFFLINE.value)
    if fault is PrinterFault.CERTIFICATE_EXPIRED:
        return DeviceHealth(Device.PRINTER, Health.FAILED, fault.value)
    return DeviceHealth(Device.PRINTER, Health.OK, _CONCERNS.get(fault))
