"""A file of some MB that gives its room back when the disk is full, so that what is kept can still
be settled."""

import os
from pathlib import Path

import structlog

RESERVE_BYTES = 4 << 20
"""Room for thousands of verdicts and journal notes."""
MARGIN_BYTES = 1 << 20
"""With less left over the disk counts as full, before SQLite finds out in the middle of a write."""

log = structlog.get_logger(__name__)


class Reserve:
    """Held from the start where the disk has the room, and again as soon as it has."""

    def __init__(self, path: Path, size: int = RESERVE_BYTES) -> None:
        self._path = path
        self._size = size
        self._missed = False
        self.held = False
        self.hold()

    def hold(self) -> bool:
        """Takes the room, unless it is held already; False when the disk has not that much."""
        if self.held:
            return True
        self.held = self._take()
        if self.held == self._missed:
            self._tell(missed=not self.held)
        return self.held

    def has_margin(self) -> bool:
        """Whether there is room beside the reserve."""
        try:
            disk = os.statvfs(self._path.parent)
        except OSError:
            return False
        return disk.f_bavail * disk.f_frsize >= MARGIN_BYTES

    def give_up(self) -> None:
        self._path.unlink(missing_ok=True)
        self.held = False
        self._tell(missed=True)

    def _tell(self, *, missed: bool) -> None:
        self._missed = missed
        if missed:
            log.warning("queue_disk_full")
        else:
            log.info("queue_disk_has_room")

    def _take(self) -> bool:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return False
        try:
            os.posix_fallocate(descriptor, 0, self._size)
        except OSError:
            self._path.unlink(missing_ok=True)  # a half one would eat what room there is
            return False
        finally:
            os.close(descriptor)
        return True
