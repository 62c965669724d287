"""What a simulated fleet is to be: where and how often it calls, and what is wrong with some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast, get_args

FleetFault = Literal["silent", "cloned", "clock", "old-version"]
"""What is wrong with single kiosks.

``silent``: stops in the midst of a request, and says no more. ``cloned``: a second machine has the
same key. ``clock``: ten years ahead. ``old-version``: has a device token and no certificate."""
TROUBLES: tuple[FleetFault, ...] = get_args(FleetFault)
HERD = "herd"
"""Of all: they call at the same moment, not spread over the interval."""
_ONE_IN = 100
CLOCK_AHEAD = timedelta(days=3_653)


class NoSuchFault(ValueError):
    """The text names it, and those that there are."""


@dataclass(frozen=True, slots=True)
class FleetPlan:
    """``interval_s``: between two exchanges of a kiosk, where it is not central that says so.
    ``look_s``: between two looks at whether central is there; 0 for none. ``public_url``: where
    kiosks without a certificate call. ``intake_key``: the public key that requests are sealed to,
    as raw bytes; ``action_every_s``: between two requests of a kiosk on an average, None for none.
    ``settle_s``: how long it runs before anything counts."""

    kiosk_url: str
    public_url: str
    authorities: str
    intake_key: bytes
    seconds: float
    interval_s: float | None
    look_s: float
    is_herd: bool = False
    settle_s: float = 0.0
    action_every_s: float | None = None


@dataclass(frozen=True, slots=True)
class IssuedKiosk:
    """``pem``: its key and its certificate. ``token``: only of one of the release before."""

    id: str
    pem: bytes
    trouble: FleetFault | None = None
    token: str | None = None


def faults_in(text: str) -> tuple[Sequence[FleetFault], bool]:
    """The troubles in words with commas between them, and whether the fleet is a herd. Raises
    NoSuchFault."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    wrong = [word for word in words if word not in (*TROUBLES, HERD)]
    if wrong:
        raise NoSuchFault(f"no such fault: {wrong[0]}; there are: {', '.join((*TROUBLES, HERD))}")
    return [cast(FleetFault, word) for word in words if word != HERD], HERD in words


def troubled(kiosks: int, troubles: Sequence[FleetFault]) -> Mapping[int, FleetFault]:
    """Which of so many kiosks has which trouble: of each one in a hundred, and one at least."""
    each = max(1, kiosks // _ONE_IN)
    spread = [trouble for trouble in troubles for _ in range(each)]
    return dict(enumerate(spread[:kiosks]))
