"""Where the kiosk stands that a page is about."""

from fastapi import HTTPException
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.configuration.groups import groups_of, is_known


async def place_of_kiosk(container: DashboardContainerOf, kiosk: str) -> Whereabouts:
    """Raises HTTPException where there is no such kiosk."""

    def find(db: Connection) -> Whereabouts | None:
        with Session(db) as session:
            if not is_known(session, kiosk):
                return None
            groups = groups_of(session, kiosk)
            return Whereabouts(groups.agency or "", frozenset(groups.tags))

    # PostgreSQL takes no such text at all.
    place = None if "\0" in kiosk else await container.read(find)
    if place is None:
        raise HTTPException(404)
    return place
