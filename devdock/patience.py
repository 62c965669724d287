"""Waiting for other processes: a condition, a deadline, and a word of what was waited for."""

import time
from collections.abc import Callable

_PAUSE_S = 0.02


def eventually(condition: Callable[[], bool], timeout_s: float, what: str) -> None:
    """Returns once ``condition`` holds; raises TimeoutError naming ``what`` when it never does."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout_s:g} s in vain: {what}")
        time.sleep(_PAUSE_S)
