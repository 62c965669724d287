"""The fleet at a glance, on both stores."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete

from central.fleet.overview import FleetOverview, overview
from central.fleet.reach import EVERYWHERE, Reach
from central.fleet.states import ListedState
from central.store.database import engine_for, transaction
from central.store.intake_models import RequestItemRow, RequestRow
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_alert, add_kiosk_row, add_usage
from tests.central.reports import PAPER_OUT
from tests.central.world import MORNING


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    yield engine
    engine.dispose()


def seen(engine: Engine, reach: Reach = EVERYWHERE) -> FleetOverview:
    with engine.connect() as db:
        return overview(db, reach, MORNING, MORNING.date())


def add_request(engine: Engine, kiosk: str, hours: int, state: str = "received") -> None:
    at, request = MORNING - timedelta(hours=hours), uuid4()
    with transaction(engine) as db:
        db.add(
            RequestRow(
                id=request,
                kind="ceam",
                applicant=uuid4().hex,
                state=state,
                asked=1,
                newest_made_at=at,
                received_at=at,
            )
        )
        db.flush()
        db.add(
            RequestItemRow(
                kiosk=kiosk,
                id=uuid4(),
                request=request,
                reference=uuid4().hex,
                assurance="card",
                made_at=at,
                received_at=at,
            )
        )


def test_nothing_is_there(engine: Engine) -> None:
    found = seen(engine)
    assert (found.kiosks, found.visits, found.sheets, found.oldest_request) == (0, 0, 0, None)
    assert set(found.states) == set(ListedState)


def test_kiosks_are_counted_by_state_and_site(engine: Engine) -> None:
    add_kiosk_row(engine, "k1")
    add_kiosk_row(engine, "k2", PAPER_OUT)
    add_kiosk_row(engine, "k3", site="auray", ago=None)
    add_kiosk_row(engine, "k4", site="auray", revoked_at=MORNING)
    add_kiosk_row(engine, "k5", site="auray", quarantined_at=MORNING)
    found = seen(engine)
    assert {state: number for state, number in found.states.items() if number} == {
        ListedState.OK: 2,
        ListedState.FAILED: 1,
        ListedState.NEVER_HEARD: 1,
    }
    assert (found.out_of_paper, found.quarantined) == (1, 1)
    assert [(each.site, each.kiosks, dict(each.states)) for each in found.sites] == [
        ("vannes", 2, {ListedState.FAILED: 1})
    ]
    assert found.sites_to_see == 1


def test_the_worst_alerts_come_first_and_what_was_taken_up_last(engine: Engine) -> None:
    add_kiosk_row(engine, "k1", name="Hall")
    add_alert(engine, "k1", part="a", state="warning")
    add_alert(engine, "k1", part="b")
    add_alert(engine, "k1", part="c", acknowledged_at=MORNING, acknowledged_by="claire")
    add_alert(engine, "k1", part="d", ended_at=MORNING)
    add_alert(engine, "k1", part="e", opened_at=None)
    add_alert(engine, "k1", part="f", well_since=MORNING)
    found = seen(engine)
    assert [each.alert.subject.part for each in found.alerts] == ["b", "a", "c"]
    assert found.alerts_open == 3
    assert {each.name for each in found.alerts} == {"Hall"}


def test_few_visits_are_nobodys_business(engine: Engine) -> None:
    add_kiosk_row(engine, "k1")
    add_usage(engine, "k1", 4, 7)
    assert (seen(engine).visits, seen(engine).sheets) == (None, 7)
    add_usage(engine, "k1", 1, 0)
    assert seen(engine).visits == 5


def test_somebody_of_an_agency_sees_that_agency(engine: Engine) -> None:
    add_kiosk_row(engine, "k1", site="auray", tags=("nord",))
    add_kiosk_row(engine, "k2", PAPER_OUT)
    for kiosk, site in (("k1", "auray"), ("k2", "vannes"), ("", "auray"), ("", "vannes")):
        add_alert(engine, kiosk, site)
        add_usage(engine, kiosk or site, 10, 10)
    add_request(engine, "k1", 2)
    add_request(engine, "k2", 5)
    add_request(engine, "k2", 9, state="done")
    everything, agency = seen(engine), seen(engine, Reach(sites=frozenset({"auray"})))
    assert everything.oldest_request == MORNING - timedelta(hours=5)
    assert everything.alerts_open == 4
    assert (agency.kiosks, agency.out_of_paper, agency.alerts_open) == (1, 0, 2)
    assert (agency.visits, agency.sheets) == (10, 10)
    assert agency.oldest_request == MORNING - timedelta(hours=2)
    tagged = seen(engine, Reach(tags=frozenset({"nord"})))
    assert (tagged.kiosks, tagged.alerts_open, tagged.visits) == (1, 1, 10)
    nobody = seen(engine, Reach())
    assert (nobody.kiosks, nobody.alerts_open, nobody.visits, nobody.oldest_request) == (
        0,
        0,
        0,
        None,
    )


def test_another_revision_where_anything_is_otherwise(engine: Engine) -> None:
    add_kiosk_row(engine, "k1")
    before = seen(engine)
    assert seen(engine).revision == before.revision
    with engine.connect() as db:
        later = overview(db, EVERYWHERE, MORNING + timedelta(minutes=1), MORNING.date())
    assert later.revision == before.revision
    add_alert(engine, "k1")
    assert seen(engine).revision != before.revision
