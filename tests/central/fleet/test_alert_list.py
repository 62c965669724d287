"""Lists of alerts: by state, by site, within somebody's reach, by both stores alike."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete

from central.fleet.alert_list import AlertFilter, AlertList, AlertState
from central.fleet.overview import overview
from central.fleet.reach import EVERYWHERE, Reach
from central.store.database import engine_for, transaction
from central.store.fleet_models import AlertRow
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_alert, add_kiosk_row
from tests.central.world import MORNING

AURAY, PILOT = Reach(sites=frozenset({"auray"})), Reach(tags=frozenset({"pilote"}))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """1 and 2 at Vannes, 3 to 6 at Auray, 7 on all of Auray, 8 on all kiosks that there are."""
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", name="Hall", tags=("pilote",))
    add_kiosk_row(engine, "k2", site="auray")
    add_alert(engine, "k1")
    add_alert(engine, "k1", part="reader", acknowledged_at=MORNING, acknowledged_by="claire")
    add_alert(engine, "k2", "auray")
    add_alert(engine, "k2", "auray", part="a", well_since=MORNING)
    add_alert(engine, "k2", "auray", part="b", ended_at=MORNING, acknowledged_at=MORNING)
    add_alert(engine, "k2", "auray", part="c", opened_at=None)
    add_alert(engine, "", "auray", part="silent")
    add_alert(engine, "", "", part="alarm:x", reason="alarm.x")
    yield engine
    engine.dispose()


def numbers(
    engine: Engine, reach: Reach = EVERYWHERE, state: AlertState | None = None, site: str = ""
) -> list[int]:
    with engine.connect() as db:
        page = AlertList(reach, EVERYWHERE, MORNING, AlertFilter(state, site)).page(db, None, 50)
    return [each.kept.id for each in page.lines]


def test_each_alert_that_opened_is_in_one_state(engine: Engine) -> None:
    assert numbers(engine, state=AlertState.OPEN) == [8, 7, 3, 1]
    assert numbers(engine, state=AlertState.ACKNOWLEDGED) == [2]
    assert numbers(engine, state=AlertState.OVER) == [5, 4]
    assert numbers(engine) == [8, 7, 3, 1, 2]
    assert numbers(engine, site="auray") == [7, 3]
    with engine.connect() as db:
        counts = AlertList(EVERYWHERE, EVERYWHERE, MORNING).counts(db)
        assert counts == {AlertState.OPEN: 4, AlertState.ACKNOWLEDGED: 1, AlertState.SILENCED: 0}
        told = overview(db, EVERYWHERE, MORNING, MORNING.date())
    assert sum(counts.values()) == told.alerts_open


def test_nobody_sees_what_is_elsewhere(engine: Engine) -> None:
    assert numbers(engine, AURAY) == [7, 3]
    assert numbers(engine, AURAY, site="vannes") == []
    assert numbers(engine, PILOT) == [1, 2]
    assert numbers(engine, Reach()) == []
    with engine.connect() as db:
        listed = AlertList(AURAY, EVERYWHERE, MORNING)
        assert listed.one(db, 1) is None
        assert sum(listed.counts(db).values()) == 2


def test_what_may_be_acknowledged_is_told_of_each(engine: Engine) -> None:
    with engine.connect() as db:
        page = AlertList(EVERYWHERE, PILOT, MORNING).page(db, None, 50)
        assert {each.kept.id: each.operable for each in page.lines} == {
            8: False, 7: False, 3: False, 2: True, 1: True,
        }  # fmt: skip
        assert [each.name for each in page.lines] == ["", "", "k2", "Hall", "Hall"]


def test_a_page_begins_where_the_last_one_ended(engine: Engine) -> None:
    listed = AlertList(EVERYWHERE, EVERYWHERE, MORNING)
    with engine.connect() as db:
        first = listed.page(db, None, 3)
    add_alert(engine, "k1", part="new")
    with engine.connect() as db:
        second = listed.page(db, first.after, 3)
    assert [each.kept.id for each in (*first.lines, *second.lines)] == [8, 7, 3, 1, 2]
    assert second.after is None


def test_what_nobody_took_up_comes_first_and_of_that_the_worst_then_the_newest(
    engine: Engine,
) -> None:
    hour = timedelta(hours=1)
    add_alert(engine, "k1", part="warned", state="warning", opened_at=MORNING + hour)
    add_alert(engine, "k1", part="long ago", opened_at=MORNING - 9 * hour)
    add_alert(engine, "k1", part="taken", opened_at=MORNING + hour, acknowledged_at=MORNING)
    expected = [8, 7, 3, 1, 10, 9, 11, 2]
    assert numbers(engine) == expected
    listed, before, found = AlertList(EVERYWHERE, EVERYWHERE, MORNING), None, []
    with engine.connect() as db:
        while len(found) < len(expected):
            page = listed.page(db, before, 2)
            found += [each.kept.id for each in page.lines]
            before = page.after
    assert (found, before) == (expected, None)


def test_a_list_goes_on_where_it_was_though_its_last_alert_was_taken_up(engine: Engine) -> None:
    listed = AlertList(EVERYWHERE, EVERYWHERE, MORNING)
    with engine.connect() as db:
        first = listed.page(db, None, 2)
    with transaction(engine) as db:
        db.get_one(AlertRow, 7).acknowledged_at = MORNING
    with engine.connect() as db:
        assert [each.kept.id for each in listed.page(db, first.after, 2).lines] == [3, 1]
