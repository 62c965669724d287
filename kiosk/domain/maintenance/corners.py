"""The touches that ask staff for their name: in the two upper corners of the screen."""

from dataclasses import dataclass, replace
from enum import StrEnum

EXTENT = 0.16
"""How far a corner reaches along each side, of that side: for a hand in a glove."""
EXTENT_DOWN = 0.1
WITHIN_S = 10.0
"""From the first touch to the last."""
BOUNCE_S = 0.08
"""A second touch of the same corner within it is the same one."""


class Corner(StrEnum):
    LEFT = "left"
    RIGHT = "right"


SEQUENCE = (
    *(Corner.LEFT, Corner.LEFT),
    *(Corner.RIGHT, Corner.RIGHT, Corner.RIGHT),
    Corner.LEFT,
)
"""Two at the left, three at the right, one at the left: nobody who plays goes so."""


@dataclass(frozen=True, slots=True)
class CornerTouches:
    """``times``: when each corner of the beginning of the sequence was touched, in seconds of a
    monotonic clock."""

    times: tuple[float, ...] = ()

    @property
    def complete(self) -> bool:
        return len(self.times) == len(SEQUENCE)

    def touched(self, x: float, y: float, at: float) -> "CornerTouches":
        """After a touch at ``x`` and ``y``, each from 0 to 1. One that is not the next begins anew,
        and may be the first itself."""
        corner = corner_at(x, y)
        going_on = self.times if self.times and at - self.times[0] <= WITHIN_S else ()
        if going_on and at - going_on[-1] < BOUNCE_S:
            return self
        if corner is None:
            return CornerTouches()
        if not self.complete and corner is SEQUENCE[len(going_on)]:
            return replace(self, times=(*going_on, at))
        return CornerTouches((at,) if corner is SEQUENCE[0] else ())


def corner_at(x: float, y: float) -> Corner | None:
    if y > EXTENT_DOWN:
        return None
    if x <= EXTENT:
        return Corner.LEFT
    return Corner.RIGHT if x >= 1 - EXTENT else None
