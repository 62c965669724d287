"""Which kiosks are near one that cannot serve."""

import hashlib
import math
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from central.fleet.open_kiosks.directory import (
    KioskDirectory,
    OpenPlace,
    PublicDirectory,
    StandsIn,
)
from central.fleet.open_kiosks.telling import PlaceTold
from wire.codec import Codec
from wire.nearest import MOST_NEAREST, Coordinates, Nearest, NearestAnswer, NearestKiosk

TOO_FAR_M = 100_000
"""Nobody goes there for an attestation."""
_EARTH_M = 6_371_008.8
"""Mean radius of the Earth (IUGG)."""
_OVERSEAS = ("97", "98")
_CODEC = Codec[Nearest](Nearest)


def nearest_to(kiosk: str, for_kiosks: KioskDirectory, public: PublicDirectory) -> NearestAnswer:
    """For one that central does not know to be in use, none."""
    stands = for_kiosks.kiosks.get(kiosk, StandsIn())
    own = None if stands.place is None else for_kiosks.places[stands.place]
    others = () if own is None else _others(own, public.places)
    found = tuple(islice(chain(_here(stands, own), others), MOST_NEAREST))
    return NearestAnswer(hashlib.sha256(_CODEC.write(found)).hexdigest()[:16], found)


def distance_m(one: Coordinates, other: Coordinates) -> float:
    """Along a great circle, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, each.degrees) for each in (one, other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def _here(stands: StandsIn, own: PlaceTold | None) -> Iterator[NearestKiosk]:
    """The other one of this agency, where there is one that serves: told before this one fails, so
    that it can be said at once."""
    if stands.here:
        yield (
            NearestKiosk("", here=True)
            if own is None
            else NearestKiosk(own.name, own.address, here=True)
        )


def _others(own: PlaceTold, places: Iterable[OpenPlace]) -> Iterator[NearestKiosk]:
    """By distance, and after them those of which only the postcode says that they are near."""
    here = own.name, own.address
    serving = (each.told for each in places if each.state == "in_service")
    elsewhere = (each for each in serving if (each.name, each.address) != here)
    measured, rest = [], []
    for place in elsewhere:
        if own.coordinates is None or place.coordinates is None:
            rest.append(place)
        else:
            measured.append((distance_m(own.coordinates, place.coordinates), place))
    measured.sort(key=lambda each: (each[0], each[1].name))
    for metres, place in measured:
        if metres <= TOO_FAR_M:
            yield NearestKiosk(place.name, place.address, round(metres), place.hours)
    code = own.address.postcode
    around = [each for each in rest if _departement(each.address.postcode) == _departement(code)]
    around.sort(key=lambda each: (-_in_common(each.address.postcode, code), each.name))
    for place in around:
        yield NearestKiosk(place.name, place.address, None, place.hours)


def _departement(postcode: str) -> str:
    """The first two digits; overseas, the first three."""
    return postcode[:3] if postcode.startswith(_OVERSEAS) else postcode[:2]


def _in_common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
