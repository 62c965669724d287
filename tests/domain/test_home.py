"""The home screen: groups, the services of one, and levels already reached."""

from dataclasses import replace

import pytest

from kiosk.domain.faults import Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import NOWHERE, Place
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


THIRD, INSTEAD = ServiceId("third"), ServiceId("instead")


def kiosk_with(*services: Demarche, place: Place = NOWHERE) -> Registry:
    return Registry({each.id: each for each in services}, log_in, log_in_if_wanted, place)


def most_asked(registry: Registry, link: Link = Link.ONLINE) -> list[ServiceId]:
    return [each.id for each in registry.most_asked(frozenset(), link)]


USUAL = replace(service(FIRST, Group.ATTESTATIONS), often=True, instead=INSTEAD)
BY_POST = service(INSTEAD, Group.ATTESTATIONS, needs_central=False)
OTHER, RARE = service(SECOND, Group.REFUNDS), service(THIRD, Group.REQUESTS)
TO_READ = service(FREE, Group.INFORMATION, needs_central=False)


def test_what_most_come_for_stands_first_and_leaves_no_hole() -> None:
    """A group that grows costs those who want the usual no touch."""
    assert most_asked(kiosk_with(USUAL, OTHER, TO_READ)) == [FIRST, SECOND]
    assert most_asked(kiosk_with(USUAL, OTHER, RARE, TO_READ)) == [FIRST, SECOND], "no third alone"
    four = [replace(USUAL, id=ServiceId(f"usual{each}"), instead=None) for each in range(5)]
    assert len(most_asked(kiosk_with(*four, TO_READ))) == 4


def test_what_is_only_read_is_never_what_most_come_for() -> None:
    assert most_asked(kiosk_with(USUAL, TO_READ)) == []
    assert most_asked(kiosk_with(TO_READ, OTHER, RARE)) == [], "nobody says that it is asked for"


def test_a_caisse_names_what_most_come_for() -> None:
    named = replace(NOWHERE, most_asked=("third", "gone", "first"))
    assert most_asked(kiosk_with(USUAL, OTHER, RARE, place=named)) == [THIRD, FIRST]


def test_what_cannot_be_had_keeps_its_place_or_gives_it_to_what_stands_in() -> None:
    both = kiosk_with(USUAL, BY_POST, OTHER, RARE)
    assert most_asked(both) == [FIRST, SECOND], "what stands in is not shown beside it"
    assert most_asked(both, Link.OFFLINE) == [INSTEAD, SECOND]
    assert most_asked(kiosk_with(USUAL, OTHER), Link.OFFLINE) == [FIRST, SECOND]


def test_every_subject_follows_what_most_come_for() -> None:
    registry = kiosk_with(USUAL, OTHER, TO_READ)
    tiles = (USUAL, OTHER, Group.ATTESTATIONS, Group.REFUNDS, Group.INFORMATION)
    assert registry.at_home(frozenset(), Link.ONLINE) == tiles


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
