"""Which tile of the home screen leads to a service: people read it, tests look it up."""

from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Registry
from kiosk.domain.states import Home, KioskState


def tile_of(service: ServiceId, registry: Registry, kiosk: KioskState) -> int:
    """Its index (from 0): that of its group, or its own where its group is open."""
    assert isinstance(kiosk.state, Home), type(kiosk.state).__name__
    offered = kiosk.state.visit.offered(registry, kiosk.central).now(kiosk.faults, kiosk.link)
    group = offered.services[service].group
    if kiosk.state.group is None:
        return offered.groups.index(group)
    return [each.id for each in offered.in_group(kiosk.state.group)].index(service)
