"""The list of open kiosks as everybody may have it: places, and no kiosk by its name or number."""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from central.fleet.open_kiosks.directory import (
    MOST_PLACES,
    OpenPlace,
    PlaceState,
    PublicDirectory,
)
from central.fleet.open_kiosks.keeping import STALE_AFTER, Edition, edition, public_directory
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Catalogue
from wire.base import Answer, LanguageTag, ShortLine, Slug
from wire.codec import Codec
from wire.constraints import Items, Number
from wire.nearest import Coordinates, PublicAddress
from wire.opening_hours import OpeningHours, OpenNow, opening

LOOK_EVERY_S = 10.0


@dataclass(frozen=True, slots=True, repr=False)
class GeoPosition(Answer):
    """In degrees (WGS 84)."""

    latitude: Annotated[float, Number(-90, 90)]
    longitude: Annotated[float, Number(-180, 180)]


@dataclass(frozen=True, slots=True, repr=False)
class OpenKiosk(Answer):
    """A place with one kiosk or several. ``state``: ``unknown`` where none of them was heard lately
    and each of the others is out of service. ``open_now``: by the hours in their ``timezone``, null
    where no hours are told. ``services``: by their ids."""

    name: ShortLine
    address: PublicAddress
    position: GeoPosition | None
    opening_hours: OpeningHours | None
    timezone: ShortLine
    open_now: bool | None
    state: PlaceState
    services: Annotated[tuple[Slug, ...], Items(most=500)]


@dataclass(frozen=True, slots=True, repr=False)
class OfferedService(Answer):
    """``names``: by the tags of their languages, French always."""

    id: Slug
    names: Mapping[LanguageTag, str]


@dataclass(frozen=True, slots=True, repr=False)
class OpenKiosks(Answer):
    """By postcode and town. ``services``: all that one of the kiosks offers."""

    kiosks: Annotated[tuple[OpenKiosk, ...], Items(most=MOST_PLACES)]
    services: tuple[OfferedService, ...]


_CODEC = Codec[OpenKiosks](OpenKiosks)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """``etag``: the same as long as the body is, with its quotation marks."""

    body: bytes
    etag: str


@dataclass(slots=True)
class OpenKiosksFeed:
    """In each process: made anew when there is another edition, and with each minute, in which a
    place may open or close."""

    engine: Engine
    clock: Clock
    zone: ZoneInfo
    catalogue: Catalogue
    _look_at_s: float = 0.0
    _edition: Edition | None = None
    _directory: PublicDirectory = field(default_factory=PublicDirectory)
    _made_of: object = None
    _page: FeedPage = field(default_factory=lambda: FeedPage(b"", ""))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self) -> FeedPage:
        """Raises one of STORE_FAILS."""
        with self._lock:
            if self.clock.monotonic() >= self._look_at_s:
                self._look()
                self._look_at_s = self.clock.monotonic() + LOOK_EVERY_S
            now, made = self.clock.now(), self._edition
            known = made is not None and now - made.made_at <= STALE_AFTER
            minute = now.replace(second=0, microsecond=0)
            made_of = None if made is None else made.tag, known, minute
            if made_of != self._made_of:
                body = _CODEC.write(self._said(now, known=known))
                self._page = FeedPage(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
                self._made_of = made_of
            return self._page

    def _look(self) -> None:
        made = edition(self.engine)
        if made is None or self._edition is None or made.tag != self._edition.tag:
            self._directory = public_directory(self.engine)
        self._edition = made

    def _said(self, now: datetime, *, known: bool) -> OpenKiosks:
        places = self._directory.places
        offered = sorted({each for place in places for each in place.services})
        return OpenKiosks(
            tuple(self._kiosk(each, now, known=known) for each in places),
            tuple(OfferedService(each, self._names(each)) for each in offered),
        )

    def _kiosk(self, place: OpenPlace, now: datetime, *, known: bool) -> OpenKiosk:
        told = place.told
        zone = self._zone_of(told.timezone)
        return OpenKiosk(
            name=told.name,
            address=told.address,
            position=None if told.coordinates is None else _position(told.coordinates),
            opening_hours=told.hours,
            timezone=zone.key,
            open_now=None
            if told.hours is None
            else isinstance(opening(told.hours, now.astimezone(zone)), OpenNow),
            state=place.state if known else "unknown",
            services=place.services,
        )

    def _zone_of(self, told: str | None) -> ZoneInfo:
        """The caisse's own where none is told, or one that is not known here."""
        try:
            return self.zone if told is None else ZoneInfo(told)
        except (LookupError, ValueError, OSError):
            return self.zone

    def _names(self, service: str) -> Mapping[str, str]:
        key = f"service.{service}"
        names = {tag: there.get(key) for tag, there in self.catalogue.sentences.items()}
        return {tag: name for tag, name in names.items() if isinstance(name, str)}


def _position(coordinates: Coordinates) -> GeoPosition:
    return GeoPosition(*coordinates.degrees)
