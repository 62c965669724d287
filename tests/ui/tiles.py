"""Which tile of the home screen leads to a service: people read it, tests look it up."""

from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Registry
from kiosk.domain.states import Home, KioskState


def tile_of(service: ServiceId, registry: Registry, kiosk: KioskState) -> int:
    """Its index (from 0): its own, or that of its group where it has none on this screen."""
    assert isinstance(kiosk.state, Home), type(kiosk.state).__name__
    offered = kiosk.state.visit.offered(registry, kiosk.central).now(kiosk.faults, kiosk.link)
    group = offered.services[service].group
    if kiosk.state.group is None:
        tiles = offered.at_home(kiosk.faults, kiosk.link, kiosk.begun)
        own = offered.services[service]
        return tiles.index(own if own in tiles else group)
    return [each.id for each in offered.in_group(kiosk.state.group)].index(service)
