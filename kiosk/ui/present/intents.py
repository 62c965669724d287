"""What a touch means to the session: the event it becomes, or nothing."""

from collections.abc import Callable

from kiosk.domain.conversation import position
from kiosk.domain.events import Answered, Event, GroupChosen, HolderChosen, ServiceChosen
from kiosk.domain.flow import Agreed, Answer, Chosen, Declined, Offer
from kiosk.domain.ids import Go, Stamp
from kiosk.domain.services import Group, Registry, Service, obstacle
from kiosk.domain.states import Borne, ChooseHolder, Home, InService, Visit
from kiosk.ui.present.steps import offered_ways


def chosen(registry: Registry, borne: Borne, index: int, mint: Callable[[], Go]) -> Event | None:
    """The choice of the ``index``-th thing on the screen (from 0); None when it cannot be had.
    ``mint`` gives the ids of what is agreed to by it."""
    stamp = borne.stamp
    if stamp is None or index < 0:
        return None
    match borne.state:
        case ChooseHolder():
            return HolderChosen(stamp, index)
        case Home(visit, None):
            return _group_chosen(_offered(visit, registry, borne), borne, stamp, index)
        case Home(visit, Group() as group):
            return _service_chosen(_offered(visit, registry, borne), borne, stamp, group, index)
        case InService() as state:
            return Answered(stamp, _answer(registry, state, index, mint))
        case _:
            return None


def _answer(registry: Registry, state: InService, index: int, mint: Callable[[], Go]) -> Answer:
    step = position(registry, state)
    if not isinstance(step, Offer):
        return Chosen(index)
    last = len(offered_ways(step, state)) - 1
    return Declined() if index == last else Agreed(mint())


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


def _offered(visit: Visit, registry: Registry, borne: Borne) -> Registry:
    return visit.offered(registry).now(borne.faults, borne.link)


def _can_be_had(service: Service, borne: Borne) -> bool:
    return obstacle(service, borne.faults, borne.link) is None
