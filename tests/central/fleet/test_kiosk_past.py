"""What a kiosk has been through, hour by hour."""

from datetime import timedelta

from central.fleet.kiosk_past import HOUR, hours
from central.fleet.states import ListedState
from central.fleet.status import Slot
from tests.central.world import MORNING
from wire.health import CheckState

TEN = MORNING.replace(hour=10, minute=0)


def slot(minutes: int, state: CheckState = CheckState.OK, *reasons: str) -> Slot:
    return Slot(TEN + timedelta(minutes=minutes), 5, state, reasons)


def test_what_was_not_heard_was_silent() -> None:
    (hour,) = hours([slot(0), slot(5), slot(10, CheckState.FAILED, "x.y")], TEN, TEN + HOUR)
    assert hour.at == TEN
    assert hour.slots[ListedState.OK] == 2
    assert hour.slots[ListedState.FAILED] == 1
    assert hour.slots[ListedState.SILENT] == 9
    assert hour.reasons == {"x.y": 1}


def test_an_hour_that_is_not_over_is_not_silent_to_its_end() -> None:
    (hour,) = hours([slot(0)], TEN, TEN + timedelta(minutes=7))
    assert hour.slots[ListedState.SILENT] == 0


def test_the_first_hour_begins_where_the_time_does() -> None:
    since = TEN + timedelta(minutes=50)
    first, second = hours([slot(50), slot(60)], since, TEN + timedelta(minutes=65))
    assert first.slots[ListedState.SILENT] == 1
    assert second.slots[ListedState.OK] == 1
    assert second.slots[ListedState.SILENT] == 0


def test_slots_from_outside_count_for_nothing() -> None:
    found = hours([slot(-30), slot(500)], TEN, TEN + HOUR)
    assert [each.slots[ListedState.OK] for each in found] == [0]
    assert hours([], TEN, TEN) == []
