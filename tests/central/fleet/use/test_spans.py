"""How long visits took, from spans alone."""

import pytest

from central.fleet.use.spans import within


@pytest.mark.parametrize(
    ("spans", "share", "seconds"),
    [
        ({}, 0.5, None),
        ({60: 10}, 0.5, 30),
        ({60: 10}, 0.9, 54),
        ({30: 0, 60: 10}, 0.5, 45),
        ({60: 5, 120: 5}, 0.5, 60),
        ({60: 5, 120: 5}, 0.9, 108),
        ({120: 1, 60: 9}, 0.9, 60),
        ({60: 1, 120: 0, 180: 1}, 0.9, 168),
    ],
)
def test_a_share_of_visits_is_over_within(
    spans: dict[int, int], share: float, seconds: int | None
) -> None:
    assert within(spans, share) == seconds
