"""The stick that staff have put in: udev mounts it, kiosk-sync writes one file on it."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from typing import Literal

from shared_runtime.whole_files import sync_folder

STICK = Path("/run/borne-stick")
"""Where borne's rule of udev mounts it; without one the folder is empty, or is not."""

StickFailure = Literal["no-stick", "stick-full", "stick-failed"]


@dataclass(frozen=True, slots=True)
class Stick:
    folder: Path = STICK
    is_mounted: Callable[[Path], bool] = os.path.ismount

    @property
    def is_there(self) -> bool:
        """What is written into a folder that is no stick, nobody carries away."""
        return self.is_mounted(self.folder)

    def save(self, name: str, content: bytes) -> StickFailure | None:
        """On the stick and synced when it returns None. Half a file is none, and goes."""
        if not self.is_there:
            return "no-stick"
        beside = self.folder / f"{name}.new"
        try:
            _write(beside, content)
            beside.replace(self.folder / name)
            sync_folder(self.folder)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            return "stick-full" if error.errno == ENOSPC else "stick-failed"
        return None


def _write(path: Path, content: bytes) -> None:
    # Without a mode of its own: FAT has none, and refuses to be given one.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
