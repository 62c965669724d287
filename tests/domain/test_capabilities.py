"""What central can do decides which services there are; nobody is thrown out of one."""

import pytest

from kiosk.domain.events import CapabilitiesChanged, FaultRaised, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.states import Home
from kiosk.services import refunds_by_post
from kiosk.services.registry import registry
from tests.demarches import ADDRESS, ATTESTATION, BY_POST, CEAM, READ_CARD
from tests.domain.kiosk import Kiosk
from tests.services.visits import at_home
from wire.calls.table import CALLS
from wire.capabilities import Capabilities, announced
from wire.demandes.kinds import KINDS

EVERYTHING = Capabilities(frozenset(CALLS), frozenset(KINDS))


def without(*names: str) -> CapabilitiesChanged:
    left = Capabilities(EVERYTHING.calls - {*names}, EVERYTHING.kinds - {*names})
    return CapabilitiesChanged(left)


def offered(visit: Kiosk) -> set[ServiceId]:
    assert isinstance(visit.now.state, Home), visit.state
    return set(visit.now.state.visit.offered(visit.registry, visit.now.central).services)


@pytest.fixture
def visit() -> Kiosk:
    return at_home()


def test_while_nobody_knows_everything_is_offered(visit: Kiosk) -> None:
    visit.feed(LinkChanged(Link.UNKNOWN))
    before = offered(visit)
    assert {ATTESTATION, BY_POST, ADDRESS, CEAM} <= before
    visit.feed(CapabilitiesChanged(EVERYTHING))
    assert offered(visit) == before


@pytest.mark.parametrize(
    ("missing", "service"),
    [("ceam", CEAM), ("address_change", ADDRESS), ("attestation", ATTESTATION),
     ("rights", ATTESTATION), ("attestation_by_post", BY_POST)],
)  # fmt: skip
def test_what_central_has_not_got_is_hidden_and_comes_back_with_it(
    visit: Kiosk, missing: str, service: ServiceId
) -> None:
    before = offered(visit)
    visit.feed(without(missing))
    assert offered(visit) == before - {service}
    visit.opens_service(service)
    assert visit.state == "Home", "not by a touch that came too late either"
    visit.feed(CapabilitiesChanged(EVERYTHING))
    assert offered(visit) == before


def test_a_central_that_announces_nothing_is_offered_what_its_release_had(visit: Kiosk) -> None:
    before = offered(visit)
    visit.feed(CapabilitiesChanged(announced(None, None)))
    assert {ATTESTATION, BY_POST, READ_CARD, ADDRESS, CEAM} <= offered(visit) <= before
    assert refunds_by_post.DEMARCHE.id not in offered(visit)


def test_what_central_never_hears_of_stays(visit: Kiosk) -> None:
    visit.feed(CapabilitiesChanged(announced((), {})))
    assert READ_CARD in offered(visit)
    assert not {ATTESTATION, BY_POST, ADDRESS, CEAM} & offered(visit)


def test_it_stays_hidden_while_the_link_is_lost(visit: Kiosk) -> None:
    visit.feed(without("ceam"))
    visit.feed(LinkChanged(Link.OFFLINE))
    visit.feed(FaultRaised(Fault.GATEWAY))
    assert CEAM not in offered(visit)


def test_a_hidden_attestation_leaves_its_place_to_the_post(visit: Kiosk) -> None:
    visit.feed(without("attestation"))
    visit.opens_service(BY_POST)
    assert visit.in_service.service == BY_POST


def test_whoever_is_in_a_service_goes_on(visit: Kiosk) -> None:
    visit.opens_service(CEAM)
    before = visit.in_service, visit.position
    visit.feed(CapabilitiesChanged(announced((), {})))
    assert (visit.in_service, visit.position) == before


def test_each_service_asks_for_what_there_is() -> None:
    for service in registry({}).services.values():
        assert service.is_served_by(EVERYTHING), service.id
        assert service.queued == (service.kind is not None), service.id
        assert not service.calls or service.needs_central, service.id
