"""What kiosk-sync and the process of root agree on: where the file lies, and what came of it."""

import re
from enum import IntEnum
from pathlib import Path

HANDED_OVER = Path("/run/kiosk-sync/stick")
"""Where kiosk-sync lays the one file down that is to be on the stick, under its name there."""
OUTCOME_FILE = Path("/run/borne-stick/outcome")
"""Where root says what came of it: systemd forgets how a unit went that nothing refers to."""
FILE_NAME = re.compile(r"borne-[0-9A-Za-z-]{1,12}-[0-9]{8}-[0-9]{6}\.bundle")
USB_DEVICES = Path("/sys/bus/usb/devices")
MASS_STORAGE = "08"
"""USB's class of memory sticks, as sysfs writes ``bInterfaceClass``."""


class StickOutcome(IntEnum):
    """As a number in that file. ``UNREADABLE``: a file system that is not let in, or none."""

    SAVED = 0
    NO_STICK = 1
    UNREADABLE = 2
    FULL = 3
    LOCKED = 4
    FAILED = 5
    NO_BUNDLE = 6
    """What was handed over is none of ours: nothing was let in."""


def storage_interfaces(devices: Path = USB_DEVICES) -> list[Path]:
    """Of each memory stick that is plugged in, let in or not."""
    found = []
    for interface in sorted(devices.glob("*:*")):
        try:
            kind = (interface / "bInterfaceClass").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):  # pulled out meanwhile
            continue
        if kind == MASS_STORAGE:
            found.append(interface)
    return found
