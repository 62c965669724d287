"""Plain threads under one supervisor: a name, a heartbeat, back-off, restart; giving up is said."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk.hardware.ports import HardwareError
from shared_runtime.clock import Clock

_CHECK_EVERY_S = 1.0
_HEALTHY_AFTER_S = 60.0
"""A thread that ran this long has recovered: its next failure is a first one again."""
_STOP_WITHIN_S = 2.0
_WAKE_EVERY_S = 0.05


class ThreadTroubleKind(Enum):
    FAILED = "failed"
    STALLED = "stalled"
    GAVE_UP = "gave_up"


@dataclass(frozen=True, slots=True)
class ThreadTrouble:
    """After FAILED and STALLED the thread is started anew; after GAVE_UP it is not."""

    thread: str
    trouble: ThreadTroubleKind


class Backoff:
    """Waiting times that double from ``first_s`` up to ``most_s``."""

    def __init__(self, first_s: float = 0.5, most_s: float = 10.0) -> None:
        self._first_s, self._most_s = first_s, most_s
        self.failures = 0

    def next_s(self) -> float:
        # The exponent is bounded so that a fault of months overflows nothing.
        wait_s = min(self._first_s * 2.0 ** min(self.failures, 30), self._most_s)
        self.failures += 1
        return wait_s

    def reset(self) -> None:
        self.failures = 0


class Pulse:
    """What a supervised thread holds: it shows that it lives and learns that it must end."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stop = threading.Event()
        self._due = clock.monotonic()

    def stopping(self) -> bool:
        return self._stop.is_set()

    def beat(self) -> None:
        self._due = self._clock.monotonic()

    def wait(self, seconds: float) -> bool:
        """Waits, which counts as living; True when the thread must end."""
        self._due = self._clock.monotonic() + seconds
        ended = self._stop.wait(seconds)
        self.beat()
        return ended

    def end(self) -> None:
        self._stop.set()

    def silent_for_s(self) -> float:
        return self._clock.monotonic() - self._due


Body = Callable[[Pulse], None]
"""Runs until ``pulse.stopping()``, beating within its stall limit; may raise HardwareError."""


@dataclass(slots=True)
class _Worker:
    name: str
    body: Body
    stall_after_s: float
    pulse: Pulse
    backoff: Backoff
    since: float = 0.0
    thread: threading.Thread | None = None


class Supervisor:
    """Starts named threads and keeps them alive.

    ``report`` is called from any of its threads and must return at once. A thread that raises
    anything but HardwareError has a bug: it is handed to ``threading.excepthook``, which records
    it, and is then restarted like the others.
    """

    def __init__(
        self, clock: Clock, report: Callable[[ThreadTrouble], None], *, restarts: int = 8
    ) -> None:
        self._clock, self._report, self._restarts = clock, report, restarts
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._watchdog: threading.Thread | None = None
        self._stop = threading.Event()

    def run(self, name: str, body: Body, *, stall_after_s: float = 30.0) -> None:
        """Starts ``body`` in its own thread; silence for longer than that replaces the thread."""
        worker = _Worker(name, body, stall_after_s, Pulse(self._clock), Backoff())
        with self._lock:
            self._workers.append(worker)
            self._launch(worker)
            if self._watchdog is None:
                self._watchdog = threading.Thread(
                    target=self._watch, name="supervisor", daemon=True
                )
                self._watchdog.start()

    def stop(
        self, wake: Callable[[], None] = lambda: None, *, within_s: float = _STOP_WITHIN_S
    ) -> None:
        """Ends all threads; ``wake`` is called once they have been told, to end their waits, and
        again while one is alive: it may come just before a wait begins.

        Those that are stuck in a driver after ``within_s`` are left behind as daemons.
        """
        self._stop.set()
        with self._lock:
            workers = [worker.thread for worker in self._workers]
            for worker in self._workers:
                worker.pulse.end()
        ours = {*workers, self._watchdog} - {None, threading.current_thread()}
        for _ in range(round(within_s / _WAKE_EVERY_S)):
            alive = [thread for thread in ours if thread and thread.is_alive()]
            if not alive:
                return
            wake()
            alive[0].join(_WAKE_EVERY_S)

    def check(self) -> None:
        """Replaces threads whose heart has stopped. Called by the watchdog every second."""
        with self._lock:
            stalled = [w for w in self._workers if self._has_stalled(w)]
            for worker in stalled:
                # Nothing can end a thread inside a driver call: it ends itself if it ever returns.
                worker.pulse.end()
                worker.thread = None
                goes_on = self._may_restart(worker)
                self._report(ThreadTrouble(worker.name, ThreadTroubleKind.STALLED))
                if goes_on:
                    worker.backoff.next_s()
                    worker.pulse = Pulse(self._clock)
                    self._launch(worker)
                else:
                    self._report(ThreadTrouble(worker.name, ThreadTroubleKind.GAVE_UP))

    def _has_stalled(self, worker: _Worker) -> bool:
        alive = worker.thread is not None and worker.thread.is_alive()
        return alive and worker.pulse.silent_for_s() > worker.stall_after_s

    def _may_restart(self, worker: _Worker) -> bool:
        if self._clock.monotonic() - worker.since > _HEALTHY_AFTER_S + worker.stall_after_s:
            worker.backoff.reset()
        return worker.backoff.failures < self._restarts

    def _launch(self, worker: _Worker) -> None:
        worker.since = self._clock.monotonic()
        worker.thread = threading.Thread(
            target=self._live, args=(worker, worker.pulse), name=worker.name, daemon=True
        )
        worker.thread.start()

    def _live(self, worker: _Worker, pulse: Pulse) -> None:
        while not pulse.stopping():
            worker.since = self._clock.monotonic()
            try:
                worker.body(pulse)
            except HardwareError:
                pass
            except Exception as bug:  # noqa: BLE001 - a thread's boundary: recorded, then restarted
                _record(bug)
            else:
                return
            if pulse.stopping():
                return
            if not self._may_restart(worker):
                self._report(ThreadTrouble(worker.name, ThreadTroubleKind.GAVE_UP))
                return
            self._report(ThreadTrouble(worker.name, ThreadTroubleKind.FAILED))
            pulse.wait(worker.backoff.next_s())

    def _watch(self) -> None:
        while not self._stop.wait(_CHECK_EVERY_S):
            self.check()


def _record(bug: Exception) -> None:
    threading.excepthook(
        threading.ExceptHookArgs((type(bug), bug, bug.__traceback__, threading.current_thread()))
    )
