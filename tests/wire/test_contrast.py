"""Contrast as WCAG defines it."""

import pytest

from wire.contrast import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#0c419a", "#ffffff", 9.4),
        ("#00a5df", "#ffffff", 2.8),
    ],
)
def test_known_pairs(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)
    assert contrast(other, one) == contrast(one, other)
