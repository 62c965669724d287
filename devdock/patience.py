"""Waiting for other processes: a condition, a deadline, and a word of what was waited for."""

import time
from collections.abc import Callable

CEILING_S = 60.0
"""What has not come by then never will, however busy the machine is: no expectation of speed."""
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.02, 0.1


def eventually(condition: Callable[[], bool], what: str, timeout_s: float = CEILING_S) -> None:
    """Returns once ``condition`` holds; raises TimeoutError naming ``what`` when it never does."""
    began = time.monotonic()
    while not condition():
        waited_s = time.monotonic() - began
        if waited_s > timeout_s:
            raise TimeoutError(f"waited {timeout_s:g} s in vain: {what}")
        time.sleep(pause_s(waited_s))


def pause_s(waited_s: float) -> float:
    """Until the next look. To look is work for the process that is waited for, such as all texts of
    its screen: what takes long is looked at less often."""
    return min(max(_SHORTEST_PAUSE_S, waited_s / 20), _LONGEST_PAUSE_S)
