"""The lock on the store: one process for as long as it lives."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreLock:
    """The kernel lets go of it when the process dies."""

    descriptor: int

    def release(self) -> None:
        os.close(self.descriptor)


def lock(path: Path) -> StoreLock | None:
    """None when another process has it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return StoreLock(descriptor)
