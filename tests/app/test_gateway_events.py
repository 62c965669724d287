"""What kiosk-sync says reaches the session once, and the source of ids every time."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kiosk.app.gateway_events import GatewayEvents
from kiosk.app.ids import IdSource
from kiosk.domain.events import (
    CapabilitiesChanged,
    Event,
    FaultCleared,
    FaultRaised,
    LinkChanged,
    MessageTold,
)
from kiosk.domain.faults import Fault, Link
from kiosk.gateway.stream import GatewayGone, GatewayUp
from tests.hardware.clocks import HandClock
from wire.capabilities import Capabilities
from wire.screen_orders import ScreenOrders

LATER = UUID("0fffffff-0000-7000-8000-000000000000")


@pytest.fixture
def posted() -> list[Event]:
    return []


@pytest.fixture
def ids() -> IdSource:
    return IdSource(HandClock())


@pytest.fixture
def events(posted: list[Event], ids: IdSource) -> GatewayEvents:
    return GatewayEvents(posted.append, ids)


def test_the_first_word_of_a_kiosk_sync_that_is_well(events: GatewayEvents, posted: list[Event]):
    events.take(GatewayUp(Link.ONLINE))
    events.take(GatewayUp(Link.ONLINE, newest=UUID(int=1)))
    assert posted == [LinkChanged(Link.ONLINE)]


def test_one_that_goes_and_comes_back(events: GatewayEvents, posted: list[Event]):
    for state in (GatewayUp(Link.OFFLINE), GatewayGone(), GatewayGone(), GatewayUp(Link.OFFLINE)):
        events.take(state)
    assert posted == [
        LinkChanged(Link.OFFLINE),
        FaultRaised(Fault.GATEWAY),
        LinkChanged(Link.UNKNOWN),
        FaultCleared(Fault.GATEWAY),
        LinkChanged(Link.OFFLINE),
    ]


def test_a_queue_that_is_full_until_there_is_room(events: GatewayEvents, posted: list[Event]):
    full, roomy = GatewayUp(Link.UNKNOWN, accepting=False), GatewayUp(Link.UNKNOWN)
    for state in (full, full, roomy, roomy):
        events.take(state)
    assert posted == [FaultRaised(Fault.QUEUE), FaultCleared(Fault.QUEUE)]


def test_no_id_is_minted_that_the_queue_might_hold(events: GatewayEvents, ids: IdSource):
    assert ids.confirmation().action < LATER
    events.take(GatewayUp(Link.ONLINE, newest=LATER))
    assert ids.confirmation().action > LATER
    assert ids.confirmation().at.astimezone(UTC) < datetime(2100, 1, 1, tzinfo=UTC)


def test_what_central_can_do_is_told_once_and_kept_while_nobody_says(
    events: GatewayEvents, posted: list[Event]
):
    some = Capabilities(frozenset({"open"}), frozenset())
    more = Capabilities(frozenset({"open"}), frozenset({"ceam"}))
    for central in (None, some, some, None, some, more):
        events.take(GatewayUp(Link.ONLINE, central=central))
    assert posted == [
        LinkChanged(Link.ONLINE),
        CapabilitiesChanged(some),
        CapabilitiesChanged(more),
    ]


def test_what_the_fleet_wants_is_told_once(events: GatewayEvents, posted: list[Event]):
    wanted = ScreenOrders("technical", {"fr": "Bonjour"})
    events.ordered(wanted)
    events.ordered(wanted)
    assert posted == [FaultRaised(Fault.TECHNICAL), MessageTold({"fr": "Bonjour"})]
    posted.clear()
    events.ordered(ScreenOrders("closed"))
    assert posted == [
        FaultRaised(Fault.CLOSED),
        FaultCleared(Fault.TECHNICAL),
        MessageTold(None),
    ]


def test_it_stays_while_kiosk_sync_is_away(events: GatewayEvents, posted: list[Event]):
    events.ordered(ScreenOrders("maintenance"))
    posted.clear()
    events.take(GatewayGone())
    assert FaultCleared(Fault.MAINTENANCE) not in posted
