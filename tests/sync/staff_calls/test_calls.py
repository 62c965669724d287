"""What each call looks at and does, over the API: queue, paper, service, machine and log."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from kiosk.sync.closing import CLOSED_FILE, ScreenClosing
from kiosk.sync.fleet.command_deeds import POWER_OFF_UNIT, RESTART_UNITS
from kiosk.sync.outbox.action import Quarantined
from kiosk.sync.staff_calls.answered import StaffCallGroup
from kiosk.sync.staff_calls.log_calls import LogCalls
from kiosk.sync.staff_calls.machine_calls import MachineCalls
from kiosk.sync.staff_calls.print_calls import PrintCalls
from kiosk.sync.staff_calls.queue_calls import QueueCalls
from kiosk.sync.staff_calls.service_calls import ServiceCalls
from kiosk.sync.store.store_worker import StoreWorker
from tests.sync.staff.stand import PIN, StaffStand
from tests.sync.store_workers import action
from wire.report import Usage, UsageDetail
from wire.screen_orders import ScreenOrders
from wire.status import LinkState

pytestmark = pytest.mark.anyio
TODAY = date(2026, 12, 1)
"""Where the kiosk stands; what day it is for the machine does not count."""
DONE = {"outcome": "done"}
JOB, OTHER, THIRD = (UUID(int=0x0190A00000007000800000000000 << 16 | each) for each in (1, 2, 3))
RUN, LATER_RUN = UUID(int=1 << 70), UUID(int=2 << 70)


def failed(reason: str) -> dict[str, str]:
    return {"outcome": "failed", "reason": reason}


class Machine:
    """What is run here, and what comes of it."""

    def __init__(self) -> None:
        self.ran: list[Sequence[str]] = []
        self.said: bytes | None = b""
        self.link: LinkState = "online"
        self.sent_now = 0
        self.orders: list[ScreenOrders] = []
        self.closing: ScreenClosing

    async def run(self, words: Sequence[str]) -> bytes | None:
        self.ran.append(words)
        return self.said

    def groups(self, stand: StaffStand, worker: StoreWorker) -> Sequence[StaffCallGroup]:
        self.closing = ScreenClosing(worker, stand.folder / CLOSED_FILE, self.orders.append)
        return (
            QueueCalls(worker, lambda: None, self._send, lambda: self.link),
            PrintCalls(worker),
            ServiceCalls(worker, self.closing, lambda: TODAY),
            MachineCalls(self.run),
            LogCalls(self.run),
        )

    def _send(self) -> None:
        self.sent_now += 1


@pytest.fixture
def machine(stand: StaffStand) -> Machine:
    machine = Machine()
    stand.more = lambda worker: machine.groups(stand, worker)
    stand.restart()
    return machine


async def said(stand: StaffStand, name: str, body: object = None) -> Any:
    answer = await stand.ask(name, body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_queue_shows_what_is_apart_first_and_sends_it_once_more(
    stand: StaffStand, machine: Machine
) -> None:
    first, second = action(1), action(2)
    await stand.worker.ask(lambda store: [store.outbox.submit(each) for each in (first, second)])
    await stand.worker.ask(lambda store: store.outbox.take(50))
    await stand.worker.ask(lambda store: store.outbox.settle({first.id: Quarantined("conflict")}))
    await stand.enter()
    look = await said(stand, "queue")
    assert look["summary"]["quarantined"] == 1
    assert look["page"]["actions"][0]["reason"] == "conflict"
    assert "body" not in json.dumps(look)
    assert await said(stand, "retry", {"action": str(first.id)}) == DONE
    assert await said(stand, "retry", {"action": str(first.id)}) == failed("not-waiting")
    assert await said(stand, "retry", {"action": str(JOB)}) == failed("unknown-action")


async def test_send_now_is_tried_also_where_central_seems_away(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.enter()
    assert await said(stand, "send-queue") == DONE
    machine.link = "offline"
    assert await said(stand, "send-queue") == failed("central-away")
    assert machine.sent_now == 2


async def test_a_print_that_nobody_knows_the_end_of_is_settled_once(
    stand: StaffStand, machine: Machine
) -> None:
    def printed(store: Any) -> None:
        store.prints.note(JOB, "handed_over")
        store.prints.settle()
        store.prints.note(OTHER, "done")

    await stand.worker.ask(printed)
    stand.clock.turn(60)
    await stand.worker.ask(lambda store: store.prints.note(THIRD, "done"))
    await stand.enter()
    prints = (await said(stand, "prints"))["prints"]
    assert [each["job"] for each in prints] == [str(JOB), str(THIRD), str(OTHER)]
    assert prints[1]["at"] > prints[2]["at"]
    settle = {"job": str(JOB), "came_out": True}
    assert await said(stand, "settle-print", settle) == DONE
    assert await said(stand, "settle-print", settle) == failed("not-open")
    settle["job"] = str(RUN)
    assert await said(stand, "settle-print", settle) == failed("unknown-print")
    states = {each["job"]: each["state"] for each in (await said(stand, "prints"))["prints"]}
    assert states == {str(JOB): "done", str(OTHER): "done", str(THIRD): "done"}


async def test_a_print_of_the_release_before_has_no_time_and_comes_last(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.worker.ask(lambda store: store.prints.note(JOB, "done"))
    await stand.worker.ask(
        lambda store: store.database.must(
            lambda connection: connection.exec_driver_sql("UPDATE prints SET noted_at = NULL")
        )
    )
    await stand.worker.ask(lambda store: store.prints.note(OTHER, "done"))
    await stand.enter()
    prints = (await said(stand, "prints"))["prints"]
    assert [(each["job"], each["at"] is None) for each in prints] == [
        (str(OTHER), False),
        (str(JOB), True),
    ]


async def test_paper_is_counted_since_it_was_loaded_over_runs_and_restarts(
    stand: StaffStand, machine: Machine
) -> None:
    async def told(run: UUID, sheets: int) -> None:
        usages = (Usage(run, stand.clock.now().date(), sheets=sheets, strips=1),)
        await stand.worker.ask(lambda store: store.use.take(usages))

    await stand.enter()
    assert (await said(stand, "prints"))["sheets"] is None
    await told(RUN, 7)
    await told(RUN, 7)
    await told(RUN, 9)
    assert (await said(stand, "prints"))["sheets"] == 9
    assert await said(stand, "paper-loaded", {"place": "sheets"}) == DONE
    await told(RUN, 10)
    stand.restart()
    await told(RUN, 10)
    await told(LATER_RUN, 3)
    await stand.enter()
    look = await said(stand, "prints")
    assert (look["sheets"], look["strips"]) == (4, 2)


async def test_the_day_is_all_its_runs_together(stand: StaffStand, machine: Machine) -> None:
    usages = (
        Usage(RUN, TODAY - timedelta(days=1), visits=40),
        Usage(RUN, TODAY, 2, {"ceam": 2}, 3, detail=UsageDetail(offline_minutes=5)),
        Usage(LATER_RUN, TODAY, 1, {"ceam": 1, "rights": 1}, 1),
    )
    await stand.worker.ask(lambda store: store.use.take(usages))
    await stand.enter()
    assert await said(stand, "day") == {
        "day": TODAY.isoformat(),
        "visits": 3,
        "sheets": 4,
        "strips": 0,
        "offline_minutes": 5,
        "services": {"ceam": 3, "rights": 1},
    }


async def test_closed_by_staff_outlives_a_restart_and_staff_open_it(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.enter()
    assert await said(stand, "close", {"reason": "maintenance"}) == DONE
    stand.restart()
    machine.orders.clear()
    await machine.closing.start()
    assert [each.out_of_service for each in machine.orders] == ["maintenance"]
    await stand.enter()
    assert await said(stand, "open") == DONE
    assert machine.orders[-1].out_of_service is None
    assert (await stand.ask("close", {"reason": "lunch"})).status_code == 422


async def test_closed_by_staff_outlives_the_store(stand: StaffStand, machine: Machine) -> None:
    await stand.enter()
    await said(stand, "close", {"reason": "maintenance"})
    stand.worker.close()
    for file in stand.folder.glob("queue*"):
        file.unlink()
    stand.start()
    machine.orders.clear()
    await machine.closing.start()
    assert [each.out_of_service for each in machine.orders] == ["maintenance"]
    await stand.enter()
    assert await said(stand, "open") == DONE
    assert not (stand.folder / CLOSED_FILE).exists()
    stand.restart()
    machine.orders.clear()
    await machine.closing.start()
    assert machine.orders == []


async def test_of_a_store_of_the_release_before_a_file_is_made(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.worker.ask(lambda store: store.closed.close("closed"))
    await machine.closing.start()
    assert (stand.folder / CLOSED_FILE).read_text() == "closed"


@pytest.mark.parametrize("content", [b"", b"lunch", b"\xff"])
async def test_a_file_that_nobody_understands_keeps_people_away(
    stand: StaffStand, machine: Machine, content: bytes
) -> None:
    (stand.folder / CLOSED_FILE).write_bytes(content)
    await machine.closing.start()
    assert [each.out_of_service for each in machine.orders] == ["technical"]


async def test_where_the_file_cannot_be_written_the_store_has_it(
    stand: StaffStand, machine: Machine
) -> None:
    (stand.folder / CLOSED_FILE).mkdir()
    await stand.enter()
    assert await said(stand, "close", {"reason": "maintenance"}) == DONE
    assert machine.orders[-1].out_of_service == "maintenance"


async def test_what_the_fleet_closed_only_the_fleet_opens(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.enter()
    machine.closing.ordered(ScreenOrders("technical"))
    await said(stand, "close", {"reason": "maintenance"})
    assert machine.orders[-1].out_of_service == "technical"
    assert await said(stand, "open") == failed("closed-by-fleet")
    assert machine.orders[-1].out_of_service == "technical"
    machine.closing.ordered(ScreenOrders())
    assert machine.orders[-1].out_of_service is None


async def test_the_machine_is_asked_by_its_own_units_alone(
    stand: StaffStand, machine: Machine
) -> None:
    await stand.enter("technician")
    for name in ("restart-app", "restart-machine", "power-off"):
        assert await said(stand, name) == DONE
    units = [*RESTART_UNITS.values(), POWER_OFF_UNIT]
    assert machine.ran == [("systemctl", "start", "--no-ask-password", unit) for unit in units]
    machine.said = None
    assert await said(stand, "power-off") == failed("not-allowed")


async def test_the_log_is_scrubbed_filtered_and_the_newest_first(
    stand: StaffStand, machine: Machine
) -> None:
    def line(level: str, event: str, **fields: object) -> str:
        known = {"timestamp": "2026-11-22T09:30:00Z", "process": "kiosk-sync"}
        return json.dumps({**known, "level": level, "event": event, **fields})

    lines = [
        line("info", "staff_tried", outcome="refused", by="name", pin=PIN),
        line("warning", "sync_failed", why="timeout", failures=3),
        line("error", "queue_failed", error="a sentence about DUPONT"),
        line("error", "no_event_of_ours", error="X"),
        "Traceback of somebody else",
        line("error", "queue_failed", error="SQLITE_FULL"),
    ]
    machine.said = "\n".join(lines).encode()
    await stand.enter()
    look = await said(stand, "logs", {})
    assert [(each["event"], each["fields"]) for each in look["lines"]] == [
        ("queue_failed", {"error": "SQLITE_FULL"}),
        ("queue_failed", {}),
        ("sync_failed", {"why": "timeout", "failures": "3"}),
    ]
    every = await said(stand, "logs", {"level": "info"})
    assert every["lines"][-1]["fields"] == {"outcome": "refused", "by": "name"}
    assert PIN not in json.dumps(every)
    machine.said = None
    assert await said(stand, "logs", {"level": "error"}) == {"lines": [], "readable": False}
