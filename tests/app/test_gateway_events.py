"""What kiosk-sync says reaches the session once, and the mint every time."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kiosk.app.gateway_events import GatewayEvents
from kiosk.app.ids import IdSource
from kiosk.domain.events import Event, FaultCleared, FaultRaised, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.gateway.stream import GatewayGone, GatewayUp
from tests.hardware.clocks import HandClock

LATER = UUID("0fffffff-0000-7000-8000-000000000000")


@pytest.fixture
def posted() -> list[Event]:
    return []


@pytest.fixture
def mint() -> IdSource:
    return IdSource(HandClock())


@pytest.fixture
def desk(posted: list[Event], mint: IdSource) -> GatewayEvents:
    return GatewayEvents(posted.append, mint)


def test_the_first_word_of_a_kiosk_sync_that_is_well(desk: GatewayEvents, posted: list[Event]):
    desk.take(GatewayUp(Link.ONLINE))
    desk.take(GatewayUp(Link.ONLINE, newest=UUID(int=1)))
    assert posted == [LinkChanged(Link.ONLINE)]


def test_one_that_goes_and_comes_back(desk: GatewayEvents, posted: list[Event]):
    for state in (GatewayUp(Link.OFFLINE), GatewayGone(), GatewayGone(), GatewayUp(Link.OFFLINE)):
        desk.take(state)
    assert posted == [
        LinkChanged(Link.OFFLINE),
        FaultRaised(Fault.GATEWAY),
        LinkChanged(Link.UNKNOWN),
        FaultCleared(Fault.GATEWAY),
        LinkChanged(Link.OFFLINE),
    ]


def test_a_queue_that_is_full_until_there_is_room(desk: GatewayEvents, posted: list[Event]):
    full, roomy = GatewayUp(Link.UNKNOWN, accepting=False), GatewayUp(Link.UNKNOWN)
    for state in (full, full, roomy, roomy):
        desk.take(state)
    assert posted == [FaultRaised(Fault.QUEUE), FaultCleared(Fault.QUEUE)]


def test_no_id_is_minted_that_the_queue_might_hold(desk: GatewayEvents, mint: IdSource):
    assert mint.go().action < LATER
    desk.take(GatewayUp(Link.ONLINE, newest=LATER))
    assert mint.go().action > LATER
    assert mint.go().at.astimezone(UTC) < datetime(2100, 1, 1, tzinfo=UTC)
