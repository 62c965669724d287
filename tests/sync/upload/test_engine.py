"""The loop between a real outbox and a central that does as the test says."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.policy import REFUSED_AGAIN_S, Exchanged
from tests.sync.fakes import TurnedClock
from tests.sync.store_workers import action, action_id, states, submit
from tests.sync.upload.upstream import POLL_S, Central, Run
from wire.moments import YEARS
from wire.sync import SyncRequest

pytestmark = pytest.mark.anyio
GONE = Unreachable(Cause.NETWORK)


def actions(numbers: Iterable[int]):
    """Each of a visit of its own."""
    return [action(number, UUID(int=number + 1)) for number in numbers]


async def test_an_empty_queue_says_that_we_are_here_and_then_as_often_as_central_wants(
    run: Run, upstream: Central
):
    await run.until_it_rests(times=3)
    assert upstream.sent() == [[], [], []]
    assert run.pauses == [POLL_S, POLL_S, POLL_S]
    assert run.changes == 0


async def test_what_waits_goes_up_in_growing_batches_and_is_settled(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, *actions(range(100)))
    await run.until_it_rests()
    assert [len(each) for each in upstream.sent()] == [1, 2, 4, 8, 16, 32, 37]
    assert [asked.backlog for asked in upstream.asked] == [99, 97, 93, 85, 69, 37, 0]
    assert Counter((await states(worker)).values()) == {"acknowledged": 100}
    assert run.pauses == [POLL_S]
    assert run.changes == 7


async def test_a_message_says_when_it_is_by_all_our_clocks(
    run: Run, upstream: Central, clock: TurnedClock
):
    await run.until_it_rests()
    (asked,) = upstream.asked
    assert (asked.sent_at, asked.boot, asked.uptime_s) == (clock.wall, clock.booted, clock.grown)


@pytest.mark.parametrize(
    "wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(3999, 1, 1, tzinfo=UTC)]
)
async def test_a_kiosk_whose_battery_is_flat_still_sends_what_it_was_told(
    run: Run, upstream: Central, worker: StoreWorker, clock: TurnedClock, wrong: datetime
):
    clock.wall = wrong
    await submit(worker, action(1))
    await run.until_it_rests()
    assert await states(worker) == {1: "acknowledged"}
    assert all(asked.sent_at.year in YEARS for asked in upstream.asked)


async def test_a_kiosk_whose_battery_is_flat_still_tells_what_will_not_come(
    run: Run, upstream: Central, worker: StoreWorker, clock: TurnedClock
):
    clock.wall = datetime(1970, 1, 1, tzinfo=UTC)
    await submit(worker, action(1))
    clock.turn(31 * 86_400)
    await run.until_it_rests()
    assert await states(worker) == {1: "expired"}
    assert [each.state for each in upstream.asked[0].tombstones] == ["expired"]


async def test_within_a_visit_the_second_waits_for_the_first(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1), action(2), action(3))
    await run.until_it_rests()
    assert upstream.sent() == [[1], [2], [3]]


async def test_within_a_visit_a_failing_first_keeps_the_second_and_others_go_on(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1), action(2), *actions([3, 4]))
    upstream.outcomes[action_id(1)] = None
    await run.until_it_rests(times=4)
    assert upstream.stored == [action_id(3), action_id(4)]
    assert await states(worker) == {
        1: "ready", 2: "ready", 3: "acknowledged", 4: "acknowledged"
    }  # fmt: skip
    del upstream.outcomes[action_id(1)]
    await run.until_it_rests(times=2)
    assert upstream.stored[2:] == [action_id(1), action_id(2)]


async def test_a_rejected_first_frees_the_second_and_central_is_told_of_it(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1), action(2))
    upstream.outcomes[action_id(1)] = "rejected"
    await run.until_it_rests()
    assert await states(worker) == {1: "quarantined", 2: "acknowledged"}
    told = [each.id for asked in upstream.asked for each in asked.tombstones]
    assert told == [action_id(1)]


async def test_a_conflict_is_quarantined_and_raises_an_alarm(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1))
    upstream.outcomes[action_id(1)] = "conflict"
    with capture_logs() as lines:
        await run.until_it_rests()
    assert await states(worker) == {1: "quarantined"}
    alarms = [line for line in lines if line["event"] == "sync_conflict"]
    assert [(alarm["log_level"], alarm["action"]) for alarm in alarms] == [
        ("error", str(action_id(1)))
    ]


async def test_a_network_that_is_gone_is_probed_by_one_and_then_flushed(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, *actions(range(10)))
    upstream.next = [GONE, Unreachable(Cause.TIMEOUT), TurnedDown(503, by_central=True)]
    await run.until_it_rests(times=4)
    assert [len(each) for each in upstream.sent()] == [1, 1, 1, 1, 2, 4, 3]
    assert run.pauses == [1.0, 2.0, 4.0, POLL_S]
    assert set((await states(worker)).values()) == {"acknowledged"}


async def test_an_answer_that_was_lost_makes_a_duplicate_and_no_second_item(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1))
    upstream.stored.append(action_id(1))
    await run.until_it_rests()
    assert upstream.stored == [action_id(1)]
    assert await states(worker) == {1: "acknowledged"}


async def test_a_kiosk_that_is_not_known_keeps_everything_and_says_so(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1))
    upstream.next = [TurnedDown(401, by_central=True)]
    with capture_logs() as lines:
        await run.until_it_rests()
    assert run.pauses == [REFUSED_AGAIN_S]
    assert await states(worker) == {1: "ready"}
    assert {"event": "sync_refused", "log_level": "error", "status": 401} in lines


async def test_one_that_central_cannot_read_is_found_and_all_others_arrive(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, *actions(range(40)))

    def refuses(request: SyncRequest) -> Exchanged | None:
        bad = any(each.header.id == action_id(23) for each in request.items)
        return TurnedDown(422, by_central=True) if bad else None

    upstream.refuses = refuses
    await run.until_it_rests()
    assert Counter((await states(worker)).values()) == {"acknowledged": 39, "quarantined": 1}
    found = await worker.ask(lambda store: store.outbox.find(action_id(23)))
    assert found is not None
    assert (found.state, found.reason) == ("quarantined", "refused-422")


async def test_one_at_which_central_breaks_does_not_keep_the_others(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, *actions(range(12)))

    def breaks(request: SyncRequest) -> Exchanged | None:
        bad = any(each.header.id == action_id(0) for each in request.items)
        return TurnedDown(500, by_central=True) if bad else None

    upstream.refuses = breaks
    await run.until_it_rests(times=20)
    assert await states(worker) == {0: "ready"} | dict.fromkeys(range(1, 12), "acknowledged")


async def test_one_at_which_central_breaks_does_not_keep_what_is_to_be_told(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, *actions(range(2)))
    upstream.outcomes[action_id(1)] = "rejected"
    told: list[UUID] = []

    def breaks(request: SyncRequest) -> Exchanged | None:
        if any(each.header.id == action_id(0) for each in request.items):
            return TurnedDown(500, by_central=True)
        told.extend(each.id for each in request.tombstones)
        return None

    upstream.refuses = breaks
    await run.until_it_rests(times=10)
    assert await states(worker) == {0: "ready", 1: "quarantined"}
    assert told == [action_id(1)]


async def test_a_day_of_being_turned_away_ends_in_quarantine(
    run: Run, upstream: Central, worker: StoreWorker, clock: TurnedClock
):
    await submit(worker, action(1))
    upstream.refuses = lambda asked: TurnedDown(404, by_central=True) if asked.items else None
    await run.until_it_rests()
    clock.wall += timedelta(days=3650)
    clock.turn(23 * 3600)
    await run.until_it_rests()
    assert await states(worker) == {1: "ready"}, "the wall clock jumped, a day is not over"
    clock.turn(3600)
    await run.until_it_rests()
    assert await states(worker) == {1: "quarantined"}


async def test_a_central_that_knows_no_queue_for_days_costs_nobody_anything(
    run: Run, upstream: Central, worker: StoreWorker, clock: TurnedClock
):
    await submit(worker, action(1))
    upstream.refuses = lambda _asked: TurnedDown(404, by_central=True)
    await run.until_it_rests()
    clock.turn(3 * 86_400)
    await run.until_it_rests(times=4)
    assert await states(worker) == {1: "ready"}


async def test_an_action_too_old_is_not_sent_and_central_is_told(
    run: Run, upstream: Central, worker: StoreWorker, clock: TurnedClock
):
    await submit(worker, action(1))
    clock.turn(31 * 86_400)
    await run.until_it_rests()
    assert await states(worker) == {1: "expired"}
    assert upstream.sent() == [[]]
    assert [each.state for each in upstream.asked[0].tombstones] == ["expired"]


async def test_a_bug_in_sending_is_recorded_and_nothing_is_lost(
    run: Run, upstream: Central, worker: StoreWorker
):
    await submit(worker, action(1))
    upstream.next = [RuntimeError("a bug that quotes somebody")]
    with capture_logs() as lines:
        await run.until_it_rests(times=2)
    assert {"event": "upload_failed", "log_level": "error", "error": "RuntimeError"} in lines
    assert run.pauses[0] == 1.0
    assert await states(worker) == {1: "acknowledged"}


async def test_a_disk_that_fails_after_the_answer_is_told_it_again(
    worker: StoreWorker, upstream: Central, clock: TurnedClock
):
    """The verdict is kept in memory until it is down on the disk: central is not asked again."""
    await submit(worker, action(1))

    class Failing:
        """A store worker on a disk that fails at two of its calls."""

        def __init__(self) -> None:
            self.calls = 0

        async def ask(self, call):
            self.calls += 1
            if self.calls in (3, 4):
                raise StoreFailed("SQLITE_IOERR")
            return await worker.ask(call)

    run = Run(Failing(), upstream, clock)
    await run.until_it_rests(times=3)
    assert run.pauses[:2] == [1.0, 2.0]
    assert upstream.stored == [action_id(1)]
    assert upstream.sent()[0] == [1]
    assert [1] not in upstream.sent()[1:]
    assert await states(worker) == {1: "acknowledged"}


async def test_the_watchdog_knows_when_it_is_due_back(run: Run, clock: TurnedClock):
    await run.until_it_rests()
    assert run.uploader.back_by == clock.grown + POLL_S
