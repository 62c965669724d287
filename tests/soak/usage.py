"""What a process holds on to: memory, threads, descriptors; and how that grows."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_KB = 1.0
"""What one of thousands of sessions may leave behind; in months that is noise."""


@dataclass(frozen=True, slots=True)
class Usage:
    """``memory_kb``: what the process has taken for itself, in kilobytes of 1,024 bytes. Pages of
    libraries are left out: whether they are shared depends on who else runs."""

    sessions: int
    memory_kb: int
    threads: int
    descriptors: int


def usage(sessions: int, pid: int | None = None) -> Usage:
    """Of the process ``pid``, this one when None, after so many sessions."""
    folder = Path("/proc") / str(os.getpid() if pid is None else pid)
    status = _numbers(folder / "status")
    return Usage(
        sessions,
        status["RssAnon"],
        status["Threads"],
        len(list((folder / "fd").iterdir())),
    )


def slope_kb(samples: Sequence[Usage]) -> float:
    """Kilobytes a session by least squares. At least two samples of different ``sessions``."""
    count = len(samples)
    mean_x = sum(each.sessions for each in samples) / count
    mean_y = sum(each.memory_kb for each in samples) / count
    over = sum((each.sessions - mean_x) * (each.memory_kb - mean_y) for each in samples)
    return over / sum((each.sessions - mean_x) ** 2 for each in samples)


def growth(samples: Sequence[Usage], most_kb: float = MOST_KB) -> list[str]:
    """What grows that must not, in words, once the first half has warmed everything up: memory by
    more than ``most_kb`` a session, threads and descriptors at all."""
    warm = samples[len(samples) // 2 :]
    grown = [
        f"{name} went from {min(values)} to {max(values)}"
        for name, values in (
            ("threads", [each.threads for each in warm]),
            ("descriptors", [each.descriptors for each in warm]),
        )
        if len(set(values)) > 1
    ]
    kilobytes = slope_kb(warm)
    if kilobytes > most_kb:
        grown.append(f"memory grows by {kilobytes:.2f} kB a session, {most_kb:g} are allowed")
    return grown


def _numbers(file: Path) -> dict[str, int]:
    """The ``Name: 12 kB`` lines of a file of /proc."""
    found: dict[str, int] = {}
    for line in file.read_text("ascii", "replace").splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        if words and words[0].isdigit():
            found[name] = int(words[0])
    return found
