"""Where the wave holds that a route is about: as its layer does."""

from typing import Annotated

from fastapi import HTTPException, Path
from sqlalchemy.orm import Session

from central.admins.roles import Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.dashboard.layer_places import where_it_holds
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.configuration_models import WaveRow

WaveInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]


async def place_of_wave(container: DashboardContainerOf, wave: WaveInPath) -> Whereabouts:
    """Raises HTTPException where there is no such wave."""

    def find(db: Session) -> Whereabouts | None:
        row = db.get(WaveRow, wave)
        return None if row is None else where_it_holds(db, ConfigurationLayer.parse(row.layer))

    place = await container.find(find)
    if place is None:
        raise HTTPException(404)
    return place
