"""What processes have taken of the processor, to the nanosecond: for short spans."""

from collections.abc import Sequence
from pathlib import Path

_PROC = Path("/proc")


def taken_s(pids: Sequence[int]) -> float:
    """Of all their threads that still live."""
    return sum(_of_thread(task) for pid in pids for task in _tasks(pid)) / 1e9


def _tasks(pid: int) -> Sequence[Path]:
    try:
        return tuple((_PROC / str(pid) / "task").iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return ()


def _of_thread(task: Path) -> int:
    """The first figure of ``schedstat`` (Linux, Documentation/scheduler/sched-stats.rst)."""
    try:
        return int((task / "schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0
