"""Days and weeks are summed once they are over, and again where a kiosk tells of them later."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, select, update

from central.fleet.heartbeats import USAGE_KEPT
from central.fleet.use.groups import ALL
from central.fleet.use.rolling import AT_ONCE, DETAIL_KEPT, UseRollUp, monday_of
from central.fleet.use.telling import MOST_A_DAY
from central.store.configuration_models import KioskTagRow
from central.store.database import engine_for, light_engine_for, transaction
from central.store.fleet_models import KioskUsageRow
from central.store.models import KioskRow
from central.store.use_models import ToldUseDayRow, ToldUseWeekRow, UseDayDueRow
from tests.central.dashboard.fleet import add_kiosk_row, add_usage
from tests.central.kiosks import Queue, as_json
from tests.central.reports import a_report
from tests.central.world import MORNING, TurnedClock, World
from wire.codec import codec_of
from wire.report import KioskReport, Usage, UsageDetail

TODAY = MORNING.date()
NINE = UsageDetail(hours={9: 10})


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    add_kiosk_row(engine, "k1", site="vannes")
    yield engine
    engine.dispose()


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def rolling(engine: Engine, database_url: str, clock: TurnedClock) -> Iterator[UseRollUp]:
    light = light_engine_for(database_url)
    yield UseRollUp(engine, light, clock)
    light.dispose()


def visits(engine: Engine, back: int = 1) -> int | None:
    row = ToldUseDayRow
    day = TODAY - timedelta(days=back)
    with transaction(engine) as db:
        return db.scalar(select(row.visits).where(row.day == day, row.group == ALL))


def weeks(engine: Engine) -> dict[date, str]:
    row = ToldUseWeekRow
    with transaction(engine) as db:
        found = db.execute(select(row.week, row.counts).where(row.group == ALL))
        return {each.week: each.counts for each in found}


def test_what_was_there_before_is_summed_the_newest_first(
    engine: Engine, rolling: UseRollUp
) -> None:
    for back in (0, 1, 30):
        add_usage(engine, "k1", 10 + back, 0, days_ago=back)
    assert rolling.run() == AT_ONCE
    assert (visits(engine, 1), visits(engine, 5), visits(engine, 30)) == (11, 0, None)
    assert rolling.run() < AT_ONCE
    assert visits(engine, 30) == 40
    assert visits(engine, 0) is None  # it grows with each visit
    assert rolling.run() == 0


def test_a_kiosk_that_tells_of_millions_stops_nobodys_sums(
    engine: Engine, rolling: UseRollUp
) -> None:
    add_kiosk_row(engine, "k2", site="auray")
    add_usage(engine, "k2", 20, 0, days_ago=1)
    for _ in range(2):
        detail = UsageDetail(hours={9: 2**31 - 1})
        add_usage(engine, "k1", 2**31 - 1, 0, days_ago=1, detail=detail)
    rolling.run()
    assert visits(engine) == MOST_A_DAY + 20


def test_nothing_told_is_nothing_to_do(engine: Engine, rolling: UseRollUp) -> None:
    assert rolling.run() == 0
    assert visits(engine) is None


def test_a_week_follows_its_seventh_day(
    engine: Engine, rolling: UseRollUp, clock: TurnedClock
) -> None:
    monday = monday_of(TODAY)
    for back in range(TODAY.weekday() + 7):
        add_usage(engine, "k1", 10, 0, days_ago=back, detail=NINE)
    while rolling.run():
        pass
    assert list(weeks(engine)) == [monday - timedelta(days=7)]
    clock.turn(days=7 - TODAY.weekday() - 1)
    rolling.run()
    assert monday not in weeks(engine)
    clock.turn(days=1)
    rolling.run()
    assert '"hour 9":' in weeks(engine)[monday]


def test_who_moves_a_kiosk_or_marks_it_learns_nothing_from_the_difference(
    engine: Engine, rolling: UseRollUp, clock: TurnedClock
) -> None:
    """In the middle of a week, and before a day is summed anew."""
    add_kiosk_row(engine, "k2", site="vannes")
    clock.turn(days=2)  # on Tuesday Monday is summed
    for ahead in range(1, 8):
        add_usage(engine, "k1", 20, 0, days_ago=-ahead, detail=UsageDetail(hours={9: 20}))
        add_usage(engine, "k2", 3, 0, days_ago=-ahead, detail=UsageDetail(hours={9: 3}))
    rolling.run()
    assert (visits(engine, -1), visits(engine, -2)) == (23, None)
    with transaction(engine) as db:
        db.add(KioskTagRow(kiosk="k2", name="alone"))
        db.execute(update(KioskRow).where(KioskRow.id == "k2").values(site="auray"))
        db.add(UseDayDueRow(day=TODAY + timedelta(days=1), told=1))
    clock.turn(days=6)
    rolling.run()
    assert [visits(engine, -ahead) for ahead in range(1, 8)] == [23] * 7
    assert '"hour 9":161' in weeks(engine)[TODAY + timedelta(days=1)]
    clock.turn(days=2)
    add_usage(engine, "k2", 3, 0, days_ago=-8)
    add_usage(engine, "k1", 20, 0, days_ago=-8)
    rolling.run()
    assert visits(engine, -8) == 20


def test_a_kiosk_that_was_cut_off_tells_of_it_later(world: World, queue: Queue) -> None:
    """The day is marked, and the week summed anew; by an exchange of today nothing is."""
    container = world.container
    rolling = UseRollUp(container.engine, container.light, world.clock)
    last_week = monday_of(TODAY) - timedelta(days=4)

    def tells(number: int, day: date, visits: int) -> None:
        detail = UsageDetail(hours={9: visits})
        report = a_report(number, usages=(Usage(run, day, visits, detail=detail),))
        sent = as_json(queue.batch()) | {"report": codec_of(KioskReport).plain(report)}
        assert world.kiosk.call("POST", "/v1/sync", sent).json()["report"] == "taken"

    def marks() -> list[int]:
        with transaction(container.engine) as db:
            return list(db.scalars(select(UseDayDueRow.told)))

    run = uuid4()
    back = (TODAY - last_week).days
    tells(1, TODAY, 10)
    assert marks() == []
    tells(2, last_week, 10)
    while rolling.run():
        pass
    assert visits(container.engine, back) == 10
    assert '"hour 9":10' in weeks(container.engine)[monday_of(last_week)]
    assert marks() == []
    tells(3, last_week, 12)
    tells(4, last_week, 14)
    assert marks() == [2]
    assert rolling.run() == 1
    assert visits(container.engine, back) == 10  # the four between would be told by the difference
    assert '"hour 9":10' in weeks(container.engine)[monday_of(last_week)]
    tells(5, last_week, 15)
    assert rolling.run() == 1
    assert visits(container.engine, back) == 15
    assert '"hour 9":15' in weeks(container.engine)[monday_of(last_week)]


def test_a_week_has_nothing_of_a_day_that_is_told_otherwise(
    engine: Engine, rolling: UseRollUp
) -> None:
    """Else the week less its days would be what came late."""
    last = monday_of(TODAY) - timedelta(days=7)
    backs = [(TODAY - last).days - place for place in range(7)]
    for back in backs[1:]:
        add_usage(engine, "k1", 10, 0, days_ago=back, detail=NINE)
    rolling.run()
    add_kiosk_row(engine, "k2", site="vannes")
    for back, late in zip(backs, (0, 30, 1), strict=False):
        if late:
            add_usage(engine, "k2", late, 0, days_ago=back, detail=UsageDetail(hours={9: late}))
            with transaction(engine) as db:
                db.add(UseDayDueRow(day=TODAY - timedelta(days=back), told=1))
    rolling.run()
    assert [visits(engine, back) for back in backs] == [0, 40, 10, 10, 10, 10, 10]
    assert '"hour 9":80' in weeks(engine)[last]


def test_what_was_told_finer_is_let_go_and_the_sums_outlive_it(
    engine: Engine, rolling: UseRollUp, clock: TurnedClock
) -> None:
    for back in range(1, 8 + TODAY.weekday()):
        add_usage(engine, "k1", 10, 0, days_ago=back, detail=NINE)
    rolling.run()
    before = weeks(engine)
    clock.turn(days=DETAIL_KEPT.days + 20)
    while rolling.run():
        pass
    with transaction(engine) as db:
        assert set(db.scalars(select(KioskUsageRow.detail))) == {None}
    assert before.items() <= weeks(engine).items()


def test_a_day_of_another_age_is_no_reason_to_sum_centuries(
    engine: Engine, rolling: UseRollUp
) -> None:
    add_usage(engine, "k1", 10, 0, days_ago=200_000)
    add_usage(engine, "k1", 10, 0, days_ago=-200_000)
    rounds = 1
    while rolling.run():
        rounds += 1
    assert rounds <= USAGE_KEPT.days / AT_ONCE + 2
