"""Silences: what they hold of is judged alike in memory and by both stores, and nobody is told of
it until they end."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import Engine, delete, select

from central.fleet.alerts.judging import Alert, judge
from central.fleet.alerts.observing import Observed, Subject, Trouble
from central.fleet.alerts.rules import AlertRules
from central.fleet.alerts.silencing import (
    LONGEST,
    Silenced,
    Silences,
    lift,
    silence,
    silenced_until,
    silences,
    silences_to_judge_by,
)
from central.store.database import engine_for, transaction
from central.store.fleet_models import AlertRow
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_alert, add_kiosk_row
from tests.central.world import MORNING
from wire.health import CheckState

HOUR = timedelta(hours=1)
PAPER = Subject("vannes", "k1", "printer")
RULES = AlertRules()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", tags=("pilote",))
    add_kiosk_row(engine, "k2", site="auray")
    for kiosk, site, part in (
        ("k1", "vannes", "printer"),
        ("k1", "vannes", "alarm.cloned"),
        ("k2", "auray", "printer"),
        ("k2", "auray", "alarmingly"),
        ("", "auray", "silent"),
        ("", "", "alarm.x"),
    ):
        add_alert(engine, kiosk, site, part=part)
    yield engine
    engine.dispose()


def test_both_stores_and_memory_hold_the_same(engine: Engine) -> None:
    rules = [
        Silenced(site=site, kiosk=kiosk, tag=tag, part=part)
        for site, kiosk, tag, part in product(
            ("", "vannes", "auray"),
            ("", "k1"),
            ("", "pilote", "none"),
            ("", "printer", "alarm", "silent"),
        )
    ] + [Silenced(alert=number) for number in (1, 5, 99)]
    held = 0
    for rule in rules:
        with transaction(engine) as db:
            number = silence(db, rule, MORNING + HOUR, "x", "lea", MORNING)
            in_memory = silences_to_judge_by(db, MORNING)
            rows = db.execute(select(*AlertRow.__table__.columns, silenced_until(MORNING)))
            for row in rows:
                in_store = row[-1] is not None
                held += in_store
                subject = Subject(row.site, row.kiosk, row.part)
                assert in_memory.hold(subject) == in_store, (rule, subject)
            lift(db, number, "lea", MORNING)
    assert held > 40


def test_the_silence_of_one_alert_holds_of_no_other_at_the_same_part(engine: Engine) -> None:
    with transaction(engine) as db:
        silence(db, Silenced(alert=1), MORNING + HOUR, "x", "lea", MORNING)
        assert silences_to_judge_by(db, MORNING).hold(PAPER)
        db.get_one(AlertRow, 1).ended_at = MORNING
        db.flush()
        assert not silences_to_judge_by(db, MORNING).hold(PAPER)


def test_one_ends_by_its_time_or_by_somebody_and_never_lasts_for_good(engine: Engine) -> None:
    with transaction(engine) as db:
        silence(db, Silenced(alert=1), MORNING + HOUR, "x", "lea", MORNING)
        number = silence(db, Silenced(), MORNING + 99 * LONGEST, "y", "tom", MORNING)
        first, last = silences(db, MORNING)
        assert (first.until, first.reason, first.made_by) == (MORNING + HOUR, "x", "lea")
        assert last.until == MORNING + LONGEST
        assert [each.id for each in silences(db, MORNING + HOUR)] == [number]
        assert lift(db, number, "lea", MORNING)
        assert not lift(db, number, "tom", MORNING)
        assert not lift(db, first.id, "tom", MORNING + HOUR)
        assert not lift(db, 99, "tom", MORNING)
        assert silences(db, MORNING + HOUR) == ()


def judged(alert: Alert, hours: float, silenced: bool, *, wrong: bool = True):
    trouble = Trouble(CheckState.FAILED, "printer.paper_out", MORNING)
    observed = Observed({PAPER: trouble} if wrong else {})
    held = Silences(subjects=frozenset({PAPER}) if silenced else frozenset())
    return judge([alert], observed, MORNING + timedelta(hours=hours), RULES, held)


ALERT = Alert(PAPER, Trouble(CheckState.FAILED, "printer.paper_out", MORNING), MORNING, MORNING)


@pytest.mark.any_store
def test_nobody_is_told_until_the_end_and_then_of_what_is_there_still() -> None:
    quiet = judged(ALERT, 1, silenced=True)
    assert quiet.news == ()
    (alert,) = quiet.alerts
    (news,) = judged(alert, 2, silenced=False).news
    assert news.kind == "opened"


@pytest.mark.any_store
def test_what_is_well_again_under_a_silence_is_over_and_nobody_hears_it() -> None:
    told = judged(ALERT, 0.1, silenced=False).alerts[0]
    assert told.told_at is not None
    well = judged(told, 1, silenced=True, wrong=False)
    (alert,) = well.alerts
    over = judged(alert, 2, silenced=True, wrong=False)
    assert (over.news, over.alerts) == ((), ())
    # What comes after that is an alert of its own, not one that waits unseen.
    assert judge([], Observed({PAPER: told.trouble}), MORNING + HOUR, RULES).alerts
