"""How kiosks are, kept with their exchanges: on both stores."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from central.fleet.heartbeats import CHECK, HISTORY_KEPT, USAGE_KEPT, USE_DETAIL
from central.fleet.roster import Known, roster
from central.store.database import transaction
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow, KioskUsageRow
from tests.central.conftest import MakeWorld
from tests.central.kiosks import Queue, as_json, demande, outcomes
from tests.central.reports import PAPER_OUT, a_report
from tests.central.world import MORNING, World
from wire.codec import codec_of
from wire.health import CheckState
from wire.report import KioskReport, Usage, UsageDetail


@pytest.fixture
def queue() -> Queue:
    return Queue()


def tell(world: World, queue: Queue, report: Any, *items: Any) -> Any:
    if isinstance(report, KioskReport):
        report = codec_of(KioskReport).plain(report)
    response = world.kiosk.call(
        "POST", "/v1/sync", as_json(queue.batch(*items)) | {"report": report}
    )
    assert response.status_code == 200, response.text
    return response.json()


def known(world: World) -> Known:
    with transaction(world.container.engine) as db:
        (one,) = roster(db)
    return one


def test_the_last_report_is_how_a_kiosk_is(world: World, queue: Queue) -> None:
    assert known(world).status is None
    assert tell(world, queue, a_report(1))["report"] == "taken"
    world.clock.turn(minutes=1)
    tell(world, queue, a_report(2, PAPER_OUT))
    status = known(world).status
    assert status is not None
    assert status.report == a_report(2, PAPER_OUT)
    assert status.state is CheckState.FAILED
    assert status.heard_at == world.clock.now()


def test_a_kiosk_of_the_release_before_is_heard_all_the_same(world: World, queue: Queue) -> None:
    answer = world.kiosk.call("POST", "/v1/sync", as_json(queue.batch())).json()
    assert answer["report"] is None
    status = known(world).status
    assert status is not None
    assert (status.heard_at, status.report) == (MORNING, None)


@pytest.mark.parametrize(
    "report",
    [
        5,
        [],
        {},
        {"number": 0},
        {"number": 1, "checks": [{"name": "NIR 1 85 03", "state": "ok", "reason": "x"}]},
        {"number": 1, "checks": [{"name": "x", "state": "on fire", "reason": "x"}]},
        {"number": 1, "checks": [{"name": "x", "state": "ok", "reason": "x"}] * 41},
        {"number": 1, "measures": {"temperature_c": 1e300}},
        {"number": 1, "versions": {"software": "1 OR 1=1"}},
    ],
)
def test_a_report_that_does_not_fit_stops_no_request(
    world: World, queue: Queue, report: Any
) -> None:
    tell(world, queue, a_report(1))
    with capture_logs() as lines:
        answer = tell(world, queue, report, queue.item(demande("ceam")))
    assert [each["outcome"] for each in answer["answers"]] == ["stored"]
    assert answer["report"] == "unreadable"
    assert "report_unreadable" in {line["event"] for line in lines}
    status = known(world).status
    assert status is not None
    assert status.report == a_report(1)


@pytest.mark.any_store
def test_what_a_newer_kiosk_adds_to_a_report_is_passed_over(world: World, queue: Queue) -> None:
    newer = codec_of(KioskReport).plain(a_report(1)) | {"mood": "fine"}
    newer["checks"][0] |= {"name": "lamp", "reason": "lamp.burns", "colour": "green"}
    assert tell(world, queue, newer)["report"] == "taken"


def test_a_store_that_takes_no_heartbeat_takes_requests(world: World, queue: Queue) -> None:
    def refuse(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(("INSERT INTO kiosk_status", "UPDATE kiosk_status")):
            raise OperationalError(statement, None, Exception("locked"))

    event.listen(world.container.light, "before_cursor_execute", refuse)
    sent = queue.batch(queue.item(demande("ceam")))
    with capture_logs() as lines:
        answer = tell(world, queue, a_report(1), *sent.items)
    assert [each["outcome"] for each in answer["answers"]] == ["stored"]
    assert answer["report"] is None
    assert "heartbeat_not_kept" in {line["event"] for line in lines}
    assert outcomes(world.kiosk, sent) == ["duplicate"]


def test_history_is_kept_for_thirty_days(world: World, queue: Queue) -> None:
    def kept() -> list[Any]:
        with transaction(world.container.engine) as db:
            return list(db.scalars(select(KioskStatusHistoryRow.at)))

    tell(world, queue, a_report(1))
    world.clock.turn(minutes=5)
    tell(world, queue, a_report(2))
    assert kept() == [MORNING]
    world.clock.turn(days=HISTORY_KEPT.days)
    tell(world, queue, a_report(3))
    assert MORNING not in kept()
    world.clock.turn(days=HISTORY_KEPT.days + 1)
    world.container.heartbeats.sweep()
    assert kept() == []


def test_a_clock_that_is_set_back_writes_no_row_twice(world: World, queue: Queue) -> None:
    for _ in range(3):
        tell(world, queue, a_report(1))
        world.clock.turn(minutes=5)
        tell(world, queue, a_report(2))
        world.clock.turn(minutes=-5)


def test_counts_that_are_told_twice_count_once(world: World, queue: Queue) -> None:
    def used() -> list[tuple[int, str]]:
        with transaction(world.container.engine) as db:
            rows = db.execute(select(KioskUsageRow.visits, KioskUsageRow.services))
            return [(row.visits, row.services) for row in rows]

    run = uuid4()
    later = Usage(run, MORNING.date(), 3, {"attestation": 2})
    before = Usage(run, MORNING.date(), 1)
    for number, usage in enumerate((before, later, later, before), 1):
        tell(world, queue, a_report(number, usages=(usage,)))
    assert used() == [(3, '{"attestation": 2}')]
    world.clock.turn(days=USAGE_KEPT.days + 1)
    world.container.heartbeats.sweep()
    assert used() == []


def test_what_comes_over_a_slow_line_takes_no_detail_away(world: World, queue: Queue) -> None:
    """Nor does an older kiosk's, which has none."""
    run, detail = uuid4(), UsageDetail(hours={9: 3}, languages={"fr": 3})
    fast = Usage(run, MORNING.date(), 3, detail=detail)
    for number, usage in enumerate((fast, replace(fast, visits=4, detail=None)), 1):
        tell(world, queue, a_report(number, usages=(usage,)))
    with transaction(world.container.engine) as db:
        row = db.execute(select(KioskUsageRow.visits, KioskUsageRow.detail)).one()
    assert (row.visits, USE_DETAIL.read(row.detail)) == (4, detail)


