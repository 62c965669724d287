"""Timing of one call, many times over, and what it may cost.

Times are the thread's own on the processor: what is measured here waits for nothing, and what else
the machine does is not its cost.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds, of at least twenty calls."""

    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Finding:
    """``cost_ms`` is what is held against ``budget_ms``; ``measured`` says how it came about."""

    name: str
    cost_ms: float
    budget_ms: float
    measured: str

    @property
    def kept(self) -> bool:
        return self.cost_ms <= self.budget_ms


def timed(call: Callable[[], object], times: int) -> Timing:
    """Times ``call`` after a warm-up, without the collector of garbage in between."""
    if times < 20:
        raise ValueError("a 95th percentile needs at least 20 calls")
    for _ in range(WARM_UP):
        call()
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            began = time.thread_time_ns()
            call()
            taken.append((time.thread_time_ns() - began) / 1e6)
    finally:
        gc.enable()
    taken.sort()
    return Timing(taken[len(taken) // 2], taken[len(taken) * 95 // 100])
