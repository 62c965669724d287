"""Many measurements of one thing, and the figures that stand for them."""

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """At least one value, in the unit of whoever measured."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("nothing was measured")

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def lowest(self) -> float:
        return min(self.values)

    @property
    def highest(self) -> float:
        return max(self.values)

    def percentile(self, share: float) -> float:
        """The smallest value that ``share`` percent of all do not exceed (nearest rank).

        Raises ValueError when there are too few values for that rank to differ from the highest.
        """
        if not 0 < share < 100:
            raise ValueError("a percentile lies between 0 and 100")
        least = math.ceil(round(100 / (100 - share), 6))
        if len(self.values) < least:
            raise ValueError(f"percentile {share:g} needs at least {least} values")
        rank = math.ceil(round(len(self.values) * share / 100, 6))
        return sorted(self.values)[rank - 1]


def series(values: Iterable[float]) -> Series:
    return Series(tuple(values))
