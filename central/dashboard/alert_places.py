"""Where the alert stands that a route is about, or what is silenced: as the lists cut it down."""

from typing import Annotated

from fastapi import HTTPException, Path
from sqlalchemy.orm import Session

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.alerts.silencing import Silenced, one_silence
from central.fleet.configuration.groups import groups_of, is_known
from central.store.fleet_models import AlertRow

AlertInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]
SilenceInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]


async def place_of_alert(container: DashboardContainerOf, alert: AlertInPath) -> Whereabouts:
    """Raises HTTPException where there is no such alert."""
    return _there(await container.find(lambda db: _of_alert(db, alert)))


async def place_of_silence(container: DashboardContainerOf, silence: SilenceInPath) -> Whereabouts:
    """Raises HTTPException where there is no such silence."""

    def find(db: Session) -> Whereabouts | None:
        found = one_silence(db, silence)
        return None if found is None else where_silenced(db, found.of)

    return _there(await container.find(find))


def where_silenced(db: Session, what: Silenced) -> Whereabouts:
    """Of two that are both named, the narrower one."""
    if what.alert is not None:
        return _of_alert(db, what.alert) or Whereabouts()
    if what.kiosk:
        return _of_kiosk(db, what.kiosk)
    if what.tag:
        return Whereabouts(tags=frozenset({what.tag}))
    return Whereabouts(what.site)


def _of_alert(db: Session, alert: int) -> Whereabouts | None:
    row = db.get(AlertRow, alert)
    if row is None or row.opened_at is None:
        return None
    return _of_kiosk(db, row.kiosk) if row.kiosk else Whereabouts(row.site)


def _of_kiosk(db: Session, kiosk: str) -> Whereabouts:
    if not is_known(db, kiosk):
        return Whereabouts()
    groups = groups_of(db, kiosk)
    return Whereabouts(groups.agency or "", frozenset(groups.tags))


def _there(place: Whereabouts | None) -> Whereabouts:
    if place is None:
        raise HTTPException(404)
    return place
