"""Numbers of use for people to look at: sums of what may be told, within somebody's reach."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete

from central.fleet.reach import EVERYWHERE, Reach
from central.fleet.use.reading import ToldUse, UseAsked, told_use
from central.fleet.use.telling import Use
from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_kiosk_row, add_usage, sum_up
from tests.central.world import MORNING
from wire.report import UsageDetail

TODAY = MORNING.date()
YESTERDAY, BEFORE = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
PILOT = Reach(tags=frozenset({"pilote"}))
AURAY = Reach(sites=frozenset({"auray"}))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Two kiosks alike at Vannes, one with a tag of its own; one at Auray."""
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", site="vannes")
    add_kiosk_row(engine, "k2", site="vannes")
    add_kiosk_row(engine, "k3", site="auray")
    add_kiosk_row(engine, "k4", site="vannes", tags=("pilote", "nord"))
    yield engine
    engine.dispose()


def told(
    engine: Engine, reach: Reach = EVERYWHERE, *, days: int = 7, site: str = "", tag: str = ""
) -> ToldUse:
    since = TODAY - timedelta(days=days)
    with engine.connect() as db:
        return told_use(db, UseAsked(reach, since, YESTERDAY, site, tag))


def test_use_is_summed_by_day_by_agency_and_by_service(engine: Engine) -> None:
    add_usage(engine, "k1", 20, 9, days_ago=1, strips=6, services={"ceam": 7, "ij": 2})
    add_usage(engine, "k2", 10, 5, days_ago=1, services={"ij": 3})
    add_usage(engine, "k3", 40, 8, days_ago=2, services={"ceam": 5})
    add_usage(engine, "k3", 30, 8, days_ago=8)
    add_usage(engine, "k1", 50, 50)  # today grows with each visit
    sum_up(engine)
    found = told(engine)
    assert found.days == {YESTERDAY: Use(30, 14, 6), BEFORE: Use(40, 8, 0)}
    assert found.sites == (("auray", Use(40, 8, 0)), ("vannes", Use(30, 14, 6)))
    assert found.services == {YESTERDAY: {"ceam": 7, "ij": 5}, BEFORE: {"ceam": 5}}
    assert told(engine, days=30).days[TODAY - timedelta(days=8)] == Use(30, 8, 0)
    assert told(engine, site="vannes").days == {YESTERDAY: Use(30, 14, 6)}


def test_others_use_is_in_no_number(engine: Engine) -> None:
    add_usage(engine, "k1", 20, 9, days_ago=1, services={"ceam": 7})
    add_usage(engine, "k3", 40, 9, days_ago=1, services={"adresse": 9})
    add_usage(engine, "k4", 10, 9, days_ago=1, services={"ij": 8})
    sum_up(engine)
    auray = told(engine, AURAY)
    assert auray.sites == (("auray", Use(40, 9, 0)),)
    assert list(auray.services.values()) == [{"adresse": 9}]
    assert told(engine, PILOT).sites == (("vannes", Use(10, 9, 0)),)
    assert told(engine, tag="nord").sites == (("vannes", Use(10, 9, 0)),)
    assert told(engine, AURAY, site="vannes") == told(engine, AURAY, tag="nord") == ToldUse()
    assert told(engine, Reach()) == told(engine, Reach(), tag="nord") == ToldUse()
    assert told(engine, tag="Nord") == told(engine, AURAY, tag="pilote") == ToldUse()
    pilot = told(engine, PILOT)
    for same in (told(engine, PILOT, tag="nord"), told(engine, PILOT, site="vannes")):
        assert same == pilot
    assert told(engine, PILOT, tag="sud") == ToldUse()
    assert list(pilot.days.values()) == [Use(10, 9, 0)]
    both = Reach(sites=AURAY.sites, tags=PILOT.tags)
    assert dict(told(engine, both).sites) == {"auray": Use(40, 9, 0), "vannes": Use(10, 9, 0)}


def test_a_small_number_is_in_no_total_either(engine: Engine) -> None:
    """Nor that of a few kiosks of an agency, beside the others of it."""
    add_usage(engine, "k1", 20, 4, days_ago=1, services={"ceam": 7, "ij": 4})
    add_usage(engine, "k3", 3, 2, days_ago=1, services={"ceam": 1})
    add_usage(engine, "k4", 4, 9, days_ago=1)
    sum_up(engine)
    found = told(engine)
    assert list(found.days.values()) == [Use(20, 9, 0)]
    assert dict(found.sites) == {"vannes": Use(20, 9, 0), "auray": Use()}
    assert list(found.services.values()) == [{"ceam": 7}]
    for site in ("vannes", "auray"):
        alone = told(engine, site=site)
        assert sum(alone.days.values(), Use()) == dict(found.sites)[site]


def test_what_is_counted_finer_is_told_by_whole_weeks(engine: Engine) -> None:
    """Those that end within what is asked for: seven days have one, whatever day it is."""
    monday = TODAY - timedelta(days=TODAY.weekday() + 7)
    for back in range(1, 20):
        detail = UsageDetail(hours={9: 4, 11: 6}, languages={"fr": 10})
        add_usage(engine, "k3", 10, 10, days_ago=back, detail=detail)
    sum_up(engine)
    found = told(engine)
    assert found.weeks == (monday,)
    assert found.counts == {"visits": 70, "hour 9": 28, "hour 11": 42, "language fr": 70}
    assert told(engine, AURAY).counts == told(engine, site="auray").counts == found.counts
    assert told(engine, PILOT).weeks == ()
    assert len(told(engine, days=30).weeks) == 2
