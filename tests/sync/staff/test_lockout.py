"""The rule of the growing pause, by itself."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.staff.lockout import (
    EVERYBODY_FREE,
    FIRST_S,
    FORGOTTEN_AFTER_S,
    FREE,
    LONGEST_S,
    wait_after_s,
)

DAY_S = 86_400


@given(wrong=st.integers(0, 10_000), free=st.sampled_from((FREE, EVERYBODY_FREE)))
def test_the_pause_never_shrinks_doubles_at_most_and_ends(wrong: int, free: int) -> None:
    now, after = wait_after_s(wrong, free), wait_after_s(wrong + 1, free)
    assert 0 <= now <= after <= LONGEST_S
    assert after <= max(2 * now, FIRST_S)
    assert (now == 0) == (wrong <= free)


@given(patience=st.lists(st.integers(0, 2 * DAY_S), max_size=200))
def test_whoever_guesses_when_they_like_gets_few_tries_a_day(patience: list[int]) -> None:
    """Waits as long as is asked, and as much longer as they please; a quiet day is forgotten."""
    at, wrong, tries = 0, 0, []
    for extra in patience:
        wait_s = wait_after_s(wrong)
        at += wait_s + extra
        wrong = 1 if wait_s + extra > FORGOTTEN_AFTER_S else wrong + 1
        tries.append(at)
    for first in tries:
        within = [each for each in tries if first <= each < first + DAY_S]
        assert len(within) <= 2 * (FREE + 8) + DAY_S // LONGEST_S
