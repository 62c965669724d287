"""Which file systems are let in: those that sticks are sold with, and that know no owners."""

from pathlib import Path
from typing import Literal

FileSystem = Literal["vfat", "exfat"]
_FIRST_SECTOR = 512


def file_system_on(device: Path) -> FileSystem | None:
    """By its first sector (Microsoft, FAT: General Overview 1.03; exFAT 1.00, 3.1). None where it
    is another one or cannot be read: the kernel's own guess would try whatever it knows."""
    try:
        with device.open("rb", buffering=0) as opened:
            sector = opened.read(_FIRST_SECTOR)
    except OSError:
        return None
    if len(sector) < _FIRST_SECTOR or sector[510:] != b"\x55\xaa":
        return None
    if sector[3:11] == b"EXFAT   ":
        return "exfat"
    return "vfat" if b"FAT" in (sector[54:57], sector[82:85]) else None


def first_with_one(devices: list[Path]) -> Path | None:
    return next((each for each in devices if file_system_on(each) is not None), None)
