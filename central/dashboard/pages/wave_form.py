"""A wave as a form plans it: read once, with what is wrong at the field where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from central.dashboard.access.forms import Fields, field
from central.dashboard.query_texts import storable
from central.fleet.waves import WavePlan

_EMPTY = {
    "canary": "",
    "canaries": "3",
    "steps": "5, 25, 100",
    "success": "90",
    "errors": "5",
    "soak_min": "60",
    "canary_min": "120",
}
_BOUNDS = {
    "canaries": (1, 1_000),
    "success": (1, 100),
    "errors": (1, 100),
    "soak_min": (0, 43_200),
    "canary_min": (1, 43_200),
}
_LONGEST = 4_000
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class PlannedWave:
    """``first``: the canaries that somebody chose."""

    plan: WavePlan
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaveForm:
    """``said``: all its fields, as they were typed."""

    said: Mapping[str, str]

    @classmethod
    def empty(cls) -> "WaveForm":
        return cls(_EMPTY)

    @classmethod
    def sent(cls, fields: Fields) -> "WaveForm":
        return cls({each: storable(field(fields, each, _LONGEST).strip()) for each in _EMPTY})

    @property
    def first(self) -> tuple[str, ...]:
        """Each once, in the order in which they were typed."""
        return tuple(dict.fromkeys(self.said["canary"].replace(",", " ").split()))

    def checked(self) -> PlannedWave | Mapping[str, str]:
        """The plan; or by field which mistake is to be told, ``wave.wrong.NAME``."""
        mistakes = {}
        numbers = {}
        for name, (least, most) in _BOUNDS.items():
            number = _number(self.said[name])
            if number is None or not least <= number <= most:
                mistakes[name] = name
            else:
                numbers[name] = number
        steps = [_number(each.strip().rstrip("% ")) for each in self.said["steps"].split(",")]
        plain = tuple(each for each in steps if each is not None)
        if len(plain) < len(steps) or len(plain) > _MOST_STEPS:
            mistakes["steps"] = "steps"
        if mistakes:
            return mistakes
        plan = WavePlan(
            max(numbers["canaries"], len(self.first)),
            plain,
            numbers["success"],
            numbers["errors"],
            timedelta(minutes=numbers["soak_min"]),
            timedelta(minutes=numbers["canary_min"]),
        )
        return {"steps": "steps"} if plan.mistake() is not None else PlannedWave(plan, self.first)


def _number(text: str) -> int | None:
    is_one = text.isascii() and text.isdecimal() and len(text) <= 6
    return int(text) if is_one else None
