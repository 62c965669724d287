"""Kiosks in use, and what the layers say of where they stand."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from central.fleet.open_kiosks.telling import PlaceTold, ToldOfKiosk
from central.fleet.roster import Known
from central.fleet.status import KioskStatus, Minute, Slot
from tests.central.reports import a_report
from tests.central.world import MORNING
from wire.health import HealthCheck
from wire.nearest import Coordinates, PublicAddress
from wire.opening_hours import OpeningHours

DAY = ("08:30-12:00", "13:30-17:00")
WEEK = OpeningHours(monday=DAY, tuesday=DAY, wednesday=DAY, thursday=DAY, friday=DAY)
CENTRE = PlaceTold(
    "Agence du Centre",
    PublicAddress("1 place de l’Exemple", "99000", "Exempleville"),
    Coordinates("45.1885", "5.7245"),
    WEEK,
)
LIMES = PlaceTold(
    "Agence des Tilleuls",
    PublicAddress("12 rue des Tilleuls", "99100", "Exempleville"),
    Coordinates("45.1985", "5.7245"),
    WEEK,
)
HILL = PlaceTold(
    "Agence de la Colline",
    PublicAddress("3 rue Haute", "99200", "Colline"),
    Coordinates("45.5885", "5.7245"),
)
MARKET = replace(
    HILL, name="Agence du Marché", address=PublicAddress("5 rue Basse", "99120", "Marché")
)
UNMEASURED = replace(MARKET, coordinates=None)


def known(
    kiosk: str, site: str = "", *changed: HealthCheck, silent: timedelta = timedelta(0)
) -> Known:
    heard = MORNING - silent
    status = KioskStatus(
        heard, heard, UUID(int=1), 1.0, a_report(1, *changed), Slot(heard), Minute(heard)
    )
    return Known(site, kiosk, status)


def told(place: PlaceTold | None, *, public: bool = True, withheld: tuple[str, ...] = ()):
    return ToldOfKiosk(place, public, frozenset(withheld))
