"""The demonstration's agency, and a fictitious one nearby, where people are sent by a kiosk that is
out of service."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from central.cli.seeding import DEMO_KIOSK
from central.container import Container
from central.fleet.configuration.content import checked
from central.fleet.configuration.drafts import approve, said_now, write_draft
from central.fleet.configuration.groups import is_known
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.kiosks import add_kiosk
from central.store.database import transaction
from central.store.models import KioskRow
from devdock.cards.badges import STAFF_CARDS
from shared_runtime.clock import Clock
from wire.health import HealthCode, Part, check_of
from wire.report import KioskReport
from wire.sync import SyncRequest

NEIGHBOUR = "neighbour"
DEMO_SITE = "exempleville-centre"
_AHEAD = timedelta(days=30)
"""It never calls: it was heard so far in the future that it is not silent while one looks."""
_DAY = ["08:30-12:00", "13:30-17:30"]
WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), _DAY)
_PLACES: Mapping[str, Mapping[str, Any]] = {
    DEMO_KIOSK: {
        "agency_name": "Agence du Centre",
        "address": {"street": "1 place de l’Exemple", "postcode": "99000", "town": "Exempleville"},
        "coordinates": {"latitude": "45.1885", "longitude": "5.7245"},
        "opening_hours": WEEK,
        "staff_cards": STAFF_CARDS,
    },
    NEIGHBOUR: {
        "agency_name": "Agence des Tilleuls",
        "address": {"street": "12 rue des Tilleuls", "postcode": "99000", "town": "Exempleville"},
        "coordinates": {"latitude": "45.1993", "longitude": "5.7245"},
        "opening_hours": WEEK | {"saturday": ["09:00-12:00"]},
    },
}

_NAMES = {
    DEMO_KIOSK: ("Exempleville, hall", DEMO_SITE),
    NEIGHBOUR: ("Exempleville, accueil", "exempleville-tilleuls"),
}


@dataclass(frozen=True, slots=True)
class _ClockAhead:
    clock: Clock

    def now(self) -> datetime:
        return self.clock.now() + _AHEAD

    def monotonic(self) -> float:
        return self.clock.monotonic()


def settle_neighbour(at: Container) -> None:
    """Into central's store, where they are not there yet."""
    with transaction(at.engine) as db:
        there = is_known(db, NEIGHBOUR)
        for kiosk, said in _PLACES.items():
            _agree(db, at.clock.now(), kiosk, said)
    if not there:
        add_kiosk(at.engine, at.clock, at.chance, NEIGHBOUR)
    ahead = _ClockAhead(at.clock)
    well = KioskReport(1, checks=(check_of(Part.READER, HealthCode.READER_READY),))
    sent = SyncRequest(ahead.now(), UUID(int=1), 1.0, backlog=0, report=well)
    replace(at.heartbeats, clock=ahead).heard(NEIGHBOUR, sent, None)


def name_both(engine: Engine) -> None:
    """As the console lists them, among others."""
    with transaction(engine) as db:
        for kiosk, (name, site) in _NAMES.items():
            db.execute(update(KioskRow).where(KioskRow.id == kiosk).values(name=name, site=site))


def _agree(db: Session, now: datetime, kiosk: str, said: Mapping[str, Any]) -> None:
    """What two fictitious people would."""
    layer, content = ConfigurationLayer(LayerKind.KIOSK, kiosk), checked(said)
    if said_now(db, layer) != content:
        approve(db, now, "bruno (demo)", write_draft(db, now, "alice (demo)", layer, content))
