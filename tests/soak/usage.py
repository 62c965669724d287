"""What a process holds on to, memory, objects, threads, descriptors, and how that grows."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_KB = 1.0
"""What one of thousands of sessions may leave behind; in months that is noise."""
MOST_BLOCKS = 4.0
"""Of Python's allocator: a text, a list, an object without attributes take one each, so that one
small thing held on to with what hangs on it is more. Caches that still fill took two."""


@dataclass(frozen=True, slots=True)
class Usage:
    """``memory_kb``: what the process has taken for itself, in kilobytes of 1,024 bytes. Pages of
    libraries are left out: whether they are shared depends on who else runs. ``blocks``: pieces of
    memory of at most 512 bytes that Python's objects are in; exact, where memory is noisy."""

    sessions: int
    memory_kb: int
    blocks: int
    threads: int
    descriptors: int


def usage(sessions: int) -> Usage:
    """Of this process after so many sessions."""
    folder = Path("/proc/self")
    return Usage(
        sessions,
        memory_kb(os.getpid()),
        sys.getallocatedblocks(),
        _numbers(folder / "status")["Threads"],
        len(list((folder / "fd").iterdir())),
    )


def memory_kb(pid: int) -> int:
    """What the process ``pid`` has taken for itself, as in ``Usage``."""
    return _numbers(Path(f"/proc/{pid}/status"))["RssAnon"]


def kb_a_session(samples: Sequence[Usage]) -> float:
    """By least squares, as ``blocks_a_session``. At least two samples of different ``sessions``."""
    return _slope([(each.sessions, each.memory_kb) for each in samples])


def blocks_a_session(samples: Sequence[Usage]) -> float:
    return _slope([(each.sessions, each.blocks) for each in samples])


def warm(samples: Sequence[Usage], warm_up: float) -> Sequence[Usage]:
    """Without that part of them in which everything is used for the first time."""
    return samples[int(len(samples) * warm_up) :]


def growth(samples: Sequence[Usage], most_kb: float = MOST_KB) -> list[str]:
    """What grows that must not, in words: memory by more than ``most_kb`` a session, Python's
    blocks by more than ``MOST_BLOCKS``, threads and descriptors at all. ``samples`` are warm."""
    grown = [
        f"{name} went from {min(values)} to {max(values)}"
        for name, values in (
            ("threads", [each.threads for each in samples]),
            ("descriptors", [each.descriptors for each in samples]),
        )
        if len(set(values)) > 1
    ]
    kilobytes, blocks = kb_a_session(samples), blocks_a_session(samples)
    if kilobytes > most_kb:
        grown.append(f"memory grows by {kilobytes:.2f} kB a session, {most_kb:g} are allowed")
    if blocks > MOST_BLOCKS:
        grown.append(
            f"Python holds on to {blocks:.1f} blocks a session, {MOST_BLOCKS:g} are allowed"
        )
    return grown


def _slope(points: Sequence[tuple[int, int]]) -> float:
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return over / sum((x - mean_x) ** 2 for x, _ in points)


def _numbers(file: Path) -> dict[str, int]:
    """The ``Name: 12 kB`` lines of a file of /proc."""
    found: dict[str, int] = {}
    for line in file.read_text("ascii", "replace").splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        if words and words[0].isdigit():
            found[name] = int(words[0])
    return found
