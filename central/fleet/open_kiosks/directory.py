"""The directory of open kiosks: places with what there is to know of each, and no kiosk by name.

It is made by the one process that watches the fleet and kept in one row, in two halves: what the
public may know, which is all that the public page's role may read, and for whom each place is near.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

import structlog

from central.fleet.open_kiosks.telling import NOTHING_TOLD, PlaceTold, ToldOfKiosk
from central.fleet.roster import Known
from central.fleet.status import OUT_OF_SERVICE_AFTER, is_silent
from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Catalogue
from wire.base import Answer, KioskId, Slug
from wire.codec import codec_of
from wire.constraints import Items, Number
from wire.health import CheckState, Part
from wire.opening_hours import LOOKED_AHEAD_DAYS

UNKNOWN_AFTER = timedelta(minutes=15)
"""Kiosks call each minute: after a quarter of an hour nobody is sent there any more."""
MOST_PLACES = 5_000
"""The country has some 1,500 agencies."""
_BLOCKING = frozenset({Part.READER.value, Part.SCREEN.value})
"""Without these nobody can begin; everything else leaves something of use."""
_SERVICE = re.compile(r"service\.([a-z][a-z0-9_-]{0,63})")

PlaceState = Literal["in_service", "out_of_service", "unknown"]

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True, repr=False)
class OpenPlace(Answer):
    """``services``: those that a kiosk there offers, by their ids."""

    told: PlaceTold
    state: PlaceState
    services: Annotated[tuple[Slug, ...], Items(most=500)] = ()


@dataclass(frozen=True, slots=True, repr=False)
class PublicDirectory(Answer):
    places: Annotated[tuple[OpenPlace, ...], Items(most=MOST_PLACES)] = ()


@dataclass(frozen=True, slots=True, repr=False)
class StandsIn(Answer):
    """``place``: number of the place where the kiosk stands, public or not; None where none is
    told. ``here``: another one of the same agency is in service."""

    place: Annotated[int, Number(0)] | None = None
    here: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class KioskDirectory(Answer):
    """``places``: wherever a kiosk stands, without the hours; ``kiosks``: in which of them each
    does, by their ids."""

    places: tuple[PlaceTold, ...] = ()
    kiosks: Mapping[KioskId, StandsIn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _InUse:
    id: str
    site: str
    state: PlaceState
    told: ToldOfKiosk


def directory(
    fleet: Iterable[Known],
    withdrawn: frozenset[str],
    told: Mapping[str, ToldOfKiosk],
    services: frozenset[str],
    now: datetime,
) -> tuple[PublicDirectory, KioskDirectory]:
    """``withdrawn``: kiosks that a command keeps out of service. ``services``: all there are."""
    kiosks = [
        _InUse(known.kiosk, known.site, state, told.get(known.kiosk, NOTHING_TOLD))
        for known in fleet
        if (state := state_of(known, withdrawn, now)) is not None
    ]
    return _for_all(kiosks, services, now.date()), _for_kiosks(kiosks)


def state_of(known: Known, withdrawn: frozenset[str], now: datetime) -> PlaceState | None:
    """None of a kiosk that is not in use: it was never heard, or not for long."""
    status = known.status
    if status is None or is_silent(status, now, OUT_OF_SERVICE_AFTER):
        return None
    if is_silent(status, now, UNKNOWN_AFTER) or status.report is None:
        return "unknown"
    failed = {each.name for each in status.report.checks if each.state is CheckState.FAILED}
    return "out_of_service" if failed & _BLOCKING or known.kiosk in withdrawn else "in_service"


def services_of(catalogue: Catalogue) -> frozenset[str]:
    """The ids of all that a kiosk may offer: what has a name that people read."""
    named = map(_SERVICE.fullmatch, catalogue.sentences[FIRST_LANGUAGE])
    return frozenset(each[1] for each in named if each is not None)


def _for_all(kiosks: Iterable[_InUse], services: frozenset[str], today: date) -> PublicDirectory:
    """Two agencies of which the same is told are one place to whoever looks for it, and how many
    kiosks stand in a place is nobody's business."""
    there: dict[str, list[_InUse]] = {}
    for each in kiosks:
        if each.told.public and each.told.place is not None:
            there.setdefault(_text(each.told.place), []).append(each)
    places = [_open_place(text, each, services, today) for text, each in there.items()]
    if len(places) > MOST_PLACES:
        _log.error("open_kiosks_cut", places=len(places))
    return PublicDirectory(tuple(sorted(places, key=_order)[:MOST_PLACES]))


def _open_place(
    text: str, kiosks: Sequence[_InUse], services: frozenset[str], today: date
) -> OpenPlace:
    withheld = frozenset.intersection(*(each.told.withheld for each in kiosks))
    return OpenPlace(
        _of_these_days(codec_of(PlaceTold).read(text), today),
        _state_of_place({each.state for each in kiosks}),
        tuple(sorted(services - withheld)),
    )


def _state_of_place(states: set[PlaceState]) -> PlaceState:
    """Only where each of them has said that it is out of service, the place is."""
    order: tuple[PlaceState, ...] = ("in_service", "unknown", "out_of_service")
    return next(each for each in order if each in states)


def _of_these_days(place: PlaceTold, today: date) -> PlaceTold:
    if place.hours is None:
        return place
    near = {
        day: hours
        for day, hours in place.hours.exceptions.items()
        if -1 <= (day - today).days <= LOOKED_AHEAD_DAYS
    }
    return replace(place, hours=replace(place.hours, exceptions=near))


def _for_kiosks(kiosks: Sequence[_InUse]) -> KioskDirectory:
    serving: dict[str, set[str]] = {}
    for each in kiosks:
        if each.site and each.state == "in_service":
            serving.setdefault(each.site, set()).add(each.id)
    numbers: dict[str, int] = {}
    stands = {}
    for each in sorted(kiosks, key=lambda each: each.id):
        place = each.told.place
        text = None if place is None else _text(replace(place, hours=None))
        number = None if text is None else numbers.setdefault(text, len(numbers))
        stands[each.id] = StandsIn(number, bool(serving.get(each.site, set()) - {each.id}))
    return KioskDirectory(tuple(map(codec_of(PlaceTold).read, numbers)), stands)


def _text(place: PlaceTold) -> str:
    return codec_of(PlaceTold).adapter.dump_json(place).decode()


def _order(place: OpenPlace) -> tuple[str, ...]:
    """Not by the kiosks' ids, which would tell something of them."""
    address = place.told.address
    return address.postcode, address.town, place.told.name, address.street, _text(place.told)
