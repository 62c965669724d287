"""Sixteen years, from dates that may be lunar: the doubt protects the young person."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.rights.age import anniversary, earliest_birth, is_under_autonomy

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("birth_date", "under"),
    [
        ("20101123", True),
        ("20101122", False),
        ("20101121", False),
        ("20100000", False),
        ("20102001", False),
        ("20105001", False),
        ("20110000", True),
        ("20101100", False),
        ("20101200", True),
        ("20101199", False),
        ("00000000", False),
        ("20990101", True),
    ],
)
def test_under_16(birth_date: str, under: bool) -> None:
    assert is_under_autonomy(birth_date, TODAY) is under


def test_born_on_29_february() -> None:
    assert is_under_autonomy("20120229", date(2028, 2, 28))
    assert not is_under_autonomy("20120229", date(2028, 2, 29))
    assert not is_under_autonomy("20840229", date(2100, 2, 28))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["00", "20", "42", "99"]))
def test_an_incomplete_date_is_never_younger_than_the_whole_one(born: date, month: str) -> None:
    whole = earliest_birth(f"{born:%Y%m%d}")
    assert whole == born
    for incomplete in (f"{born:%Y}{month}{born:%d}", f"{born:%Y%m}00"):
        earliest = earliest_birth(incomplete)
        assert earliest is not None
        assert earliest <= born


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 30))
def test_anniversary_is_the_same_day_or_the_one_before(day: date, years: int) -> None:
    later = anniversary(day, years)
    assert later.year == day.year + years
    assert (later + timedelta(days=1) if later.day != day.day else later).month in {day.month, 3}
