"""Ids: ordered even when the clock steps back, and telling nothing of a person."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.ids import IdSource


class SteppingClock:
    """Wall time that jumps as told."""

    def __init__(self, steps_s: list[int]) -> None:
        self._steps = iter(steps_s)
        self._now = datetime(2026, 11, 22, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(seconds=next(self._steps, 0))
        return self._now

    def monotonic(self) -> float:
        return 0.0


@given(st.lists(st.integers(-(10**8), 10**8), max_size=40))
def test_confirmations_are_ordered_whatever_the_clock_does(steps):
    source = IdSource(SteppingClock(steps))
    ids = [
        part for _ in range(20) for go in [source.confirmation()] for part in (go.action, go.job)
    ]
    assert ids == sorted(set(ids))
    assert all(each.version == 7 and each.variant == "specified in RFC 4122" for each in ids)


@given(st.integers(-(10**8), 10**8), st.lists(st.integers(-(10**8), 10**8), max_size=10), st.data())
def test_a_new_run_goes_on_behind_the_last_whatever_the_clock_does(later_s, steps, data):
    before = IdSource(SteppingClock(steps))
    confirmed = [before.confirmation().action for _ in range(data.draw(st.integers(1, 10)))]
    after = IdSource(SteppingClock([later_s]))
    after.grow_beyond(confirmed[-1])
    assert after.confirmation().action > confirmed[-1]


def test_an_older_id_takes_nothing_back():
    source = IdSource(SteppingClock([]))
    older = source.confirmation().action
    newer = source.confirmation().action
    source.grow_beyond(older)
    assert source.confirmation().action > newer


def test_sessions_are_random():
    source = IdSource(SteppingClock([]))
    assert len({source.session() for _ in range(100)}) == 100
    assert source.session().version == 4
