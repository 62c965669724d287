"""What a command has the screen do: when nobody is there, once, and told until it is heard."""

from concurrent.futures import Executor, Future
from uuid import UUID, uuid4

import pytest

from kiosk.app.screen_tasks import REST_S, ScreenTasks
from kiosk.domain.ids import JobId, SessionId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.domain.states import Attract, OutOfService, Reading, SessionState, TakeCard
from kiosk.hardware.status import PrintFinished
from tests.hardware.clocks import HandClock
from wire.screen_orders import ScreenTask, TaskDone

ID = uuid4()
PAGE = ScreenTask(ID, "test-page")
VISIT = Reading(SessionId(uuid4()))


class AtOnce(Executor):
    def submit(self, fn, /, *args, **kwargs):
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except RuntimeError as error:
            future.set_exception(error)
        return future


class Around:
    """kiosk-sync, the printer and the window; ``state``: what the session is in."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.state: SessionState = Attract()
        self.leave: bool | None = True
        self.hears = self.takes = True
        self.picture: bytes | None = b"png"
        self.asked: list[object] = []
        self.told: list[TaskDone] = []
        self.restarting: list[bool] = []
        self.meanwhile = lambda: None
        self.tasks = ScreenTasks(
            self,
            self,
            lambda: self.picture,
            self.restarting.append,
            AtOnce(),
            lambda word: self.tasks.take(word, self.state),
            self.clock,
        )

    def begin(self, task: UUID) -> bool | None:
        self.asked.append("begin")
        self.meanwhile()
        return self.leave

    def done(self, task: UUID, said: TaskDone) -> bool:
        self.told.append(said)
        return self.hears

    def expect(self, job: JobId) -> None:
        self.asked.append("expect")

    def put_to_paper(self, job: JobId, document: object) -> bool:
        self.asked.append("paper")
        return self.takes

    def purge(self) -> None:
        self.asked.append("purge")

    def rests(self, seconds: float = REST_S) -> None:
        """Looked at now, and once more after these seconds."""
        self.tasks.look(self.state)
        self.clock.advance(seconds)
        self.tasks.look(self.state)


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.mark.parametrize("state", [Attract(), OutOfService()], ids=lambda s: type(s).__name__)
def test_a_test_page_where_nobody_is(around: Around, state: SessionState) -> None:
    around.state = state
    around.tasks.told(PAGE)
    around.rests()
    assert around.asked == ["begin", "expect", "paper"]
    around.tasks.printed(PrintFinished(JobId(uuid4()), HandedOver(1)))
    around.rests()
    assert around.told == [], "that was somebody else's paper"
    around.tasks.printed(PrintFinished(JobId(ID), HandedOver(1)))
    around.rests()
    around.rests()
    assert around.told == [TaskDone("executed")]
    assert around.asked == ["begin", "expect", "paper"]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (NotPrinted(PaperTrouble.PAPER_OUT), "paper-out"),
        (MaybePrinted(), "unknown-outcome"),
    ],
)
def test_a_page_that_does_not_come_has_failed(around: Around, outcome, reason: str) -> None:
    around.tasks.told(PAGE)
    around.rests()
    around.tasks.printed(PrintFinished(JobId(ID), outcome))
    around.rests()
    assert around.told == [TaskDone("failed", reason)]


def test_a_page_that_no_printer_was_given_has_failed(around: Around) -> None:
    around.takes = False
    around.tasks.told(PAGE)
    around.rests()
    around.rests()
    assert around.told == [TaskDone("failed", "not-printed")]


@pytest.mark.parametrize("state", [VISIT, TakeCard()], ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("deed", ["test-page", "purge-prints", "rest", "restart"])
def test_in_a_visit_it_waits(around: Around, state: SessionState, deed) -> None:
    around.state = state
    around.tasks.told(ScreenTask(ID, deed))
    around.rests(100)
    assert (around.asked, around.told, around.restarting) == ([], [], [])
    around.state = Attract()
    around.rests()
    assert around.asked[0] == "begin"


def test_not_before_the_screen_of_a_visit_is_gone(around: Around) -> None:
    around.state = VISIT
    around.tasks.told(ScreenTask(ID, "screenshot"))
    around.state = Attract()
    around.rests(REST_S - 0.1)
    assert around.asked == []


def test_a_screenshot_is_refused_in_a_visit(around: Around) -> None:
    around.state = VISIT
    around.tasks.told(ScreenTask(ID, "screenshot"))
    around.rests()
    assert (around.asked, around.told) == ([], [TaskDone("refused", "in-a-visit")])


@pytest.mark.parametrize("deed", ["screenshot", "test-page", "purge-prints"])
def test_somebody_who_comes_while_it_is_written_down_is_left_in_peace(around: Around, deed) -> None:
    def comes() -> None:
        around.state = VISIT

    around.meanwhile = comes
    around.tasks.told(ScreenTask(ID, deed))
    around.rests()
    around.rests()
    assert around.asked == ["begin"]
    assert around.told == [TaskDone("failed", "in-a-visit")]


def test_a_screenshot_and_one_that_cannot_be_had(around: Around) -> None:
    around.tasks.told(ScreenTask(ID, "screenshot"))
    around.rests()
    around.rests()
    around.picture = None
    around.tasks.told(ScreenTask(uuid4(), "screenshot"))
    around.rests()
    around.rests()
    assert around.told == [
        TaskDone("executed", picture=b"png"),
        TaskDone("failed", "no-picture"),
    ]


def test_before_a_restart_nobody_may_begin_any_more(around: Around) -> None:
    around.leave = False
    around.meanwhile = lambda: around.asked.append(tuple(around.restarting))
    around.tasks.told(ScreenTask(ID, "restart"))
    around.rests()
    assert around.asked == ["begin", (True,)]
    around.tasks.told(None)
    assert around.restarting == [True, False], "it did not come to it"


def test_a_kiosk_sync_that_does_not_answer_is_asked_again(around: Around) -> None:
    around.leave = None
    around.tasks.told(ScreenTask(ID, "restart"))
    around.rests()
    assert around.restarting == [True, False]
    around.leave = True
    around.rests()
    assert around.asked == ["begin", "begin"]


def test_what_came_of_it_is_said_until_it_is_heard(around: Around) -> None:
    around.hears = False
    around.tasks.told(ScreenTask(ID, "purge-prints"))
    around.rests()
    around.rests()
    around.hears = True
    around.rests()
    around.rests()
    assert set(around.told) == {TaskDone("executed")}
    assert around.asked == ["begin", "purge"], "and done once"


def test_without_leave_nothing_is_done(around: Around) -> None:
    around.leave = False
    around.tasks.told(PAGE)
    around.rests()
    around.rests()
    assert (around.asked, around.told) == (["begin"], [])
