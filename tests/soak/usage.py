"""What a process holds on to, memory, objects, threads, descriptors, and how that grows."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

MOST_KB = 1.0
"""What one of thousands of sessions may leave behind; in months that is noise."""
MOST_KB_WITH_STORE = 2.0
"""The same of a process that has a store: its library keeps pages of it, 2 MB a connection."""
SWING = 2
"""Connections that happen to be open when one looks."""
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


KIOSK = "kiosk"


class Samples:
    """Of the kiosk, which is this process, and of ``others`` by their names."""

    def __init__(self, others: Callable[[int], Mapping[str, Usage]]) -> None:
        self._others = others
        self._looked: dict[str, list[Usage]] = {}
        self._taken: dict[str, list[Usage]] = {}

    def look(self, sessions: int) -> None:
        """After each visit. Some leave a print that is still being drawn or a picture not yet let
        go of, megabytes for a moment, so that of memory the least since the last sample counts."""
        for name, each in {KIOSK: usage(sessions), **self._others(sessions)}.items():
            self._looked.setdefault(name, []).append(each)

    def take(self) -> Mapping[str, Usage]:
        """A sample of what each held on to since the one before."""
        now = {
            name: replace(looked[-1], memory_kb=min(each.memory_kb for each in looked))
            for name, looked in self._looked.items()
        }
        self._looked.clear()
        for name, each in now.items():
            self._taken.setdefault(name, []).append(each)
        return now

    def judged(self, warm_up: float, most_kb: float) -> dict[str, Any]:
        """All of it, and what has ``grown`` in words. Beside other processes the kiosk, too, has
        connections that come and go."""
        kiosk = warm(self._taken[KIOSK], warm_up)
        others = {
            name: warm(taken, warm_up) for name, taken in self._taken.items() if name != KIOSK
        }
        return {
            "samples": [asdict(each) for each in self._taken[KIOSK]],
            "kb_a_session": kb_a_session(kiosk),
            "blocks_a_session": blocks_a_session(kiosk),
            "others": {name: [asdict(each) for each in self._taken[name]] for name in others},
            "others_kb_a_session": {name: kb_a_session(each) for name, each in others.items()},
            "grown": [
                *(held(kiosk, most_kb) if others else growth(kiosk, most_kb)),
                *(risen(self._taken[KIOSK]) if others else ()),
                *(
                    f"{name}: {said}"
                    for name, each in others.items()
                    for said in (
                        *memory_growth(each, max(most_kb, MOST_KB_WITH_STORE)),
                        *risen(self._taken[name]),
                    )
                ),
            ],
        }


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


def usage_of(pid: int, sessions: int) -> Usage:
    """Of another process, whose blocks of Python nobody sees: 0."""
    folder = Path(f"/proc/{pid}")
    threads = _numbers(folder / "status")["Threads"]
    return Usage(sessions, memory_kb(pid), 0, threads, len(list((folder / "fd").iterdir())))


def memory_kb(pid: int) -> int:
    """What the process ``pid`` has taken for itself, as in ``Usage``."""
    return _numbers(Path(f"/proc/{pid}/status"))["RssAnon"]


def kb_a_session(samples: Sequence[Usage]) -> float:
    """As ``blocks_a_session``: at least two samples, of different ``sessions``."""
    return _slope([(each.sessions, each.memory_kb) for each in samples])


def blocks_a_session(samples: Sequence[Usage]) -> float:
    return _slope([(each.sessions, each.blocks) for each in samples])


def warm(samples: Sequence[Usage], warm_up: float) -> Sequence[Usage]:
    """Without that part of them in which everything is used for the first time."""
    return samples[int(len(samples) * warm_up) :]


def growth(samples: Sequence[Usage], most_kb: float = MOST_KB) -> list[str]:
    """What grows that must not, in words: memory by more than ``most_kb`` a session, Python's
    blocks by more than ``MOST_BLOCKS``, threads and descriptors at all. ``samples`` are warm."""
    counted = [
        f"{name} went from {min(values)} to {max(values)}"
        for name, values in (
            ("threads", [each.threads for each in samples]),
            ("descriptors", [each.descriptors for each in samples]),
        )
        if len(set(values)) > 1
    ]
    return [*counted, *held(samples, most_kb)]


def held(samples: Sequence[Usage], most_kb: float) -> list[str]:
    """Of that, memory and Python's blocks."""
    blocks = blocks_a_session(samples)
    if blocks <= MOST_BLOCKS:
        return memory_growth(samples, most_kb)
    said = f"Python holds on to {blocks:.1f} blocks a session, {MOST_BLOCKS:g} are allowed"
    return [*memory_growth(samples, most_kb), said]


def memory_growth(samples: Sequence[Usage], most_kb: float) -> list[str]:
    kilobytes = kb_a_session(samples)
    if kilobytes <= most_kb:
        return []
    return [f"memory grows by {kilobytes:.2f} kB a session, {most_kb:g} are allowed"]


def risen(samples: Sequence[Usage]) -> list[str]:
    """Of a process whose threads and connections come and go: what came to more in the second half
    than ever in the first, by more than ``SWING``, in words."""
    half = len(samples) // 2
    counts = {
        "threads": [each.threads for each in samples],
        "descriptors": [each.descriptors for each in samples],
    }
    return [
        f"{name} rose from {max(values[:half])} to {max(values[half:])}"
        for name, values in counts.items()
        if max(values[half:]) > max(values[:half]) + SWING
    ]


def _slope(points: Sequence[tuple[int, int]]) -> float:
    """The middle one of the slopes between any two (Theil and Sen): a single odd one turns none."""
    return median(
        (y - before) / (x - x_before) for (x_before, before), (x, y) in combinations(points, 2)
    )


def _numbers(file: Path) -> dict[str, int]:
    """The ``Name: 12 kB`` lines of a file of /proc."""
    found: dict[str, int] = {}
    for line in file.read_text("ascii", "replace").splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        if words and words[0].isdigit():
            found[name] = int(words[0])
    return found
