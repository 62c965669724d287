"""Lists of kiosks: filtered, ordered and paged by both stores alike."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck as Healthy
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event

from central.fleet.kiosk_filter import KioskAccess, KioskFilter, choices
from central.fleet.kiosk_list import KioskList, KioskOrder, KioskPage
from central.fleet.reach import EVERYWHERE, Reach
from central.fleet.roster import roster, state_of
from central.fleet.states import ListedState
from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_alert, add_kiosk_row
from tests.central.reports import PAPER_OUT
from tests.central.world import MORNING
from wire.health import HealthCode, Part, check_of

LOW = check_of(Part.RECEIPTS, HealthCode.RECEIPTS_PAPER_LOW)
UNKNOWN = check_of(Part.CLOCK, HealthCode.CLOCK_UNKNOWN, {"now": "?"})


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", name="Vannes 1", tags=("pilote",))
    add_kiosk_row(engine, "k2", PAPER_OUT, LOW, name="vannes 2")
    add_kiosk_row(engine, "k3", LOW, name="Auray 1", site="auray", software="0.2.0")
    add_kiosk_row(engine, "k4", PAPER_OUT, site="auray", ago=timedelta(minutes=11))
    add_kiosk_row(engine, "k5", site="dinan", ago=timedelta(days=31), tags=("pilote", "nord"))
    add_kiosk_row(engine, "k6", site="dinan", ago=None)
    add_kiosk_row(engine, "k7", UNKNOWN, site="", quarantined_at=MORNING)
    add_kiosk_row(engine, "k8", PAPER_OUT, site="dinan", revoked_at=MORNING)
    yield engine
    engine.dispose()


def ids(engine: Engine, reach: Reach = EVERYWHERE, **wanted) -> list[str]:
    listed = KioskList(reach, MORNING, KioskFilter(**wanted), KioskOrder.NAME)
    with engine.connect() as db:
        return sorted(line.id for line in listed.page(db, None, 100).lines)


def test_states_are_those_of_the_roster(engine: Engine) -> None:
    with transaction(engine) as db:
        known = {each.kiosk: state_of(each, MORNING) for each in roster(db)}
    with engine.connect() as db:
        lines = KioskList(EVERYWHERE, MORNING).page(db, None, 100).lines
    assert {line.id: line.state.value for line in lines} == known
    assert set(known.values()) == set(ListedState)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["k1", "k2", "k3", "k4", "k5", "k6", "k7"]),
        ({"search": "VANNES"}, ["k1", "k2"]),
        ({"search": "aur"}, ["k3", "k4"]),
        ({"search": "%"}, []),
        ({"search": "_"}, []),
        ({"site": "auray"}, ["k3", "k4"]),
        ({"tag": "pilote"}, ["k1", "k5"]),
        ({"software": "0.2.0"}, ["k3"]),
        ({"state": ListedState.FAILED}, ["k2"]),
        ({"state": ListedState.SILENT}, ["k4"]),
        ({"state": ListedState.OUT_OF_SERVICE}, ["k5"]),
        ({"state": ListedState.NEVER_HEARD}, ["k6"]),
        ({"state": ListedState.UNKNOWN}, ["k7"]),
        ({"out_of_paper": True}, ["k2", "k4"]),
        ({"access": KioskAccess.QUARANTINED}, ["k7"]),
        ({"access": KioskAccess.REVOKED}, ["k8"]),
        ({"site": "auray", "state": ListedState.WARNING}, ["k3"]),
    ],
)
def test_a_filter_finds(engine: Engine, wanted, found) -> None:
    assert ids(engine, **wanted) == found


@pytest.mark.parametrize(
    ("reach", "found"),
    [
        (Reach(), []),
        (Reach(sites=frozenset({"auray"})), ["k3", "k4"]),
        (Reach(tags=frozenset({"nord"})), ["k5"]),
        (Reach(sites=frozenset({"auray"}), tags=frozenset({"nord"})), ["k3", "k4", "k5"]),
        (Reach(sites=frozenset({""})), ["k7"]),
    ],
)
def test_a_list_is_cut_down_to_what_somebody_sees(engine: Engine, reach, found) -> None:
    assert ids(engine, reach) == found


def test_open_alerts_find_their_kiosks(engine: Engine) -> None:
    add_alert(engine, "k2")
    add_alert(engine, "k3", "auray", ended_at=MORNING)
    assert ids(engine, alert=True) == ["k2"]


def test_counts_are_of_all_states_whichever_is_asked_for(engine: Engine) -> None:
    listed = KioskList(EVERYWHERE, MORNING, KioskFilter(state=ListedState.FAILED, site="auray"))
    with engine.connect() as db:
        counts = listed.counts(db)
    assert {state: number for state, number in counts.items() if number} == {
        ListedState.WARNING: 1,
        ListedState.SILENT: 1,
    }


def test_the_worst_is_told_of_a_line(engine: Engine) -> None:
    with engine.connect() as db:
        lines = {each.id: each for each in KioskList(EVERYWHERE, MORNING).page(db, None, 9).lines}
    assert lines["k2"].trouble == PAPER_OUT
    assert lines["k1"].trouble is None
    assert lines["k5"].tags == ("nord", "pilote")
    assert (lines["k4"].name, lines["k1"].name) == ("k4", "Vannes 1")


def walked(engine: Engine, listed: KioskList, at_most: int) -> list[KioskPage]:
    """Every page, from the first to the last."""
    pages: list[KioskPage] = []
    cursor = None
    while True:
        with engine.connect() as db:
            pages.append(listed.page(db, cursor, at_most))
        cursor = pages[-1].after
        if cursor is None:
            return pages


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", list(KioskOrder))
def test_pages_hold_each_kiosk_once_and_lead_back(engine: Engine, order, descending) -> None:
    listed = KioskList(EVERYWHERE, MORNING, KioskFilter(), order, descending)
    with engine.connect() as db:
        whole = [line.id for line in listed.page(db, None, 100).lines]
        assert [line.id for line in listed.every(db)] == whole
    for at_most in (1, 2, 3, 7):
        pages = walked(engine, listed, at_most)
        assert [line.id for page in pages for line in page.lines] == whole
        assert pages[0].before is None
        for former, page in pairwise(pages):
            with engine.connect() as db:
                again = listed.page(db, page.before, at_most)
            assert again.lines == former.lines


def test_the_state_is_ordered_by_how_bad_it_is(engine: Engine) -> None:
    with engine.connect() as db:
        listed = KioskList(EVERYWHERE, MORNING, order=KioskOrder.STATE)
        states = [line.state for line in listed.page(db, None, 100).lines]
    assert states == sorted(states, key=list(ListedState).index)


@given(search=st.text(max_size=20).filter(lambda text: "\0" not in text))
@settings(max_examples=40, deadline=None, suppress_health_check=[Healthy.function_scoped_fixture])
def test_a_search_is_text_and_no_pattern(engine: Engine, search: str) -> None:
    search = search.encode(errors="ignore").decode()
    for found in ids(engine, search=search):
        told = {"k1": "vannes 1", "k2": "vannes 2", "k3": "auray 1"}.get(found, found)
        assert search.lower() in f"{told}\n{found}\nvannes\nauray\ndinan\n"


def test_choices_are_what_there_is(engine: Engine) -> None:
    with engine.connect() as db:
        found = choices(db, EVERYWHERE)
        fewer = choices(db, Reach(sites=frozenset({"auray"})))
    assert found.sites == ("auray", "dinan", "vannes")
    assert found.tags == ("nord", "pilote")
    assert found.software == ("0.1.0", "0.2.0")
    assert (fewer.sites, fewer.tags) == (("auray",), ())


def test_no_list_reads_a_report(engine: Engine) -> None:
    said: list[str] = []

    def listen(_c, _cursor, statement: str, *_more) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    with engine.connect() as db:
        listed = KioskList(EVERYWHERE, MORNING)
        listed.page(db, None, 3)
        listed.counts(db)
    assert said
    assert not [each for each in said if "kiosk_status.report" in each]
