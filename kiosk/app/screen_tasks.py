"""What a command of the fleet has the screen do: once, and only while nobody stands before it."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Protocol, assert_never
from uuid import UUID

from kiosk.app.effects import PaperPrinter
from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PrinterTest
from kiosk.domain.states import Attract, OutOfService, SessionState
from kiosk.hardware.status import PrintFinished
from shared_runtime.clock import Clock
from wire.screen_orders import ScreenTask, TaskDone

REST_S = 2.0
"""By then nothing of the visit before is on its way out of the screen."""
IN_A_VISIT = "in-a-visit"


class TaskGateway(Protocol):
    """kiosk-sync: every call blocks, has its own deadline and raises nothing; any thread."""

    def begin(self, task: UUID) -> bool | None: ...
    def done(self, task: UUID, said: TaskDone) -> bool: ...


@dataclass(frozen=True, slots=True)
class TaskBegun:
    """``act``: it is written down that it begins, and it is ours to do; None: nobody answered."""

    task: ScreenTask
    act: bool | None


@dataclass(frozen=True, slots=True)
class TaskHeard:
    """Whether kiosk-sync knows what came of it."""

    task: UUID
    heard: bool


@dataclass(frozen=True, slots=True)
class PageNotTaken:
    """No printer was given the test page."""

    task: UUID


TaskWord = TaskBegun | TaskHeard | PageNotTaken


class ScreenTasks:
    """For the main thread; ``look`` is called about once a second. ``picture``: what the screen
    shows, as PNG, None where that cannot be had; ``restarting``: told whether somebody may still
    begin; ``post``: brings a word from a worker to ``take``."""

    def __init__(
        self,
        gateway: TaskGateway,
        printer: PaperPrinter,
        picture: Callable[[], bytes | None],
        restarting: Callable[[bool], None],
        pool: Executor,
        post: Callable[[TaskWord], None],
        clock: Clock,
    ) -> None:
        self._gateway, self._printer, self._picture = gateway, printer, picture
        self._restarting, self._pool, self._post, self._clock = restarting, pool, post, clock
        self._task: ScreenTask | None = None
        self._asked: UUID | None = None
        self._said: TaskDone | None = None
        self._waits = False
        self._rest_since: float | None = None

    @property
    def busy(self) -> bool:
        """Whether one has begun here whose end nobody knows yet."""
        return self._task is not None and self._asked == self._task.id

    def told(self, task: ScreenTask | None) -> None:
        """What is to be done now, if anything is: one of another id is another one."""
        if task == self._task:
            return
        if self._task is not None and self._task.deed == "restart":
            self._restarting(False)
        self._task, self._said = task, None

    def look(self, state: SessionState) -> None:
        resting = self._is_at_rest(state)
        task = self._task
        if task is None or self._waits:
            return
        if self._said is not None:
            self._tell(task.id, self._said)
        elif self._asked == task.id:
            return
        elif resting:
            self._begin(task)
        elif task.deed == "screenshot" and self._rest_since is None:
            self._said = TaskDone("refused", IN_A_VISIT)

    def take(self, word: TaskWord, state: SessionState) -> None:
        match word:
            case TaskBegun(task, act):
                self._waits = False
                if act is None:
                    self._asked = None
                    self._restarting(False)
                elif act and task == self._task:
                    self._act(task, state)
            case TaskHeard(task, heard):
                self._waits = False
                if heard and self._task is not None and task == self._task.id:
                    # It goes from the orders; until then there is nothing more to say of it.
                    self._asked, self._said = task, None
            case PageNotTaken(task):
                self._end(task, TaskDone("failed", "not-printed"))
            case _:
                assert_never(word)

    def printed(self, event: PrintFinished) -> None:
        """What a printer says of a job, perhaps of ours."""
        match event.outcome:
            case HandedOver():
                self._end(event.job, TaskDone("executed"))
            case NotPrinted(trouble):
                self._end(event.job, TaskDone("failed", trouble.value.replace("_", "-")))
            case MaybePrinted():
                self._end(event.job, TaskDone("failed", "unknown-outcome"))
            case _:
                assert_never(event.outcome)

    def _is_at_rest(self, state: SessionState) -> bool:
        now = self._clock.monotonic()
        if not isinstance(state, Attract | OutOfService):
            self._rest_since = None
            return False
        if self._rest_since is None:
            self._rest_since = now
        return now - self._rest_since >= REST_S

    def _begin(self, task: ScreenTask) -> None:
        if task.deed == "restart":
            # Before anybody is asked: from here on no card begins a visit.
            self._restarting(True)
        self._asked, self._waits = task.id, True
        asking = self._pool.submit(self._gateway.begin, task.id)

        def answered(future: "Future[bool | None]") -> None:
            if not future.cancelled():
                self._post(TaskBegun(task, future.result()))

        asking.add_done_callback(answered)

    def _act(self, task: ScreenTask, state: SessionState) -> None:
        if not isinstance(state, Attract | OutOfService):
            # Somebody came while kiosk-sync wrote it down.
            self._said = TaskDone("failed", IN_A_VISIT)
            return
        match task.deed:
            case "purge-prints":
                self._printer.purge()
                self._said = TaskDone("executed")
            case "screenshot":
                picture = self._picture()
                failed = TaskDone("failed", "no-picture")
                self._said = failed if picture is None else TaskDone("executed", picture=picture)
            case "test-page":
                self._print(task)
            case "rest" | "restart":
                return
            case _:
                assert_never(task.deed)

    def _print(self, task: ScreenTask) -> None:
        job = JobId(task.id)
        self._printer.expect(job)
        printing = self._pool.submit(self._printer.put_to_paper, job, PrinterTest())

        def put(future: "Future[bool]") -> None:
            if future.cancelled():
                return
            if future.exception() is not None or not future.result():
                self._post(PageNotTaken(task.id))

        printing.add_done_callback(put)

    def _end(self, task: UUID, said: TaskDone) -> None:
        if self.busy and self._said is None and task == self._asked:
            self._said = said

    def _tell(self, task: UUID, said: TaskDone) -> None:
        self._waits = True
        telling = self._pool.submit(self._gateway.done, task, said)

        def answered(future: "Future[bool]") -> None:
            if not future.cancelled():
                self._post(TaskHeard(task, future.result()))

        telling.add_done_callback(answered)
