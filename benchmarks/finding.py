"""What a measurement came to: figures, the limits they are held against, or why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limit:
    """``value`` may be ``most`` at most. ``what`` names it with its unit, such as ``p95, ms``."""

    what: str
    value: float
    most: float

    @property
    def kept(self) -> bool:
        return self.value <= self.most


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement. Without limits it is for information.

    ``how`` says in a line what was measured beside what; ``figures`` is everything else worth
    keeping, each name with its unit.
    """

    name: str
    how: str
    limits: tuple[Limit, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        return all(limit.kept for limit in self.limits)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not measured on this machine. ``why`` says what is missing."""

    name: str
    why: str


Result = Measurement | Skipped
