"""What a touch means to the session: the event it becomes, or nothing."""

from collections.abc import Callable
from datetime import date

from kiosk.domain.conversation import position
from kiosk.domain.events import Answered, Event, GroupChosen, HolderChosen, ServiceChosen
from kiosk.domain.flow import Agreed, Chosen, Declined, Offer, StepAnswer
from kiosk.domain.ids import Confirmation
from kiosk.domain.services import Demarche, Group, Registry, obstacle
from kiosk.domain.states import ChooseHolder, Home, InService, KioskState, Visit
from kiosk.ui.present.steps import offered_ways


def chosen(
    registry: Registry,
    kiosk: KioskState,
    index: int,
    today: date,
    confirmation: Callable[[], Confirmation],
) -> Event | None:
    """The choice of the ``index``-th thing on the screen (from 0); None when it cannot be had.
    ``today`` is for what begins by it, ``confirmation`` mints the ids of what is agreed to."""
    stamp = kiosk.stamp
    if stamp is None or index < 0:
        return None
    match kiosk.state:
        case ChooseHolder():
            return HolderChosen(stamp, index)
        case Home(visit, None):
            match _tile(_offered(visit, registry, kiosk), kiosk, index):
                case Demarche(id=often):
                    return ServiceChosen(stamp, often, today)
                case Group() as group:
                    return GroupChosen(stamp, group, today)
                case None:
                    return None
        case Home(visit, Group() as within):
            service = _service(_offered(visit, registry, kiosk), kiosk, within, index)
            return None if service is None else ServiceChosen(stamp, service.id, today)
        case InService() as state:
            return Answered(stamp, _answer(registry, state, index, confirmation))
        case _:
            return None


def _answer(
    registry: Registry, state: InService, index: int, confirmation: Callable[[], Confirmation]
) -> StepAnswer:
    step = position(registry, state)
    if not isinstance(step, Offer):
        return Chosen(index)
    last = len(offered_ways(step, state)) - 1
    return Declined() if index == last else Agreed(confirmation())


def _tile(registry: Registry, kiosk: KioskState, index: int) -> Demarche | Group | None:
    tiles = registry.at_home(kiosk.faults, kiosk.link, kiosk.begun)
    if index >= len(tiles):
        return None
    tile = tiles[index]
    behind = registry.in_group(tile) if isinstance(tile, Group) else (tile,)
    return tile if any(_can_be_had(service, kiosk) for service in behind) else None


def _service(registry: Registry, kiosk: KioskState, group: Group, index: int) -> Demarche | None:
    services = registry.in_group(group)
    if index >= len(services) or not _can_be_had(services[index], kiosk):
        return None
    return services[index]


def _offered(visit: Visit, registry: Registry, kiosk: KioskState) -> Registry:
    return visit.offered(registry, kiosk.central).now(kiosk.faults, kiosk.link)


def _can_be_had(service: Demarche, kiosk: KioskState) -> bool:
    return obstacle(service, kiosk.faults, kiosk.link) is None