@pytest.mark.parametrize(
    "hostile",
    [
        {"left": {"ceam": {"Camille Martin": 1}}},
        {"left": {"Camille Martin": {"step": 1}}},
        {"left": {"ceam": {"x" * 65: 1}}},
        {"left": {"ceam": {f"step.{number}": 1 for number in range(41)}}},
        {"hours": {"24": 1}},
        {"lasted": {"86401": 1}},
        {"languages": {"=1+1": 1}},
        {"offline_visits": -1},
    ],
)
@pytest.mark.any_store
def test_what_is_no_name_of_a_step_is_refused_and_stops_no_request(
    world: World, queue: Queue, hostile: dict[str, Any]
) -> None:
    report = codec_of(KioskReport).plain(a_report(1))
    usage = {"run": str(uuid4()), "day": "2026-11-22", "visits": 1, "detail": hostile}
    answer = tell(world, queue, report | {"usages": [usage]}, queue.item(demande("ceam")))
    assert answer["report"] == "unreadable"
    assert [each["outcome"] for each in answer["answers"]] == ["stored"]
    with transaction(world.container.engine) as db:
        assert db.scalars(select(KioskUsageRow)).all() == []


def test_of_two_that_hear_a_kiosk_at_once_neither_is_lost(world: World, queue: Queue) -> None:
    """One of them was told what the other has replaced meanwhile."""
    tell(world, queue, a_report(1))
    before = known(world).status
    assert before is not None
    world.clock.turn(seconds=1)
    tell(world, queue, a_report(2))
    world.clock.turn(seconds=1)
    late = replace(queue.batch(), report=a_report(1, PAPER_OUT))
    assert world.container.heartbeats.heard("demo", late, before).outcome == "taken"
    status = known(world).status
    assert status is not None
    assert (status.slot.heard, status.slot.worst) == (3, CheckState.FAILED)


def test_of_two_that_hear_a_kiosk_for_the_first_time_neither_is_lost(
    world: World, queue: Queue
) -> None:
    for _ in range(2):
        world.container.heartbeats.heard("demo", queue.batch(), None)
    status = known(world).status
    assert status is not None
    assert status.slot.heard == 2


def test_how_often_a_kiosk_is_heard_counts_over_all_workers_and_restarts(
    make_world: MakeWorld, queue: Queue
) -> None:
    workers = [make_world(limits={"syncs_per_kiosk": 3}) for _ in range(4)]

    def asks(number: int, *items: Any) -> tuple[int, str | None]:
        sent = as_json(queue.batch(*items))
        answer = workers[number].kiosk.call("POST", "/v1/sync", sent)
        return answer.status_code, answer.headers.get("retry-after")

    assert [asks(number) for number in range(3)] == [(200, None)] * 3
    for each in workers:
        each.clock.turn(seconds=20)
    assert [asks(0), asks(3)] == [(429, "40")] * 2
    assert asks(3, queue.item(demande("ceam"))) == (200, None)  # a queue that drains goes on
    for each in workers:
        each.clock.turn(seconds=40)
    assert asks(3) == (200, None)


def test_a_minute_that_a_wrong_clock_began_holds_nobody_up(
    make_world: MakeWorld, queue: Queue
) -> None:
    wrong, right = (make_world(limits={"syncs_per_kiosk": 1}) for _ in range(2))
    wrong.clock.turn(days=365)
    tell(wrong, queue, None)
    tell(right, queue, None)


def test_what_lists_tell_is_kept_beside_the_report(world: World, queue: Queue) -> None:
    def told() -> tuple[Any, ...]:
        row = KioskStatusRow
        with transaction(world.container.engine) as db:
            return tuple(db.execute(select(row.software, row.trouble, row.out_of_paper)).one())

    tell(world, queue, a_report(1))
    assert told() == ("0.1.0", None, False)
    tell(world, queue, a_report(2, PAPER_OUT, upon=1, checks=(PAPER_OUT,)))
    software, trouble, out_of_paper = told()
    assert (software, out_of_paper) == ("0.1.0", True)
    assert CHECK.read(trouble) == PAPER_OUT
    tell(world, queue, a_report(3))
    assert told() == ("0.1.0", None, False)
