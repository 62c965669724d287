"""Where the machine is to stand that an enrolment is of."""

from uuid import UUID

from fastapi import HTTPException
from sqlalchemy.orm import Session

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.configuration.groups import groups_of
from central.store.models import EnrolmentRow


async def place_of_enrolment(container: DashboardContainerOf, enrolment: UUID) -> Whereabouts:
    """Raises HTTPException where there is no such enrolment."""

    def find(db: Session) -> Whereabouts | None:
        row = db.get(EnrolmentRow, enrolment)
        return None if row is None else place_at(db, row.site, row.kiosk)

    place = await container.find(find)
    if place is None:
        raise HTTPException(404)
    return place


def place_at(db: Session, site: str, kiosk: str | None) -> Whereabouts:
    """Of what comes to that site: a kiosk that is known keeps its tags."""
    tags = () if kiosk is None else groups_of(db, kiosk).tags
    return Whereabouts(site, frozenset(tags))


def place_now(db: Session, kiosk: str) -> Whereabouts:
    """Where a known kiosk stands."""
    groups = groups_of(db, kiosk)
    return Whereabouts(groups.agency or "", frozenset(groups.tags))
