"""Waiting for real processes, with a deadline; tests on simulators drive the clock instead."""

import time
from collections.abc import Callable

from devdock.patience import CEILING_S


def eventually(condition: Callable[[], object], timeout_s: float = CEILING_S) -> None:
    """Returns once ``condition`` gives something true; fails the test after ``timeout_s``."""
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, f"not within {timeout_s:g} s: {condition}"
        time.sleep(0.02)
