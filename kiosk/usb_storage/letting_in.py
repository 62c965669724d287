"""Lets a memory stick in, and shuts it out again, by what the kernel offers for that.

Documentation/usb/authorization.rst: an interface that is not authorised has no driver; once it is,
the driver is asked for by ``drivers_probe``.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.usb_storage.outcome import USB_DEVICES, storage_interfaces

DEVICE_FILES = Path("/dev")
_NOTHING_HAPPENS = threading.Event()
_LOOKS, _PAUSE_S = 60, 0.2
"""Twelve seconds: a slow stick takes five until its partitions are known."""

Probe = Callable[[list[Path]], Path | None]
"""Of these device files, the one that will do."""


@contextmanager
def let_in(devices: Path = USB_DEVICES) -> Iterator[list[Path]]:
    """The interfaces of what is plugged in, authorised for as long as the block lasts."""
    interfaces = storage_interfaces(devices)
    try:
        for each in interfaces:
            with suppress(OSError):  # pulled out meanwhile
                (each / "authorized").write_text("1", encoding="ascii")
                (devices.parent / "drivers_probe").write_text(each.name, encoding="ascii")
        yield interfaces
    finally:
        shut_out(devices)


def shut_out(devices: Path = USB_DEVICES) -> None:
    """The kernel takes the driver away, and with it the disk."""
    for each in storage_interfaces(devices):
        with suppress(OSError):
            (each / "authorized").write_text("0", encoding="ascii")


def wait_for(
    interfaces: list[Path],
    fits: Probe,
    files: Path = DEVICE_FILES,
    pause: Callable[[float], object] = _NOTHING_HAPPENS.wait,
) -> tuple[Path | None, bool]:
    """The first device file that fits, and whether there was any at all."""
    seen = False
    for _ in range(_LOOKS):
        found = [files / name for each in interfaces for name in _blocks(each)]
        seen = seen or bool(found)
        fitting = fits(found)
        if fitting is not None:
            return fitting, True
        pause(_PAUSE_S)
    return None, seen


def _blocks(interface: Path) -> list[str]:
    """Disks behind the interface, each after its partitions."""
    names = []
    for disk in sorted(interface.glob("host*/target*/*/block/*")):
        names += [each.parent.name for each in sorted(disk.glob("*/partition"))]
        names.append(disk.name)
    return names
