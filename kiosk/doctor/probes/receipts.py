"""Looks at the receipt printer: asks how it is, as the kiosk does between two receipts."""

from errno import EACCES, EBUSY, EPERM
from pathlib import Path

from kiosk.doctor.seen import InUse, NoSuchDevice, NotAllowed, ReceiptsSeen
from kiosk.hardware.escpos.device import DeviceFile, DeviceNotOpened
from kiosk.hardware.escpos.link import LinkTimeouts, ask
from kiosk.hardware.ports import HardwareError
from shared_runtime.clock import SystemClock

FREE_WITHIN_S = 2.0
"""The kiosk has it for milliseconds at a time, and for longer while it prints."""


def look(device: Path, free_within_s: float = FREE_WITHIN_S) -> ReceiptsSeen:
    """Prints nothing. Raises nothing that is expected."""
    clock = SystemClock()
    try:
        with DeviceFile(device, clock, free_within_s) as opened:
            return ask(opened, clock, LinkTimeouts())
    except DeviceNotOpened as error:
        match error.errno:
            case code if code == EBUSY:
                return InUse()
            case code if code in (EACCES, EPERM):
                return NotAllowed()
            case _:
                return NoSuchDevice()
    except HardwareError:
        return NoSuchDevice()
