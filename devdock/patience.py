"""Waiting for other processes: a condition, a deadline, and a word of what was waited for."""

import time
from collections.abc import Callable

CEILING_S = 60.0
"""What has not come by then never will, however busy the machine is: no expectation of speed."""
_PAUSE_S = 0.02


def eventually(condition: Callable[[], bool], what: str, timeout_s: float = CEILING_S) -> None:
    """Returns once ``condition`` holds; raises TimeoutError naming ``what`` when it never does."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout_s:g} s in vain: {what}")
        time.sleep(_PAUSE_S)
