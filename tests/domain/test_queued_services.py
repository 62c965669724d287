"""What is recorded and sent later: on which tiles it stands, and when it cannot be had."""

import pytest

from kiosk.domain.events import FaultRaised, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Why, obstacle, sent_later
from kiosk.domain.states import Home
from kiosk.services.registry import DEMARCHES, registry
from tests.demarches import ADDRESS, ATTESTATION, BY_POST, DAMAGED_CARD, LOST_CARD, READ_CARD, only
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from tests.services.visits import at_home, without_card
from wire.calls.session import OPEN

QUEUED = tuple(each.id for each in DEMARCHES if each.queued)
CODED = tuple(each.id for each in DEMARCHES if each.queued and each.level is Level.CODE)
"""What asks for a code where that can be checked."""
NO_LINK = (Link.OFFLINE, Link.CLOCK_WRONG)


def tiles(visit: Kiosk, group: Group) -> tuple[ServiceId, ...]:
    """The services of the group as the screen offers them now."""
    assert isinstance(visit.now.state, Home), visit.state
    offered = visit.now.state.visit.offered(visit.registry, None)
    now = offered.now(visit.now.faults, visit.now.link)
    return tuple(service.id for service in now.in_group(group))


def at_attestations() -> Kiosk:
    """At home, where the attestation and what stands in for it are all there is."""
    visit = Kiosk(only(ATTESTATION, BY_POST))
    visit.inserts(ALONE_CARD)
    return visit


def queued(id_: ServiceId) -> Demarche:
    return registry({}).services[id_]


def test_online_the_attestation_stands_alone_and_opens_by_one_touch() -> None:
    visit = at_attestations()
    assert tiles(visit, Group.ATTESTATIONS) == (ATTESTATION,)
    visit.opens(Group.ATTESTATIONS)
    assert visit.in_service.service == ATTESTATION


@pytest.mark.parametrize(
    "trouble",
    [*map(LinkChanged, NO_LINK), FaultRaised(Fault.PRINTER)],
)
def test_where_it_cannot_be_had_the_post_stands_beside_it(
    trouble: LinkChanged | FaultRaised,
) -> None:
    visit = at_attestations()
    visit.feed(trouble)
    assert tiles(visit, Group.ATTESTATIONS) == (ATTESTATION, BY_POST)
    visit.opens(Group.ATTESTATIONS)
    assert visit.state == "Home"
    visit.opens_service(ATTESTATION)
    assert visit.state == "Home"
    visit.opens_service(BY_POST)
    assert visit.key == "by_post.confirm.question"


def test_back_online_the_post_goes_away_by_itself() -> None:
    visit = at_attestations()
    visit.feed(LinkChanged(Link.OFFLINE))
    visit.opens(Group.ATTESTATIONS)
    visit.feed(LinkChanged(Link.ONLINE))
    assert tiles(visit, Group.ATTESTATIONS) == (ATTESTATION,)
    visit.opens_service(ATTESTATION)
    assert visit.in_service.service == ATTESTATION


def test_without_a_card_there_are_both_reports_about_one() -> None:
    assert {DAMAGED_CARD, LOST_CARD} <= {*tiles(without_card(), Group.CARD)}


def test_with_a_card_in_none_is_lost() -> None:
    with_card = tiles(at_home(), Group.CARD)
    assert {READ_CARD, DAMAGED_CARD} <= {*with_card}
    assert LOST_CARD not in with_card


@pytest.mark.parametrize("link", Link)
@pytest.mark.parametrize("id_", QUEUED)
def test_the_link_keeps_nothing_from_being_recorded(id_: ServiceId, link: Link) -> None:
    service = queued(id_)
    assert obstacle(service, frozenset({Fault.PRINTER, Fault.RECEIPT_PRINTER}), link) is None
    assert sent_later(service, link) is (link in NO_LINK)


@pytest.mark.parametrize("fault", [Fault.QUEUE, Fault.GATEWAY])
@pytest.mark.parametrize("id_", QUEUED)
def test_without_the_queue_nothing_is_begun_that_it_must_keep(id_: ServiceId, fault: Fault) -> None:
    assert obstacle(queued(id_), frozenset({fault}), Link.ONLINE) is Why.QUEUE
    visit = at_home()
    visit.feed(FaultRaised(fault))
    visit.opens_service(id_)
    assert visit.state == "Home"


@pytest.mark.parametrize("link", NO_LINK)
@pytest.mark.parametrize("id_", CODED)
def test_no_code_is_asked_for_that_nobody_could_check(id_: ServiceId, link: Link) -> None:
    visit = at_home()
    visit.feed(LinkChanged(link))
    visit.opens_service(id_)
    assert visit.in_service.login is None
    assert visit.key != "login.have_code"


@pytest.mark.parametrize("link", [Link.ONLINE, Link.UNKNOWN, Link.DEGRADED])
@pytest.mark.parametrize("id_", CODED)
def test_a_code_is_asked_about_where_it_may_be_checked(id_: ServiceId, link: Link) -> None:
    visit = at_home()
    visit.feed(LinkChanged(link))
    visit.opens_service(id_)
    assert visit.key == "login.have_code"


def test_a_caisse_may_do_without_the_code_or_ask_for_it_before_the_post() -> None:
    levels = {ADDRESS: Level.CARD, BY_POST: Level.CODE}
    visit = Kiosk(registry(levels))
    visit.inserts(ALONE_CARD)
    visit.opens_service(ADDRESS)
    assert visit.key == "address.street"
    visit.goes_back()
    visit.opens_service(BY_POST)
    assert visit.key == "login.have_code"
    assert visit.called(OPEN) == []
