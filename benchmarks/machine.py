"""Facts of the machine and of the parts that were measured, for whoever compares two runs."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("PySide6-Essentials", "reportlab", "pydantic", "pyscard", "pycups")
_PROGRAMS = {
    "chromium": ("chromium", "--version"),
    "cups": ("cups-config", "--version"),
    "pcscd": ("pcscd", "--version"),
}


def facts() -> Mapping[str, object]:
    """Everything as of now: the load is that of others when nothing is measured yet."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": cpu_model(Path("/proc/cpuinfo").read_text("utf-8")),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mib": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20,
        "load": [round(load, 2) for load in os.getloadavg()],
        "yardstick_ms": round(yardstick_ms(), 1),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "commit": _first_line(("git", "rev-parse", "--short", "HEAD")),
        "libraries": {name: _or_absent(partial(version, name)) for name in _LIBRARIES},
        "programs": {name: _first_line(command) for name, command in _PROGRAMS.items()},
    }


def yardstick_ms() -> float:
    """What a fixed piece of work costs on the processor: a busy neighbour makes it slower, and by
    about as much whatever else is measured."""
    taken = []
    for _ in range(5):
        began = time.thread_time_ns()
        sum(len(str(number)) for number in range(200_000))
        taken.append((time.thread_time_ns() - began) / 1e6)
    return statistics.median(taken)


def cpu_model(cpuinfo: str) -> str:
    """The model's name in the text of ``/proc/cpuinfo``; the architecture where it has none."""
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _first_line(command: tuple[str, ...]) -> str:
    def ask() -> str:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
        return (done.stdout.splitlines() or ["unknown"])[0].strip()

    return _or_absent(ask)


def _or_absent(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (OSError, ImportError):
        return "absent"
