"""At which agency the request came in that a page is about."""

from uuid import UUID

from fastapi import HTTPException
from sqlalchemy import select

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.store.intake_models import RequestRow


async def place_of_request(container: DashboardContainerOf, request_id: UUID) -> Whereabouts:
    """Raises HTTPException where there is no such request."""
    query = select(RequestRow.site).where(RequestRow.id == request_id)
    site = await container.find(lambda db: db.scalar(query))
    if site is None:
        raise HTTPException(404)
    return Whereabouts(site)
