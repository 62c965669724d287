"""Alarms: kept in the store, told once in the log, listed for staff."""

import json
import threading
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy.orm import Session
from structlog.testing import capture_logs
from typer.testing import CliRunner

from central.cli.main import main
from central.store.alarms import MEANINGS, AlarmKind, alarms, raise_alarm
from central.store.database import transaction
from tests.central.conftest import MakeWorld
from tests.central.world import SERVER_KEY, TurnedClock

KIND: AlarmKind = "token-in-two-places"


def test_an_alarm_that_goes_on_is_one_line_and_one_row_and_a_later_one_is_another(
    make_world: MakeWorld,
) -> None:
    world = make_world()
    with capture_logs() as lines:
        for _ in range(5):
            with transaction(world.container.engine) as db:
                raise_alarm(db, world.clock, KIND, "borne-07")
            world.clock.turn(minutes=30)
        world.clock.turn(hours=2)
        with transaction(world.container.engine) as db:
            raise_alarm(db, world.clock, KIND, "borne-07")
            raise_alarm(db, world.clock, KIND, "borne-08")
    told = [(line["event"], line["kind"], line["kiosk"]) for line in lines]
    assert told == [("alarm", KIND, each) for each in ("borne-07", "borne-07", "borne-08")]
    with transaction(world.container.engine) as db:
        found = sorted((each.kiosk, each.times) for each in alarms(db, None, 10))
    assert found == [("borne-07", 1), ("borne-07", 5), ("borne-08", 1)]


def test_an_alarm_that_many_raise_in_one_instant_is_one(make_world: MakeWorld) -> None:
    world = make_world()
    at_once = threading.Barrier(5)

    def raise_it() -> None:
        with transaction(world.container.engine) as db:
            at_once.wait(60)
            raise_alarm(db, world.clock, KIND, "borne-07")

    for _ in range(2):  # with none before it, and with one that was quiet for long
        raising = [threading.Thread(target=raise_it) for _ in range(5)]
        with capture_logs() as lines:
            for each in raising:
                each.start()
            for each in raising:
                each.join(60)
        assert len(lines) == 1
        world.clock.turn(hours=2)
    with transaction(world.container.engine) as db:
        assert [each.times for each in alarms(db, None, 10)] == [5, 5]


def test_nothing_is_told_of_an_alarm_that_was_not_kept(make_world: MakeWorld) -> None:
    world = make_world()
    with capture_logs() as lines, Session(world.container.engine) as db:
        raise_alarm(db, world.clock, KIND, "borne-07")
        db.rollback()
    assert lines == []
    with transaction(world.container.engine) as db:
        assert alarms(db, None, 10) == ()


def test_each_kind_of_alarm_says_what_it_means() -> None:
    assert set(MEANINGS) == set(get_args(AlarmKind))


def test_staff_read_of_which_kiosk_since_when_and_what_to_do(
    tmp_path: Path, make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    world = make_world()
    with transaction(world.container.engine) as db:
        raise_alarm(db, TurnedClock(), KIND, "borne-07")
    url = world.settings.database_url.get_secret_value()
    environment = {"BORNE_CENTRAL_DATABASE_URL": url, "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY}
    assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0
    text = CliRunner().invoke(main, ["alarms", "list"], env=environment).stdout
    assert "borne-07  2026-11-22 10:30  2026-11-22 10:30  1 x" in text
    assert MEANINGS[KIND] in text
    document = CliRunner().invoke(main, ["alarms", "list", "--json"], env=environment).stdout
    assert [each["kiosk"] for each in json.loads(document)] == ["borne-07"]
