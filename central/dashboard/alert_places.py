"""Where the alert stands that a route is about: as the list of alerts cuts it down."""

from typing import Annotated

from fastapi import HTTPException, Path
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.configuration.groups import groups_of, is_known
from central.store.fleet_models import AlertRow

AlertInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]


async def place_of_alert(container: DashboardContainerOf, alert: AlertInPath) -> Whereabouts:
    """Raises HTTPException where there is no such alert."""

    def find(db: Connection) -> Whereabouts | None:
        with Session(db) as session:
            row = session.get(AlertRow, alert)
            if row is None or row.opened_at is None:
                return None
            if not row.kiosk:
                return Whereabouts(row.site)
            if not is_known(session, row.kiosk):
                return Whereabouts()
            groups = groups_of(session, row.kiosk)
            return Whereabouts(groups.agency or "", frozenset(groups.tags))

    place = await container.read(find)
    if place is None:
        raise HTTPException(404)
    return place
