"""The figures that stand for many measurements."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.series import Series, series

MANY = st.lists(st.integers(0, 1000), min_size=20, max_size=40)


def test_the_percentile_is_the_value_at_that_rank():
    hundred = series(range(1, 101))
    assert hundred.percentile(95) == 95
    assert hundred.percentile(50) == 50
    assert series(range(1, 1001)).percentile(99.9) == 999
    assert series(range(1, 21)).percentile(95) == 19


@given(MANY, st.sampled_from([50, 90, 95]))
def test_no_more_than_the_rest_lies_above_a_percentile(values, share):
    found = series(values).percentile(share)
    above = sum(value > found for value in values)
    assert above <= len(values) * (100 - share) / 100 + 1e-6
    assert found in values


@given(MANY)
def test_figures_are_in_order(values):
    found = series(values)
    assert found.lowest <= found.median <= found.highest
    assert found.median == statistics.median(values)
    assert found.median <= found.percentile(95) <= found.highest


@pytest.mark.parametrize(("share", "values"), [(95, 19), (99, 99), (99.9, 999)])
def test_a_percentile_of_too_few_values_is_refused(share, values):
    with pytest.raises(ValueError, match="needs at least"):
        series(range(values)).percentile(share)


@pytest.mark.parametrize("share", [0, 100, -1])
def test_a_percentile_outside_its_range_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 100"):
        series(range(10)).percentile(share)


def test_nothing_measured_is_no_series():
    with pytest.raises(ValueError, match="nothing"):
        Series(())
