"""Which command of which kiosk a route is about."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, HTTPException

from central.dashboard.container import DashboardContainerOf
from central.fleet.commands.issuing import IssuedCommand, command_of


async def _command_of_kiosk(
    container: DashboardContainerOf, kiosk: str, command: UUID
) -> IssuedCommand:
    """Raises HTTPException where there is none, or it is another kiosk's."""
    found = await container.find(lambda db: command_of(db, command))
    if found is None or found.kiosk != kiosk:
        raise HTTPException(404)
    return found


CommandInPath = Annotated[IssuedCommand, Depends(_command_of_kiosk)]
