"""The home screen: groups, the services of one, and levels already reached."""

from dataclasses import replace

import pytest

from kiosk.domain.faults import Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Registry
from kiosk.domain.states import Home
from kiosk.services.dialog import show
from kiosk.services.log_in import log_in, log_in_if_wanted
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from wire.calls.session import OPEN
from wire.citizen import AccountState, CodeAccepted, SessionOpened

FIRST, SECOND, FREE = ServiceId("first"), ServiceId("second"), ServiceId("free")


async def screen(*_: object) -> None:
    await show("screen")


def service(
    name: ServiceId, group: Group, level: Level = Level.CARD, *, needs_central: bool = True
) -> Demarche:
    return Demarche(name, group, level, screen, needs_central=needs_central, needs_paper=False)


@pytest.fixture
def visit() -> Kiosk:
    """Home, with two services of one group: by card and by code; and one that is alone."""
    offered = (
        service(FIRST, Group.REFUNDS),
        service(SECOND, Group.REFUNDS, Level.CODE),
        service(FREE, Group.INFORMATION, needs_central=False),
    )
    kiosk = Kiosk(Registry({each.id: each for each in offered}, log_in, log_in_if_wanted))
    kiosk.inserts(ALONE_CARD)
    return kiosk


def group_of(visit: Kiosk) -> Group | None:
    assert isinstance(visit.now.state, Home), visit.state
    return visit.now.state.group


def test_a_group_of_several_services_shows_them_and_back_shows_the_groups(visit: Kiosk) -> None:
    visit.opens(Group.REFUNDS)
    assert group_of(visit) is Group.REFUNDS
    visit.goes_back()
    assert group_of(visit) is None


def test_a_group_of_one_service_opens_it(visit: Kiosk) -> None:
    visit.opens(Group.INFORMATION)
    assert visit.in_service.service == FREE
    assert visit.key == "screen.title"
    assert visit.called(OPEN) == []


def test_groups_stand_in_the_order_of_the_home_screen(visit: Kiosk) -> None:
    assert visit.registry.groups == (Group.REFUNDS, Group.INFORMATION)


def test_what_is_asked_for_often_has_a_tile_of_its_own_while_it_can_be_had(visit: Kiosk) -> None:
    """A group that grows costs those who want the usual no touch."""
    groups = visit.registry.groups
    often = replace(visit.registry.services[SECOND], often=True)
    registry = replace(visit.registry, services={**visit.registry.services, SECOND: often})
    assert visit.registry.at_home(frozenset(), Link.ONLINE) == groups
    assert registry.at_home(frozenset(), Link.ONLINE) == (often, *groups)
    assert registry.at_home(frozenset(), Link.OFFLINE) == groups
    alone = replace(registry, services={SECOND: often})
    assert alone.at_home(frozenset(), Link.ONLINE) == (Group.REFUNDS,)


def test_a_level_reached_serves_lower_ones_and_not_higher_ones(visit: Kiosk) -> None:
    opened = SessionOpened(AccountState.ACTIF, None)
    visit.opens_service(FIRST)
    visit.performs(opened)
    assert visit.key == "screen.title"
    visit.picks("way.home")
    visit.opens_service(FIRST)
    assert visit.key == "screen.title", "known by the card already"
    visit.picks("way.home")
    visit.opens_service(SECOND)
    assert len(visit.called(OPEN)) == 2, "the card alone is not enough for the second"


def test_who_gave_the_code_is_not_asked_again_for_what_the_card_alone_serves(visit: Kiosk) -> None:
    visit.opens_service(SECOND)
    visit.performs(SessionOpened(AccountState.ACTIF, None))
    visit.types("84261937")
    visit.performs(CodeAccepted())
    visit.picks("way.home")
    for name in (FIRST, SECOND):
        visit.opens_service(name)
        assert visit.key == "screen.title"
        visit.picks("way.home")
    assert len(visit.called(OPEN)) == 1
