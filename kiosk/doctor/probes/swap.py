"""Looks where the kernel may write memory to: proc_swaps(5), and what sysfs says of each disk."""

import os
from pathlib import Path

_IN_MEMORY = "zram"
_ENCRYPTED = "CRYPT-"
"""What cryptsetup begins the uuid of its devices with."""


def plain_swap(root: Path = Path("/")) -> tuple[str, ...] | None:
    """The devices and files among them that lie on no encrypted disk; None where nobody says."""
    try:
        lines = (root / "proc/swaps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    places = [line.split()[0] for line in lines[1:] if line.strip()]
    return tuple(place for place in places if not _is_safe(root, place))


def _is_safe(root: Path, place: str) -> bool:
    name = Path(place).name
    blocks = root / "sys/class/block"
    if (blocks / name).exists():
        return name.startswith(_IN_MEMORY) or _is_encrypted(blocks / name)
    try:
        disk = (root / place.removeprefix("/")).stat().st_dev
    except OSError:
        return False
    return _is_encrypted(root / "sys/dev/block" / f"{os.major(disk)}:{os.minor(disk)}")


def _is_encrypted(block: Path) -> bool:
    """It, or what it lies on."""
    try:
        if (block / "dm/uuid").read_text(encoding="ascii").startswith(_ENCRYPTED):
            return True
    except OSError:
        pass
    below = sorted((block / "slaves").glob("*"))
    return bool(below) and all(_is_encrypted(each) for each in below)
