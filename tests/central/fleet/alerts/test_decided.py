"""What the console has decided over central's file: thresholds, and who is told; and what it shows
of both."""

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from central.admins.roles import Scope
from central.fleet.alerts import outbox
from central.fleet.alerts.judging import Alert
from central.fleet.alerts.observing import Subject, Trouble
from central.fleet.alerts.outbox import AlertMessage, Delivered, NotDelivered
from central.fleet.alerts.recipients import (
    add_recipient,
    decided_alerts,
    deliveries,
    publish_recipients,
    recipients,
    remove_recipient,
)
from central.fleet.alerts.rules import ANY_SITE, AlertRules, SiteContact
from central.fleet.alerts.thresholds import (
    RANGES,
    Threshold,
    as_changed,
    change,
    publish_thresholds,
    thresholds,
    values_of,
    with_threshold,
)
from central.store.alert_models import ThresholdRow
from central.store.database import engine_for, transaction
from tests.central.dashboard.fleet import add_kiosk_row
from tests.central.world import MORNING
from wire.health import CheckState

FILE = AlertRules(
    silent_after=timedelta(minutes=15),
    contacts={
        "vannes": SiteContact(("v@x.example",), "https://x.example/hook"),
        ANY_SITE: SiteContact(("all@x.example",)),
    },
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    yield engine
    engine.dispose()


def alert(site: str, kiosk: str, state: CheckState = CheckState.FAILED) -> Alert:
    return Alert(Subject(site, kiosk, "printer"), Trouble(state, "x", MORNING), MORNING)


@pytest.mark.any_store
def test_each_threshold_says_what_its_rule_says() -> None:
    assert values_of(FILE)[Threshold.SILENT_AFTER] == 15
    rules = FILE
    for name in Threshold:
        rules = with_threshold(rules, name, RANGES[name].most)
        assert values_of(rules)[name] == RANGES[name].most
    assert rules.quiet_from == time(23, 59)


def test_what_somebody_changed_counts_until_they_take_it_back(engine: Engine) -> None:
    with transaction(engine) as db:
        assert all(each.value is None for each in thresholds(db))
        publish_thresholds(db, FILE)
        change(db, Threshold.SILENT_AFTER, 45, "lea", MORNING)
        publish_thresholds(db, with_threshold(FILE, Threshold.SILENT_AFTER, 20))
        found = {each.name: each for each in thresholds(db)}[Threshold.SILENT_AFTER]
        assert (found.from_file, found.changed, found.changed_by) == (20, 45, "lea")
        assert as_changed(db, FILE).silent_after == timedelta(minutes=45)
        assert as_changed(db, FILE).opens_after == FILE.opens_after
        change(db, Threshold.SILENT_AFTER, None, "tom", MORNING)
        assert as_changed(db, FILE) == FILE


def test_a_number_that_no_rule_has_is_left_alone(engine: Engine) -> None:
    with transaction(engine) as db:
        db.add(ThresholdRow(name="opens_after", from_file=None, changed=-5))
        db.add(ThresholdRow(name="of_a_later_release", from_file=1, changed=2))
    with transaction(engine) as db:
        assert as_changed(db, FILE) == FILE


def test_who_is_told_depends_on_place_and_state_and_each_once(engine: Engine) -> None:
    add_kiosk_row(engine, "k1", tags=("pilote",))
    with transaction(engine) as db:
        for scope, least, address in (
            ("caisse", CheckState.FAILED, "boss@x.example"),
            ("agency:vannes", CheckState.WARNING, "v@x.example"),
            ("tag:pilote", CheckState.WARNING, "pilot@x.example"),
        ):
            scope_ = Scope.parse(scope)
            assert add_recipient(db, scope_, least, "email", address, "lea", MORNING)
            assert add_recipient(db, scope_, least, "email", address, "lea", MORNING) is None
        publish_recipients(db, FILE, MORNING)
        decided = decided_alerts(db, FILE)

    def told(of: Alert) -> list[str]:
        return [address.partition("@")[0] for _, address in decided.told_of(of)]

    assert told(alert("vannes", "k1")) == ["v", "https://x.example/hook", "boss", "pilot"]
    assert told(alert("vannes", "k2", CheckState.WARNING)) == ["v", "https://x.example/hook"]
    assert told(alert("auray", "k3")) == ["all", "boss"]
    assert told(alert("auray", "", CheckState.WARNING)) == ["all"]


def test_what_the_file_names_is_shown_and_not_taken_away_here(engine: Engine) -> None:
    with transaction(engine) as db:
        publish_recipients(db, FILE, MORNING)
        publish_recipients(db, FILE, MORNING)
        shown = recipients(db)
        assert sorted((each.scope, each.address) for each in shown) == [
            ("agency:vannes", "https://x.example/hook"),
            ("agency:vannes", "v@x.example"),
            ("others", "all@x.example"),
        ]
        assert not remove_recipient(db, shown[0].id)
        publish_recipients(db, AlertRules(), MORNING)
        assert recipients(db) == ()
        number = add_recipient(
            db, Scope.parse("caisse"), CheckState.FAILED, "email", "a@b", "lea", MORNING
        )
        assert number is not None
        assert remove_recipient(db, number)
        assert not remove_recipient(db, number)


def test_the_state_of_delivery_is_that_since_the_last_one_that_arrived(engine: Engine) -> None:
    sent: list[AlertMessage] = []

    def send(minute: int, delivery: Delivered | NotDelivered | None, address: str = "a@b") -> None:
        at = MORNING + timedelta(minutes=minute)
        sent.append(AlertMessage(uuid4(), "email", address, "s", "b"))
        with transaction(engine) as db:
            outbox.put(db, [sent[-1]], at)
            if delivery is not None:
                outbox.settle(db, sent[-1].id, delivery, at)

    def state(address: str = "a@b"):
        with transaction(engine) as db:
            found = deliveries(db).get(("email", address))
        return None if found is None else (found.delivered_at, found.failing_since, found.why)

    assert state() is None
    send(0, NotDelivered("smtp_550", for_good=True))
    send(1, None)
    assert state() == (None, MORNING, "smtp_550")
    send(2, Delivered())
    arrived = MORNING + timedelta(minutes=2)
    assert state() == (arrived, None, "")
    send(3, NotDelivered("TimeoutError"))
    send(4, NotDelivered("TimeoutError"))
    assert state() == (arrived, MORNING + timedelta(minutes=3), "TimeoutError")
    assert state("other@b") is None
