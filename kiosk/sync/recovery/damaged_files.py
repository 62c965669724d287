"""Where damaged files go: kept as they were found, for whoever looks into it, the last few only."""

import os
import shutil
from datetime import datetime
from pathlib import Path

KEPT = 3
"""Each may be as large as the queue."""
SUFFIXES = ("", "-wal", "-shm")
"""The files that make up a database; the first must go first, see DamagedFiles.take_in."""
_UNREAD = ".unread"


class DamagedFiles:
    """One folder for each file that was damaged; ``.unread`` until what it held is salvaged. A
    process that is killed in between finds it again, so that nothing is salvaged twice or never.
    All methods raise OSError."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._folder = database.with_name("damaged")

    def take_in(self, found_at: datetime) -> None:
        """Moves the database here with its log. When the first file is gone from its place, the
        rest follows even after a crash."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        numbers = [_number(each) for each in self._folders()]
        name = f"{max(numbers, default=0) + 1:04}-{found_at:%Y%m%dT%H%M%SZ}{_UNREAD}"
        (self._folder / name).mkdir(mode=0o700)
        self._move(self._folder / name)

    def unread(self) -> Path | None:
        """The database that is still to be salvaged, all of it here."""
        for folder in self._folders():
            if folder.name.endswith(_UNREAD) and not self._database.exists():
                self._move(folder)
                return folder / self._database.name
        return None

    def put_away(self) -> None:
        """Salvaged, or nothing was moved: with the database in its place no folder is unread."""
        for folder in self._folders():
            if folder.name.endswith(_UNREAD):
                if any(folder.iterdir()):
                    folder.rename(folder.with_name(folder.name.removesuffix(_UNREAD)))
                else:
                    folder.rmdir()
        for folder in self._folders()[:-KEPT]:
            shutil.rmtree(folder)

    def _folders(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*-*"), key=_number)

    def _move(self, folder: Path) -> None:
        for suffix in SUFFIXES:
            file = self._database.with_name(self._database.name + suffix)
            if file.exists():
                file.rename(folder / file.name)
        sync_folder(folder)
        sync_folder(self._folder)
        sync_folder(self._database.parent)


def _number(folder: Path) -> int:
    return int(folder.name.partition("-")[0])


def sync_folder(folder: Path) -> None:
    """Makes renames in it survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
