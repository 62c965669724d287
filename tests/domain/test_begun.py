"""What was begun most here comes first, from a start on: by counts of services, of nobody."""

from dataclasses import replace

import pytest

from kiosk.domain.events import ServicesCounted
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import NOWHERE, Place
from kiosk.domain.services import ENOUGH_TO_ORDER, NO_SERVICES, Begun, Demarche, Group, Level
from kiosk.domain.states import begun_by
from kiosk.services.dialog import show
from kiosk.services.registry import registry
from tests.demarches import ADDRESS, ATTESTATION
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD

USUAL, POST, OTHER, RARE, TO_READ = map(ServiceId, ("usual", "post", "other", "rare", "to_read"))


async def screen(*_: object) -> None:
    await show("screen")


def _service(name: ServiceId, group: Group = Group.REFUNDS) -> Demarche:
    return Demarche(name, group, Level.CARD, screen)


SERVICES = (
    replace(_service(USUAL), often=True, instead=POST, needs_central=True),
    _service(POST),
    _service(OTHER),
    _service(RARE),
    _service(TO_READ, Group.INFORMATION),
)


def first(begun: Begun, place: Place = NOWHERE, *services: Demarche) -> list[ServiceId]:
    there = {each.id: each for each in services or SERVICES}
    offered = replace(NO_SERVICES, services=there, place=place)
    return [each.id for each in offered.most_asked(frozenset[Fault](), Link.ONLINE, begun)]


def test_what_was_begun_most_comes_first() -> None:
    assert first({RARE: 15, USUAL: 10}) == [RARE, USUAL]


def test_services_begun_equally_often_stay_as_declared() -> None:
    assert first({RARE: 10, OTHER: 10, USUAL: 10}) == [USUAL, OTHER]


@pytest.mark.parametrize("begun", [{}, {RARE: ENOUGH_TO_ORDER - 1}, {ServiceId("gone"): 500}])
def test_too_little_counted_says_nothing(begun: Begun) -> None:
    assert first(begun) == first({}) == [USUAL, OTHER]


def test_what_stood_in_for_a_service_counts_for_it() -> None:
    assert first({RARE: 11, USUAL: 1, POST: 12}) == [USUAL, RARE]


def test_what_is_only_read_comes_never_first_and_what_stands_in_has_no_tile() -> None:
    assert first({TO_READ: 90, POST: 1, RARE: 50}) == [RARE, USUAL]


def test_counts_order_what_is_there_and_call_nothing_up() -> None:
    """Somebody without a card sees all subjects: nothing there says that it is asked for."""
    assert first({RARE: 90}, NOWHERE, *SERVICES[2:]) == []


def test_what_the_caisse_names_stands_whatever_is_begun() -> None:
    named = replace(NOWHERE, most_asked=("other", "usual"))
    assert first({RARE: 90}, named) == [OTHER, USUAL]


COUNTED = ServicesCounted({ADDRESS: 30})
LATER = ServicesCounted({ATTESTATION: 90})


def at_rest() -> Kiosk:
    return Kiosk(registry({}))


def test_counts_are_taken_once_before_the_first_visit() -> None:
    kiosk = at_rest()
    kiosk.feed(COUNTED)
    kiosk.feed(LATER)
    assert kiosk.now.begun == COUNTED.begun
    kiosk.inserts(ALONE_CARD)
    kiosk.pulls_out()
    assert kiosk.now.begun == COUNTED.begun


@pytest.mark.parametrize("ended", [False, True])
def test_counts_that_come_later_move_no_tile(ended: bool) -> None:
    kiosk = at_rest()
    kiosk.inserts(ALONE_CARD)
    if ended:
        kiosk.pulls_out()
    before = kiosk.now.turn
    kiosk.feed(COUNTED)
    assert not kiosk.now.begun
    assert kiosk.now.turn == before


def test_a_service_is_begun_by_its_tile_alone() -> None:
    kiosk = at_rest()
    kiosk.inserts(ALONE_CARD)
    home = kiosk.now
    kiosk.opens_service(ADDRESS)
    inside = kiosk.now
    assert begun_by(home, inside) == ADDRESS
    kiosk.silence()
    warned = kiosk.now
    kiosk.touches_screen()
    for before, after in ((home, home), (inside, warned), (warned, kiosk.now), (inside, home)):
        assert begun_by(before, after) is None
