"""Numbers of use for people to look at: none that is hidden can be worked out from the others."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from central.fleet.reach import EVERYWHERE, Reach
from central.fleet.usage import LEAST_TOLD
from central.fleet.usage_told import ToldUse, Use, UseAsked, UseThere, summed, told_use
from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_kiosk_row, add_usage
from tests.central.world import MORNING

TODAY = MORNING.date()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", site="vannes", tags=("pilote",))
    add_kiosk_row(engine, "k2", site="vannes")
    add_kiosk_row(engine, "k3", site="auray")
    yield engine
    engine.dispose()


def told(engine: Engine, reach: Reach = EVERYWHERE, *, days: int = 7, site: str = "") -> ToldUse:
    until = TODAY - timedelta(days=1)
    with engine.connect() as db:
        return told_use(db, UseAsked(reach, until - timedelta(days=days - 1), until, site))


def test_use_is_summed_by_day_by_agency_and_by_service(engine: Engine) -> None:
    add_usage(engine, "k1", 20, 9, days_ago=1, strips=6, services={"ceam": 7, "ij": 2})
    add_usage(engine, "k2", 10, 5, days_ago=1, services={"ij": 3})
    add_usage(engine, "k3", 40, 8, days_ago=2, services={"ceam": 5})
    add_usage(engine, "k3", 30, 8, days_ago=8)
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    found = told(engine)
    assert found.days == {yesterday: Use(30, 14, 6), before: Use(40, 8, 0)}
    assert found.sites == (("auray", Use(40, 8, 0)), ("vannes", Use(30, 14, 6)))
    assert found.services == {yesterday: {"ceam": 7, "ij": 5}, before: {"ceam": 5}}
    assert told(engine, days=30).days[TODAY - timedelta(days=8)] == Use(30, 8, 0)


def test_today_is_not_told_for_it_grows_with_each_visit(engine: Engine) -> None:
    add_usage(engine, "k1", 50, 50)
    assert told(engine) == ToldUse()


def test_others_use_is_in_no_number(engine: Engine) -> None:
    add_usage(engine, "k1", 20, 9, days_ago=1, services={"ceam": 7})
    add_usage(engine, "k2", 10, 9, days_ago=1, services={"ij": 8})
    add_usage(engine, "k3", 40, 9, days_ago=1, services={"adresse": 9})
    auray = told(engine, Reach(sites=frozenset({"auray"})))
    assert auray.sites == (("auray", Use(40, 9, 0)),)
    assert list(auray.services.values()) == [{"adresse": 9}]
    assert told(engine, Reach(tags=frozenset({"pilote"}))).sites == (("vannes", Use(20, 9, 0)),)
    assert told(engine, Reach(sites=frozenset({"auray"})), site="vannes") == ToldUse()
    assert told(engine, Reach()) == ToldUse()


def test_a_small_number_is_in_no_total_either(engine: Engine) -> None:
    add_usage(engine, "k1", 20, 4, days_ago=1, services={"ceam": 7, "ij": 4})
    add_usage(engine, "k3", 3, 2, days_ago=1, services={"ceam": 1})
    found = told(engine)
    assert list(found.days.values()) == [Use(20, 0, 0)]
    assert dict(found.sites) == {"vannes": Use(20, 0, 0), "auray": Use()}
    assert list(found.services.values()) == [{"ceam": 7}]
    for site in ("vannes", "auray"):
        alone = told(engine, site=site)
        assert sum(alone.days.values(), Use()) == dict(found.sites)[site]


CELLS = st.lists(
    st.builds(
        UseThere,
        st.dates(TODAY - timedelta(days=3), TODAY),
        st.sampled_from(("vannes", "auray", "dinan")),
        st.builds(Use, *[st.integers(0, 12)] * 3),
    ),
    unique_by=lambda each: (each.day, each.site),
)


@given(CELLS)
@pytest.mark.any_store
def test_what_is_hidden_changes_no_number_at_all(cells: list[UseThere]) -> None:
    """So nothing that is worked out from them says what it was."""
    without = [UseThere(each.day, each.site, each.use.told) for each in cells]
    found = summed(cells, {})
    assert found == summed(without, {})
    assert sum(found.days.values(), Use()) == sum((use for _, use in found.sites), Use())
    for use in (*found.days.values(), *(use for _, use in found.sites)):
        assert all(not each or each >= LEAST_TOLD for each in (use.visits, use.sheets, use.strips))
