"""Looks at the machine: room on the disk, memory, temperature, versions. Judged elsewhere."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_ZONES = Path("/sys/class/thermal")
_PACKAGES = {"software": "borne", "qt": "PySide6-Essentials"}


@dataclass(frozen=True, slots=True)
class MachineSeen:
    """None for what the machine does not tell. ``disk_free_bytes``: where the queue lies."""

    disk_free_bytes: int | None
    memory_free_bytes: int | None
    temperature_c: int | None


def machine(state_folder: Path) -> MachineSeen:
    """Raises nothing. May block for as long as a disk hangs."""
    return MachineSeen(_disk_free(state_folder), memory_free(_MEMINFO), hottest(_ZONES))


def memory_free(meminfo: Path) -> int | None:
    """``MemAvailable`` of proc(5): what new programs can have without swapping."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
        said = next(line for line in lines if line.startswith("MemAvailable:"))
        return int(said.split()[1]) * 1024
    except (OSError, ValueError, StopIteration, IndexError):
        return None


def hottest(zones: Path) -> int | None:
    """Degrees Celsius of the hottest thermal zone (sysfs tells thousandths)."""
    told = (_degrees(zone) for zone in sorted(zones.glob("thermal_zone*/temp")))
    return max((each for each in told if each is not None), default=None)


def versions(schema: int) -> Mapping[str, str]:
    """Of what runs here; ``schema``: of the queue's file."""
    found = {name: _version(package) for name, package in _PACKAGES.items()}
    found |= {"python": platform.python_version(), "kernel": platform.release()}
    return {name: each for name, each in found.items() if each} | {"schema": str(schema)}


def _degrees(zone: Path) -> int | None:
    try:
        degrees = round(int(zone.read_text(encoding="ascii")) / 1000)
    except (OSError, ValueError):
        return None
    # A sensor that is not there says 0, or some fixed nonsense.
    return degrees if 0 < degrees < 150 else None


def _disk_free(folder: Path) -> int | None:
    try:
        found = os.statvfs(folder)
    except OSError:
        return None
    return found.f_bavail * found.f_frsize


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
