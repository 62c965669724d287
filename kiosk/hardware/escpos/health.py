"""A receipt printer's status as health for staff, and as a trouble for help texts."""

from typing import assert_never

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.escpos.status import ReceiptPrinterStatus, Stopped, UnknownStatus, Well
from kiosk.hardware.status import Device, DeviceHealth, Health

PAPER_LOW = "paper_low"


def health(status: ReceiptPrinterStatus) -> DeviceHealth:
    match status:
        case Well(low):
            return DeviceHealth(Device.RECEIPT_PRINTER, Health.OK, PAPER_LOW if low else None)
        case Stopped(cause):
            return DeviceHealth(Device.RECEIPT_PRINTER, Health.FAILED, cause.value)
        case UnknownStatus():
            return DeviceHealth(Device.RECEIPT_PRINTER, Health.UNKNOWN, status.value)
        case _:
            assert_never(status)


def trouble(status: Stopped | UnknownStatus) -> PaperTrouble:
    """Why nothing is sent to a printer that is not well: to one that says nothing neither."""
    return status.cause.trouble if isinstance(status, Stopped) else PaperTrouble.OFFLINE
