"""Timing of one call, many times over.

Times are the thread's own on the processor: what is timed here waits for nothing, and what else the
machine does is not its cost.
"""

import gc
import time
from collections.abc import Callable

from benchmarks.series import Series, series

WARM_UP = 5


def timed(call: Callable[[], object], times: int) -> Series:
    """Milliseconds of each call after a warm-up, without the collector of garbage in between."""
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
    return series(taken)
