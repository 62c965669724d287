"""What central announces of itself: to kiosks what it can do, to everybody only that it lives."""

from typing import Any, Protocol, runtime_checkable

import pytest
from anyio.from_thread import start_blocking_portal

from central.rights.people import CardIdentity, Person, PersonId
from central.rights.seeded import seeded_source
from central.rights.source import Identification
from central.services import registry
from central.services.service import Capability, Service
from central.web.combined import CombinedApp
from central.web.routers.calls import router_of
from central.web.verifier.app import create_public_app
from central.web.verifier.container import PublicContainer
from tests.central.world import Http, World
from wire.calls.rights import RIGHTS
from wire.calls.table import CALLS
from wire.codec import codec_of
from wire.demandes.kinds import KINDS
from wire.status import CentralHealth


@runtime_checkable
class RefundsSource(Protocol):
    def refunds(self) -> list[int]: ...


class WithRefunds:
    def refunds(self) -> list[int]:
        return []


class OnlyPeople:
    """A source that knows people, and not their rights."""

    def identify(self, card: CardIdentity) -> Identification:
        return seeded_source().identify(card)

    def person(self, person: PersonId) -> Person | None:
        return seeded_source().person(person)


def health(world: World) -> CentralHealth:
    return codec_of(CentralHealth).read(world.http.get("/v1/health").content)


def test_kiosks_hear_which_calls_and_kinds_there_are(world: World) -> None:
    told = health(world)
    assert set(told.serves or ()) == set(CALLS)
    assert told.takes == {name: kind.newest_version for name, kind in KINDS.items()}


@pytest.mark.any_store
def test_the_page_for_everybody_tells_nothing_of_what_kiosks_can_ask_for(world: World) -> None:
    container = world.container
    public = PublicContainer.of(
        container.settings, world.clock, container.engine, container.keys.check_key
    )
    page = create_public_app(public)
    with start_blocking_portal() as portal:
        told = Http(portal, CombinedApp(page, page)).get("/v1/health").json()
    assert set(told) == {"status", "server_time"}


@pytest.mark.any_store
def test_a_service_that_the_source_cannot_feed_is_neither_served_nor_announced(
    make_world: Any, world: World
) -> None:
    less = make_world(source=OnlyPeople())
    fed = {each.call.name for each in registry.SERVICES}
    assert set(health(less).serves or ()) == set(CALLS) - fed
    less.kiosk.log_in("camille-martin")
    assert less.kiosk.call("GET", RIGHTS.path).status_code == 404
    assert RIGHTS.path not in less.http.get("/v1/openapi.json").json()["paths"]
    world.kiosk.log_in("camille-martin")
    assert world.kiosk.call("GET", RIGHTS.path).status_code == 200


def test_a_service_asks_for_the_capability_that_it_names() -> None:
    def refunds(*_: object) -> None:
        """A list of refunds."""

    services = (*registry.SERVICES, Service(RIGHTS, refunds, Capability(RefundsSource)))
    assert registry.served(seeded_source(), services) == registry.SERVICES
    assert registry.served(WithRefunds(), services) == services[-1:]
    assert len(router_of(services[-1:]).routes) == 1
