"""Wall clocks that are moved by hand: kiosk-ui's own, and those of whole processes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from shared_runtime.clock import SystemClock

_LIBRARY = "libfaketimeMT.so.1"
NO_LIBRARY = "libfaketime is not installed (apt install faketime)"


class MovedClock(SystemClock):
    """The system's clock with a wall time ``shift_s`` seconds away; durations stay true, unless
    time is skipped for somebody in a hurry."""

    def __init__(self) -> None:
        self.shift_s = 0.0
        self._skipped_s = 0.0

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.shift_s)

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        """Goes on at once to ``seconds`` later, but for what the system itself times."""
        self._skipped_s += seconds


class NoLibrary(Exception):
    """A process cannot be given another clock here; the text says what is missing."""


def library() -> Path | None:
    """libfaketime where Debian puts it, or None."""
    return next(iter(sorted(Path("/usr/lib").glob(f"*/faketime/{_LIBRARY}"))), None)


class ProcessClock:
    """The wall clock of one process and its children: moved while it runs, by a word in ``file``.

    Raises NoLibrary where libfaketime is missing.
    """

    def __init__(self, file: Path) -> None:
        found = library()
        if found is None:
            raise NoLibrary(NO_LIBRARY)
        self._library, self._file = found, file
        self.shift(0.0)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process must be started with to go by this clock. Time that only grows is left
        alone: no step of a wall clock touches it."""
        return {
            "LD_PRELOAD": str(self._library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def shift(self, seconds: float) -> None:
        """From now on wall time is ``seconds`` away from the true one."""
        arriving = self._file.with_suffix(".part")
        arriving.write_text(f"{seconds:+.0f}\n", encoding="ascii")
        arriving.rename(self._file)
