"""Threads that fail, stall and give up; each says so and none is lost in silence."""

import queue
import threading

import pytest

from kiosk.hardware.ports import HardwareError
from kiosk.hardware.supervisor import Backoff, Pulse, Supervisor, ThreadTrouble, ThreadTroubleKind
from tests.hardware.clocks import HandClock

SOON_S = 60


@pytest.fixture
def troubles():
    return queue.Queue()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def supervisor(clock, troubles, monkeypatch):
    # The waits between restarts are told by Backoff's own test; here they pass at once.
    monkeypatch.setattr(Pulse, "wait", lambda pulse, _: pulse.stopping())
    made = Supervisor(clock, troubles.put, restarts=3)
    yield made
    made.stop()


def test_a_failing_thread_is_restarted_then_given_up_and_both_are_said(supervisor, troubles):
    def body(_: Pulse) -> None:
        raise HardwareError("no such device")

    supervisor.run("sensor", body)
    said = [troubles.get(timeout=SOON_S) for _ in range(4)]
    assert said == [ThreadTrouble("sensor", ThreadTroubleKind.FAILED)] * 3 + [
        ThreadTrouble("sensor", ThreadTroubleKind.GAVE_UP)
    ]


def test_a_bug_is_recorded_by_the_hook_and_the_thread_goes_on(supervisor, troubles, monkeypatch):
    recorded: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr(threading, "excepthook", lambda a: recorded.put(a.exc_type.__name__))
    runs: queue.Queue[int] = queue.Queue()

    def body(_: Pulse) -> None:
        runs.put(1)
        if runs.qsize() == 1:
            raise ZeroDivisionError

    supervisor.run("sensor", body)
    assert recorded.get(timeout=SOON_S) == "ZeroDivisionError"
    assert troubles.get(timeout=SOON_S).trouble is ThreadTroubleKind.FAILED
    runs.get(timeout=SOON_S)
    runs.get(timeout=SOON_S)


def test_a_thread_stuck_in_a_driver_is_replaced(supervisor, troubles, clock):
    release = threading.Event()
    started: queue.Queue[Pulse] = queue.Queue()

    def body(pulse: Pulse) -> None:
        started.put(pulse)
        release.wait(SOON_S)

    supervisor.run("sensor", body, stall_after_s=10)
    first = started.get(timeout=SOON_S)
    clock.advance(9)
    supervisor.check()
    assert troubles.empty()
    clock.advance(2)
    supervisor.check()
    assert troubles.get(timeout=SOON_S) == ThreadTrouble("sensor", ThreadTroubleKind.STALLED)
    second = started.get(timeout=SOON_S)
    assert first.stopping()
    assert not second.stopping()
    release.set()


def test_a_thread_that_stalls_for_ever_is_given_up(supervisor, troubles, clock):
    release = threading.Event()
    started: queue.Queue[Pulse] = queue.Queue()

    def body(pulse: Pulse) -> None:
        started.put(pulse)
        release.wait(SOON_S)

    supervisor.run("sensor", body, stall_after_s=10)
    for _ in range(4):
        started.get(timeout=SOON_S)
        clock.advance(11)
        supervisor.check()
    said = [troubles.get(timeout=SOON_S).trouble for _ in range(5)]
    assert said == [ThreadTroubleKind.STALLED] * 4 + [ThreadTroubleKind.GAVE_UP]
    release.set()


def test_back_off_doubles_up_to_its_limit():
    backoff = Backoff()
    assert [backoff.next_s() for _ in range(7)] == [0.5, 1, 2, 4, 8, 10, 10]
    backoff.reset()
    assert backoff.next_s() == 0.5


def test_waiting_counts_as_living(clock):
    pulse = Pulse(clock)
    pulse.end()
    assert pulse.wait(100)
    assert pulse.silent_for_s() == 0


def test_stop_wakes_a_thread_that_waits(clock, troubles):
    woken = threading.Event()
    supervisor = Supervisor(clock, troubles.put)
    ended = threading.Event()

    def body(pulse: Pulse) -> None:
        woken.wait(SOON_S)
        if pulse.stopping():
            ended.set()

    supervisor.run("sensor", body)
    supervisor.stop(woken.set)
    assert ended.is_set()
    assert troubles.empty()


def test_a_wake_that_came_too_early_is_repeated(clock, troubles):
    woken, ended = threading.Semaphore(0), threading.Event()
    wakes: list[int] = []
    supervisor = Supervisor(clock, troubles.put)

    def body(_: Pulse) -> None:
        woken.acquire(timeout=SOON_S)
        ended.set()

    def wake() -> None:
        wakes.append(1)
        if len(wakes) > 1:
            woken.release()

    supervisor.run("sensor", body)
    supervisor.stop(wake)
    assert ended.is_set()
    assert len(wakes) == 2


def test_stop_waits_once_for_all_threads_that_are_stuck(clock, troubles, monkeypatch):
    release = threading.Event()
    supervisor = Supervisor(clock, troubles.put)

    def body(_: Pulse) -> None:
        release.wait(SOON_S)

    for name in ("monitor", "exchange", "printer"):
        supervisor.run(name, body)
    waits: list[float] = []

    def join(_: threading.Thread, timeout: float) -> None:
        waits.append(timeout)

    monkeypatch.setattr(threading.Thread, "join", join)
    supervisor.stop(within_s=0.5)
    release.set()
    assert sum(waits) == pytest.approx(0.5)
