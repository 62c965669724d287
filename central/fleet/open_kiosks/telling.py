"""What the approved layers say of where each kiosk stands, and of who may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.content import read_kept
from central.fleet.configuration.layers import KioskGroups
from central.store.command_models import CommandRow, CommandStateRow
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    KioskTagRow,
)
from central.store.models import KioskRow
from wire.base import Answer, ShortLine
from wire.codec import Malformed, codec_of
from wire.configuration import KioskConfiguration
from wire.nearest import Coordinates, PublicAddress
from wire.opening_hours import OpeningHours

_FIELDS = (
    "agency_name",
    "address",
    "coordinates",
    "opening_hours",
    "timezone",
    "withheld",
    "public",
)
_IN_AND_OUT = ("out-of-service", "back-in-service")


@dataclass(frozen=True, slots=True, repr=False)
class PlaceTold(Answer):
    """A place with all that people are told of it. ``timezone``: of its hours, where it is said."""

    name: ShortLine
    address: PublicAddress
    coordinates: Coordinates | None = None
    hours: OpeningHours | None = None
    timezone: ShortLine | None = None


@dataclass(frozen=True, slots=True)
class ToldOfKiosk:
    """``place``: None where no address is told. ``withheld``: services that it does not offer."""

    place: PlaceTold | None = None
    public: bool = True
    withheld: frozenset[str] = frozenset()


NOTHING_TOLD = ToldOfKiosk()


def told_of_kiosks(db: Session) -> Mapping[str, ToldOfKiosk]:
    """By the kiosks' ids: what was approved, whether or not a wave has brought it to each."""
    said = _said(db)
    tags: dict[str, list[str]] = {}
    for kiosk, name in db.execute(select(KioskTagRow.kiosk, KioskTagRow.name)):
        tags.setdefault(kiosk, []).append(name)
    known: dict[tuple[str, ...], ToldOfKiosk] = {}
    told: dict[str, ToldOfKiosk] = {}
    for kiosk, site in db.execute(select(KioskRow.id, KioskRow.site)):
        groups = KioskGroups(kiosk, site or None, tuple(tags.get(kiosk, ())))
        layers = tuple(each for each in map(str, groups.layers) if each in said)
        if layers not in known:
            known[layers] = _told({k: v for each in layers for k, v in said[each].items()})
        told[kiosk] = known[layers]
    return told


def withdrawn_kiosks(db: Session) -> frozenset[str]:
    """Those that a command has taken out of service, and none has put back since."""
    done = db.execute(
        select(CommandRow.kiosk, CommandRow.verb)
        .join(CommandStateRow, CommandStateRow.command == CommandRow.id)
        .where(CommandRow.verb.in_(_IN_AND_OUT), CommandStateRow.state == "executed")
        .order_by(CommandStateRow.moved_at, CommandRow.issued_at)
    )
    newest = {row.kiosk: row.verb for row in done}
    return frozenset(kiosk for kiosk, verb in newest.items() if verb == "out-of-service")


def _said(db: Session) -> Mapping[str, Mapping[str, Any]]:
    """What each layer says of this: by its newest approval."""
    row = ConfigurationApprovalRow
    newest = select(row.layer, func.max(row.number).label("number")).group_by(row.layer).subquery()
    rows = db.execute(
        select(row.layer, ConfigurationDraftRow.content)
        .join(newest, (newest.c.layer == row.layer) & (newest.c.number == row.number))
        .join(ConfigurationDraftRow, ConfigurationDraftRow.id == row.draft)
    )
    found = ((layer, read_kept(content)) for layer, content in rows)
    said = (
        (layer, {name: content[name] for name in _FIELDS if name in content})
        for layer, content in found
    )
    return {layer: content for layer, content in said if content}


def _told(content: Mapping[str, Any]) -> ToldOfKiosk:
    """It was checked when it was drafted; where a release has become stricter since, nothing of it
    is told to anybody."""
    try:
        read = codec_of(KioskConfiguration).of_plain(dict(content))
    except Malformed:
        return NOTHING_TOLD
    address = read.address
    place = (
        None
        if address is None
        else PlaceTold(
            read.agency_name or address.town,
            address,
            read.coordinates,
            read.opening_hours,
            read.timezone,
        )
    )
    return ToldOfKiosk(place, read.public is not False, frozenset(read.withheld or ()))
