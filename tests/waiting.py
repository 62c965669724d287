"""Waiting for real processes, with a deadline; tests on simulators drive the clock instead."""

import time
from collections.abc import Callable

from devdock.patience import CEILING_S, pause_s


def eventually(condition: Callable[[], object], timeout_s: float = CEILING_S) -> None:
    """Returns once ``condition`` gives something true; fails the test after ``timeout_s``."""
    began = time.monotonic()
    while not condition():
        waited_s = time.monotonic() - began
        assert waited_s < timeout_s, f"not within {timeout_s:g} s: {condition}"
        time.sleep(pause_s(waited_s))
