"""What a touch means to the session: the event it becomes, or nothing."""

from kiosk.domain.events import Answered, Event, GroupChosen, HolderChosen, ServiceChosen
from kiosk.domain.flow import Chosen
from kiosk.domain.ids import Stamp
from kiosk.domain.services import Group, Registry, Service, obstacle
from kiosk.domain.states import Borne, ChooseHolder, Home, InService


def chosen(registry: Registry, borne: Borne, index: int) -> Event | None:
    """The choice of the ``index``-th thing on the screen (from 0); None when it cannot be had."""
    stamp = borne.stamp
    if stamp is None or index < 0:
        return None
    match borne.state:
        case ChooseHolder():
            return HolderChosen(stamp, index)
        case Home(_, None):
            return _group_chosen(registry, borne, stamp, index)
        case Home(_, Group() as group):
            return _service_chosen(registry, borne, stamp, group, index)
        case InService():
            return Answered(stamp, Chosen(index))
        case _:
            return None


def _group_chosen(registry: Registry, borne: Borne, stamp: Stamp, index: int) -> Event | None:
    if index >= len(registry.groups):
        return None
    group = registry.groups[index]
    reachable = any(_can_be_had(service, borne) for service in registry.in_group(group))
    return GroupChosen(stamp, group) if reachable else None


def _service_chosen(
    registry: Registry, borne: Borne, stamp: Stamp, group: Group, index: int
) -> Event | None:
    services = registry.in_group(group)
    if index >= len(services) or not _can_be_had(services[index], borne):
        return None
    return ServiceChosen(stamp, services[index].id)


def _can_be_had(service: Service, borne: Borne) -> bool:
    return obstacle(service, borne.faults, borne.link) is None
