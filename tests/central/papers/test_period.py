"""How far back a paper may go."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.papers.period import first_of_history


@pytest.mark.parametrize(
    ("on", "months", "first"),
    [
        (date(2026, 11, 22), 27, date(2024, 8, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2024, 2, 29), 12, date(2023, 2, 1)),
    ],
)
def test_it_goes_back_to_the_first_of_a_month(on: date, months: int, first: date) -> None:
    assert first_of_history(on, months) == first


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 60))
def test_it_is_so_many_months_before(on: date, months: int) -> None:
    first = first_of_history(on, months)
    assert first.day == 1
    assert (on.year - first.year) * 12 + on.month - first.month == months
