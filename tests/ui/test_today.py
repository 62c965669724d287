"""What begins by a touch begins on the caisse's day: by the kiosk's clock, in the caisse's zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.domain.events import GroupChosen, LinkChanged, ServiceChosen
from kiosk.domain.faults import Link
from kiosk.domain.states import InService
from shared_runtime.messages.catalogue import Catalogue
from tests.demarches import ATTESTATION, READ_CARD, only
from tests.ui.places import DEMO_PLACE
from tests.ui.tiles import tile_of
from tests.ui.visitor import Visitor

EVE, DAY = date(2026, 11, 22), date(2026, 11, 23)


def sets_clock(visitor: Visitor, at: datetime) -> None:
    visitor.clock.wall_s += (at - visitor.clock.now()).total_seconds()


def stands_in(visitor: Visitor, zone: str) -> None:
    visitor.app.settle(visitor.registry, replace(DEMO_PLACE, timezone=zone))


def began_on(visitor: Visitor) -> date | None:
    state = visitor.runner.kiosk.state
    assert isinstance(state, InService)
    return state.today


@pytest.mark.parametrize(
    ("zone", "utc", "day"),
    [
        ("Europe/Paris", datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC), EVE),
        ("Europe/Paris", datetime(2026, 11, 22, 23, 0, 2, tzinfo=UTC), DAY),
        ("Indian/Reunion", datetime(2026, 11, 22, 19, 59, 30, tzinfo=UTC), EVE),
        ("Indian/Reunion", datetime(2026, 11, 22, 20, 0, 2, tzinfo=UTC), DAY),
        ("America/Guadeloupe", datetime(2026, 11, 23, 3, 59, 30, tzinfo=UTC), EVE),
        ("America/Guadeloupe", datetime(2026, 11, 23, 4, 0, 2, tzinfo=UTC), DAY),
    ],
)
def test_a_service_begins_on_the_day_of_its_caisse(visitor, zone, utc, day):
    stands_in(visitor, zone)
    visitor.insert()
    visitor.touch_tile(READ_CARD)
    visitor.clock.seconds += 1
    sets_clock(visitor, utc)
    visitor.screen.choose(tile_of(READ_CARD, visitor.registry, visitor.runner.kiosk))
    chosen = visitor.posted[-1]
    assert isinstance(chosen, ServiceChosen)
    assert chosen.today == began_on(visitor) == day


@pytest.fixture
def visitor_to_one(qapp: QGuiApplication, catalogue: Catalogue) -> Iterator[Visitor]:
    """At a kiosk that offers the attestation alone."""
    visitor = Visitor(catalogue, services=only(ATTESTATION))
    yield visitor
    visitor.leave()


def test_so_does_a_group_of_one(visitor_to_one):
    visitor = visitor_to_one
    stands_in(visitor, "Indian/Mayotte")
    sets_clock(visitor, datetime(2026, 11, 22, 21, 30, tzinfo=UTC))
    visitor.insert()
    visitor.opens(ATTESTATION)
    chosen = visitor.posted[-1]
    assert isinstance(chosen, GroupChosen)
    assert chosen.today == began_on(visitor) == DAY
    assert visitor.header("dateText").replace("\u00a0", " ") == "Lun. 23 nov."


def test_midnight_passes_while_somebody_types(visitor):
    sets_clock(visitor, datetime(2026, 11, 22, 22, 59, 50, tzinfo=UTC))
    visitor.to_street()
    visitor.type_text("12 RUE DES LILAS")
    visitor.touch("submitEntry")
    assert visitor.clock.now() > datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    visitor.touch("submitEntry")
    visitor.type_text("75012")
    assert (visitor.kind, began_on(visitor)) == ("fillNumber", EVE)


def test_a_clock_known_to_be_wrong_tells_no_day(visitor):
    visitor.handle(LinkChanged(Link.CLOCK_WRONG))
    visitor.insert()
    visitor.opens(READ_CARD)
    assert began_on(visitor) is None
