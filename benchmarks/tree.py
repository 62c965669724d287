"""A program with all the processes it starts: their memory, and their end."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_PROC = Path("/proc")
_END_WITHIN_S = 5.0


class Tree:
    """Runs ``command`` in a session of its own, by which its processes are found again."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        with log.open("ab") as stream:
            self.began = time.monotonic()
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env=dict(environment),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def pids(self) -> list[int]:
        return family_of(self.pid)

    def pss_mib(self) -> float:
        """Proportional set size of all processes together."""
        return sum(pss_kib(pid) for pid in self.pids()) / 1024

    def processor_s(self) -> float:
        """Seconds of the processor that all processes together have taken so far."""
        return processor_s(self.pids())

    def end(self) -> None:
        """Asks all processes to end, then makes them."""
        known = self.pids()
        for how in (signal.SIGTERM, signal.SIGKILL):
            for pid in known:
                _send(pid, how)
            end = time.monotonic() + _END_WITHIN_S
            while time.monotonic() < end:
                self._process.poll()
                known = [pid for pid in known if _runs(pid)]
                if not known:
                    self._process.wait()
                    return
                time.sleep(0.02)
        self._process.wait()


def processor_s(pids: Sequence[int]) -> float:
    """Seconds that these processes have taken, threads that have ended and all, in steps of 10 ms.
    Those that have gone count nothing."""
    stats = (_stat(pid) for pid in pids)
    ticks = sum(int(stat[11]) + int(stat[12]) for stat in stats if stat is not None)
    return ticks / os.sysconf("SC_CLK_TCK")


def family_processor_s(root: int) -> float:
    """Of a process and all that it started; of those that have ended, what it waited for."""
    stat = _stat(root)
    waited_for = 0 if stat is None else int(stat[13]) + int(stat[14])
    return processor_s(family_of(root)) + waited_for / os.sysconf("SC_CLK_TCK")


def family_of(root: int) -> list[int]:
    """As of now, see ``family``."""
    return family(root, _stats())


def family(root: int, stats: Mapping[int, tuple[int, int]]) -> list[int]:
    """``root``, its descendants and everybody of its session. ``stats``: parent and session of
    each process. A helper that was orphaned keeps the session; a sandboxed one keeps the parent."""
    found = {pid for pid, (_, session) in stats.items() if session == root or pid == root}
    while more := {pid for pid, (parent, _) in stats.items() if parent in found} - found:
        found |= more
    return sorted(found)


def pss_kib(pid: int) -> int:
    """Proportional set size of one process; 0 when it has just gone."""
    try:
        return pss_in((_PROC / str(pid) / "smaps_rollup").read_text())
    except (FileNotFoundError, ProcessLookupError):
        return 0


def pss_in(rollup: str) -> int:
    """KiB by the text of ``smaps_rollup``; a zombie's is empty."""
    return next(
        (int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0
    )


def _stats() -> Mapping[int, tuple[int, int]]:
    found = {}
    for entry in _PROC.iterdir():
        stat = _stat(int(entry.name)) if entry.name.isdecimal() else None
        if stat is not None and stat[0] != "Z":
            found[int(entry.name)] = (int(stat[1]), int(stat[3]))
    return found


def _stat(pid: int) -> list[str] | None:
    """The fields of ``/proc/PID/stat`` from the state on: a name may hold spaces."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _runs(pid: int) -> bool:
    stat = _stat(pid)
    return stat is not None and stat[0] != "Z"


def _send(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return
