"""What the link is judged to be, and how often central is asked."""

import asyncio
from datetime import timedelta

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.link import CALL_FAILURE_MATTERS_S, CLOCK_TOLERANCE, LinkJudge, Poll
from kiosk.sync.watcher import LinkWatcher, pause
from tests.sync.fakes import NOW, TurnedClock
from wire.calls.table import CALLS
from wire.capabilities import SERVED_UNANNOUNCED, TAKEN_UNANNOUNCED, Capabilities
from wire.demandes.kinds import KINDS
from wire.status import CentralHealth, LinkState

pytestmark = pytest.mark.anyio
WELL = Poll(CentralHealth(server_time=NOW), 0.1)


@pytest.fixture
def judge(clock: TurnedClock) -> LinkJudge:
    return LinkJudge(clock, slow_after_s=2.0)


def test_unknown_until_central_was_asked(judge: LinkJudge):
    assert judge.state == "unknown"
    judge.called(None)
    assert judge.state == "unknown"


@pytest.mark.parametrize(
    ("poll", "state"),
    [
        (WELL, "online"),
        (Poll(CentralHealth(server_time=NOW), 2.5), "degraded"),
        (Poll(CentralHealth(server_time=NOW + CLOCK_TOLERANCE), 0.1), "online"),
        (
            Poll(CentralHealth(server_time=NOW + CLOCK_TOLERANCE + timedelta(seconds=1)), 0.1),
            "clock_wrong",
        ),
        (Poll(CentralHealth(server_time=NOW - timedelta(days=9000)), 0.1), "clock_wrong"),
        (Poll(Unreachable(Cause.NETWORK), 0.1), "offline"),
        (Poll(Unreachable(Cause.TIMEOUT), 6.0), "offline"),
        (Poll(Unreachable(Cause.NONSENSE), 0.1), "offline"),
        (Poll(Unreachable(Cause.REFUSED), 0.1), "offline"),
        (Poll(Unreachable(Cause.SERVER), 0.1), "degraded"),
        (Poll(Unreachable(Cause.CLOCK), 0.1), "clock_wrong"),
    ],
)
def test_a_poll_decides(judge: LinkJudge, poll: Poll, state: str):
    judge.polled(poll)
    assert judge.state == state


def test_failing_calls_degrade_a_healthy_link_until_one_succeeds(judge: LinkJudge):
    judge.polled(WELL)
    judge.called(Cause.SERVER)
    judge.polled(WELL)
    states = [judge.state]
    judge.called(None)
    states.append(judge.state)
    assert states == ["degraded", "online"]


def test_a_failed_call_is_forgotten_after_a_while(judge: LinkJudge, clock: TurnedClock):
    judge.polled(WELL)
    judge.called(Cause.TIMEOUT)
    clock.turn(CALL_FAILURE_MATTERS_S)
    judge.polled(Poll(CentralHealth(server_time=clock.now()), 0.1))
    assert judge.state == "online"


class Polls:
    """Gives the polls in turn, then stops the loop; the pauses are only written down."""

    def __init__(self, *answers: CentralHealth | Unreachable | Exception) -> None:
        self._answers = list(answers)
        self.pauses: list[float] = []
        self.published: list[LinkState] = []
        self.central: list[Capabilities | None] = []

    async def health(self) -> CentralHealth | Unreachable:
        if not self._answers:
            raise asyncio.CancelledError
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def pause(self, _wake: asyncio.Event, seconds: float) -> None:
        self.pauses.append(seconds)

    def publish(self, state: LinkState, central: Capabilities | None) -> None:
        self.published.append(state)
        self.central.append(central)

    async def watch(self, clock: TurnedClock, chance: float = 0.5) -> None:
        watcher = LinkWatcher(
            self.health,
            LinkJudge(clock, 2.0),
            self.publish,
            interval_s=15.0,
            clock=clock,
            chance=lambda: chance,
            pause=self.pause,
        )
        with pytest.raises(asyncio.CancelledError):
            await watcher.run()


OK = CentralHealth(server_time=NOW)
GONE = Unreachable(Cause.NETWORK)


async def test_each_change_is_told_once(clock: TurnedClock):
    polls = Polls(OK, OK, GONE, GONE, OK)
    await polls.watch(clock)
    assert polls.published == ["online", "offline", "online"]


async def test_what_central_can_do_is_told_and_each_change_of_it(clock: TurnedClock):
    one = CentralHealth(server_time=NOW, serves=("open", "rights", "tomorrow"), takes={"ceam": 1})
    more = CentralHealth(
        server_time=NOW, serves=("open", "rights"), takes={"ceam": 9, "dentist": 1}
    )
    all_of_it = CentralHealth(server_time=NOW, serves=tuple(CALLS), takes=dict.fromkeys(KINDS, 1))
    polls = Polls(one, more, GONE, all_of_it)
    await polls.watch(clock)
    known = Capabilities(frozenset({"open", "rights"}), frozenset({"ceam"}))
    everything = Capabilities(frozenset(CALLS), frozenset(KINDS))
    assert polls.published == ["online", "offline", "online"]
    assert polls.central == [known, known, everything], "names of a later release mean nothing here"


async def test_a_central_that_announces_nothing_can_do_what_its_release_could(clock: TurnedClock):
    polls = Polls(GONE, OK)
    await polls.watch(clock)
    as_then = Capabilities(frozenset(SERVED_UNANNOUNCED), frozenset(TAKEN_UNANNOUNCED))
    assert polls.central == [None, as_then]


async def test_it_backs_off_to_the_usual_interval_and_starts_again(clock: TurnedClock):
    polls = Polls(OK, GONE, GONE, GONE, GONE, GONE, GONE, OK, GONE)
    await polls.watch(clock)
    assert polls.pauses == [15.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0, 1.0]


async def test_kiosks_drift_apart(clock: TurnedClock):
    early, late = Polls(OK), Polls(OK)
    await early.watch(clock, chance=0.0)
    await late.watch(clock, chance=0.999)
    assert early.pauses[0] == pytest.approx(12.0)
    assert late.pauses[0] == pytest.approx(18.0, abs=0.01)


async def test_a_bug_in_a_poll_does_not_end_the_loop(clock: TurnedClock):
    polls = Polls(RuntimeError("a bug"), OK)
    await polls.watch(clock)
    assert polls.published == ["offline", "online"]


async def test_a_failed_call_has_central_asked_at_once(clock: TurnedClock):
    asked = asyncio.Queue[None]()
    published: list[LinkState] = []

    async def health() -> CentralHealth:
        asked.put_nowait(None)
        return OK

    watcher = LinkWatcher(
        health,
        LinkJudge(clock, 2.0),
        lambda state, _central: published.append(state),
        interval_s=3600.0,
        clock=clock,
        chance=lambda: 0.5,
        pause=pause,
    )
    running = asyncio.create_task(watcher.run())
    async with asyncio.timeout(5):
        await asked.get()
        watcher.called(Cause.TIMEOUT)
        await asked.get()
    running.cancel()
    assert published == ["online", "degraded"]


async def test_a_pause_ends_by_itself():
    await pause(asyncio.Event(), 0.001)
