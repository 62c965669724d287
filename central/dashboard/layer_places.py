"""Of whom a layer is: who may see it and say what it says."""

from functools import partial
from typing import assert_never

from fastapi import HTTPException
from sqlalchemy.orm import Session

from central.admins.roles import WHOLE_CAISSE, Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.dashboard.kiosk_places import place_of_kiosk
from central.fleet.configuration.drafts import ConfigurationDraft, draft_of
from central.fleet.configuration.groups import groups_of
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind


def where_it_holds(db: Session, layer: ConfigurationLayer) -> Whereabouts:
    """What a wide one says counts for the whole caisse."""
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


def layer_named(text: str) -> ConfigurationLayer:
    """Raises HTTPException where there is no such layer."""
    try:
        # PostgreSQL takes no NUL at all.
        return ConfigurationLayer.parse(text.replace("\0", ""))
    except ValueError:
        raise HTTPException(404) from None


async def place_of_layer(container: DashboardContainerOf, layer: str) -> Whereabouts:
    """Raises HTTPException where there is no such layer or kiosk."""
    return await _place(container, layer_named(layer))


async def place_of_draft(container: DashboardContainerOf, draft: int) -> Whereabouts:
    """Raises HTTPException where there is no such draft."""
    return await _place(container, (await found_draft(container, draft)).layer)


async def found_draft(container: DashboardContainerOf, draft: int) -> ConfigurationDraft:
    """Raises HTTPException where there is no such draft."""
    found = await container.find(lambda db: draft_of(db, draft)) if 0 < draft < 2**31 else None
    if found is None:
        raise HTTPException(404)
    return found


async def _place(container: DashboardContainerOf, layer: ConfigurationLayer) -> Whereabouts:
    if layer.kind is LayerKind.KIOSK:
        return await place_of_kiosk(container, layer.name)
    return await container.find(partial(where_it_holds, layer=layer))
