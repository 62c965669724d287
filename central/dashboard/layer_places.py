"""Where a layer of the configuration holds: what somebody needs a grant over to say something in
it."""

from typing import assert_never

from sqlalchemy.orm import Session

from central.admins.roles import WHOLE_CAISSE, Whereabouts
from central.fleet.configuration.groups import groups_of
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind


def place_of_layer(db: Session, layer: ConfigurationLayer) -> Whereabouts:
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
