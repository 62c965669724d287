"""The signer's own count of versions, beside its key: rows that somebody takes out of the store
bring no number back."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path


class CountDamaged(Exception):
    """The file holds no number: which ones were taken is not known, and guessing could give one
    twice. Its owner writes a larger one than any kiosk has into it."""


@dataclass(frozen=True, slots=True)
class VersionFile:
    """One number in a file, held with a lock as long as it changes."""

    path: Path

    def take(self, count: int, above: int) -> range:
        """Raises OSError and CountDamaged."""
        lock = os.open(self.path.with_name(self.path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            first = max(self._read(), above) + 1
            self._write(first + count - 1)
            return range(first, first + count)
        finally:
            os.close(lock)

    def _read(self) -> int:
        try:
            return int(self.path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except ValueError:
            raise CountDamaged from None

    def _write(self, number: int) -> None:
        draft = self.path.with_name(self.path.name + ".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{number}\n".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
