"""Who is refused for want of room is told a moment of their own."""

from collections import Counter

from central.web.retry_schedule import A_SECOND, LATEST_S, SOONEST_S, RetrySchedule
from tests.central.world import TurnedClock


def test_one_alone_comes_back_soon() -> None:
    clock = TurnedClock()
    schedule = RetrySchedule(clock)
    assert schedule.wait_s() == SOONEST_S
    clock.turn(minutes=1)
    assert schedule.wait_s() == SOONEST_S


def test_many_come_back_one_after_the_other() -> None:
    schedule = RetrySchedule(TurnedClock())
    told = Counter(schedule.wait_s() for _ in range(5_000))
    assert max(told.values()) <= A_SECOND + 1
    assert max(told) == SOONEST_S + 5_000 / A_SECOND


def test_the_moments_that_were_given_pass() -> None:
    clock = TurnedClock()
    schedule = RetrySchedule(clock)
    for _ in range(1_000):
        schedule.wait_s()
    clock.turn(seconds=4)
    assert schedule.wait_s() == SOONEST_S + 1_000 / A_SECOND - 4


def test_whoever_floods_sends_nobody_away_for_long() -> None:
    schedule = RetrySchedule(TurnedClock())
    told = [schedule.wait_s() for _ in range(100_000)]
    assert (min(told), max(told)) == (SOONEST_S, LATEST_S)
    assert max(Counter(told).values()) < 2 * 100_000 / (LATEST_S - SOONEST_S)
