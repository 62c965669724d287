"""Probes at work side by side, none waited for longer than it may take."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from kiosk.doctor.seen import Late, ProbeCrashed
from shared_runtime.clock import Clock

T = TypeVar("T")


class BoundedProbe(Generic[T]):
    """A probe in a thread of its own, begun at once. One that hangs in a driver is left behind as
    a daemon; one that raises is told by the kind of its bug."""

    def __init__(self, name: str, probe: Callable[[], T]) -> None:
        self._seen: Future[T | ProbeCrashed] = Future()
        self._probe = probe
        threading.Thread(target=self._run, name=f"doctor-{name}", daemon=True).start()

    def until(self, deadline: float, clock: Clock) -> T | Late | ProbeCrashed:
        """What it brought back by ``deadline`` (monotonic seconds)."""
        try:
            return self._seen.result(max(deadline - clock.monotonic(), 0))
        except TimeoutError:
            return Late()

    def _run(self) -> None:
        try:
            self._seen.set_result(self._probe())
        except Exception as bug:  # noqa: BLE001 - a thread's boundary: told as a finding
            self._seen.set_result(ProbeCrashed(type(bug).__name__))
