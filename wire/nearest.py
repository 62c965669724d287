"""Where other kiosks are: what central tells a kiosk of them, for people whom it cannot serve."""

from dataclasses import dataclass
from typing import Annotated

from wire.base import AddressLine, Answer, Postcode, without_unseen
from wire.constraints import Checked, Items, Number, Text
from wire.moments import Moment
from wire.opening_hours import OpeningHours

MOST_NEAREST = 3

UNTOLD = "untold"
"""The tag of a kiosk that has been told nothing yet, and would like to be."""
NearestTag = Annotated[str, Text(pattern=f"[0-9a-f]{{16}}|{UNTOLD}")]


def _degrees(text: str, most: int) -> str:
    if not -most <= float(text) <= most:
        raise ValueError(f"must be from -{most} to {most} degrees")
    return text


def _latitude(text: str) -> str:
    return _degrees(text, 90)


def _longitude(text: str) -> str:
    return _degrees(text, 180)


_DECIMAL = Text(pattern=r"-?[0-9]{1,3}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, repr=False)
class PublicAddress(Answer):
    """Of a place that people go to."""

    street: AddressLine
    postcode: Postcode
    town: AddressLine


@dataclass(frozen=True, slots=True, repr=False)
class Coordinates(Answer):
    """In degrees (WGS 84), as decimals in a text: what is signed holds no fractions."""

    latitude: Annotated[str, _DECIMAL, Checked(_latitude)]
    longitude: Annotated[str, _DECIMAL, Checked(_longitude)]

    @property
    def degrees(self) -> tuple[float, float]:
        return float(self.latitude), float(self.longitude)


PlaceName = Annotated[str, Text(most=120, through=without_unseen)]


@dataclass(frozen=True, slots=True, repr=False)
class NearestKiosk(Answer):
    """``here``: it stands in the same place as the kiosk that is told. ``distance_m``: as the crow
    flies; None where it cannot be known. Without ``hours`` nobody knows when one gets there.
    ``name``: empty where it is ``here``, and nobody has given the place one."""

    name: PlaceName
    address: PublicAddress | None = None
    distance_m: Annotated[int, Number(0, 21_000_000)] | None = None
    hours: OpeningHours | None = None
    here: bool = False


Nearest = Annotated[tuple[NearestKiosk, ...], Items(most=MOST_NEAREST)]


@dataclass(frozen=True, slots=True, repr=False)
class NearestAnswer(Answer):
    """What counts now has this ``tag``; ``kiosks``, the nearest first, are left out where the kiosk
    said that it has them."""

    tag: NearestTag
    kiosks: Nearest | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KnownNearest(Answer):
    """Sent to kiosk-ui as SSE event ``nearest``, and kept by kiosk-sync. ``as_of``: a day on which
    central said that it is so."""

    tag: NearestTag = UNTOLD
    as_of: Moment | None = None
    kiosks: Nearest = ()


NONE_KNOWN = KnownNearest()
