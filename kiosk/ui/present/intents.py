"""What a touch means to the session: the event it becomes, or nothing."""

from collections.abc import Callable

from kiosk.domain.conversation import position
from kiosk.domain.events import Answered, Event, GroupChosen, HolderChosen, ServiceChosen
from kiosk.domain.flow import Agreed, Answer, Chosen, Declined, Offer
from kiosk.domain.ids import Confirmation, Stamp
from kiosk.domain.services import Group, Registry, Service, obstacle
from kiosk.domain.states import ChooseHolder, Home, InService, KioskState, Visit
from kiosk.ui.present.steps import offered_ways


def chosen(
    registry: Registry, kiosk: KioskState, index: int, confirmation: Callable[[], Confirmation]
) -> Event | None:
    """The choice of the ``index``-th thing on the screen (from 0); None when it cannot be had.
    ``mint`` gives the ids of what is agreed to by it."""
    stamp = kiosk.stamp
    if stamp is None or index < 0:
        return None
    match kiosk.state:
        case ChooseHolder():
            return HolderChosen(stamp, index)
        case Home(visit, None):
            return _group_chosen(_offered(visit, registry, kiosk), kiosk, stamp, index)
        case Home(visit, Group() as group):
            return _service_chosen(_offered(visit, registry, kiosk), kiosk, stamp, group, index)
        case InService() as state:
            return Answered(stamp, _answer(registry, state, index, confirmation))
        case _:
            return None


def _answer(
    registry: Registry, state: InService, index: int, confirmation: Callable[[], Confirmation]
) -> Answer:
    step = position(registry, state)
    if not isinstance(step, Offer):
        return Chosen(index)
    last = len(offered_ways(step, state)) - 1
    return Declined() if index == last else Agreed(confirmation())


def _group_chosen(registry: Registry, kiosk: KioskState, stamp: Stamp, index: int) -> Event | None:
    if index >= len(registry.groups):
        return None
    group = registry.groups[index]
    reachable = any(_can_be_had(service, kiosk) for service in registry.in_group(group))
    return GroupChosen(stamp, group) if reachable else None


def _service_chosen(
    registry: Registry, kiosk: KioskState, stamp: Stamp, group: Group, index: int
) -> Event | None:
    services = registry.in_group(group)
    if index >= len(services) or not _can_be_had(services[index], kiosk):
        return None
    return ServiceChosen(stamp, services[index].id)


def _offered(visit: Visit, registry: Registry, kiosk: KioskState) -> Registry:
    return visit.offered(registry).now(kiosk.faults, kiosk.link)


def _can_be_had(service: Service, kiosk: KioskState) -> bool:
    return obstacle(service, kiosk.faults, kiosk.link) is None
