"""Where the wave holds that a route is about: as its layer does."""

from typing import Annotated, assert_never

from fastapi import HTTPException, Path
from sqlalchemy.orm import Session

from central.admins.roles import WHOLE_CAISSE, Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.configuration.groups import groups_of
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.store.configuration_models import WaveRow

WaveInPath = Annotated[int, Path(ge=1, le=2**31 - 1)]


async def place_of_wave(container: DashboardContainerOf, wave: WaveInPath) -> Whereabouts:
    """Raises HTTPException where there is no such wave."""

    def find(db: Session) -> Whereabouts | None:
        row = db.get(WaveRow, wave)
        return None if row is None else where_layer_holds(db, ConfigurationLayer.parse(row.layer))

    place = await container.find(find)
    if place is None:
        raise HTTPException(404)
    return place


def where_layer_holds(db: Session, layer: ConfigurationLayer) -> Whereabouts:
    """What somebody needs a grant over to say something in it."""
    match layer.kind:
        case LayerKind.NATIONAL | LayerKind.CAISSE:
            return WHOLE_CAISSE
        case LayerKind.AGENCY:
            return Whereabouts(layer.name)
        case LayerKind.TAG:
            return Whereabouts(tags=frozenset({layer.name}))
        case LayerKind.KIOSK:
            groups = groups_of(db, layer.name)
            return Whereabouts(groups.agency or "", frozenset(groups.tags))
        case _:
            assert_never(layer.kind)
