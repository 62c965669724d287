"""Performs what the session asks for: calls to the gateway, paper, alarms, reminders."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, assert_never

from kiosk.app.workers import Workers, bug_in
from kiosk.domain.actions import (
    AnyPerformedStep,
    Document,
    HandOver,
    Issue,
    Read,
    Reported,
    ReportInconsistent,
    Submit,
)
from kiosk.domain.effects import (
    Arm,
    Disarm,
    Do,
    Effect,
    EndSession,
    PurgePaper,
    RemindOfCard,
    VerifyCode,
)
from kiosk.domain.events import Answered, Event
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import Confirmation, JobId, SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import StaffEffect
from kiosk.domain.outcomes import CallOutcome, SubmitOutcome
from kiosk.runtime.early_log import EventLogger
from wire.calls.call import Call
from wire.calls.session import CHECK_CODE
from wire.demandes.kinds import Demande

T = TypeVar("T")
log = EventLogger(__name__)


class Gateway(Protocol):
    """kiosk-sync as the effects see it: every call blocks, has its own deadline, never raises for
    what can be expected, and may come from any thread."""

    def call(self, call: Call[Any, T], session: SessionId, request: object) -> CallOutcome[T]: ...
    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome: ...
    def close_session(self, session: SessionId) -> None: ...


class CannotDraw(Exception):
    """Nothing here draws such a document; the text is its type's name."""


class PaperPrinter(Protocol):
    """Turns a document into paper: renders, then hands it to the printer. Any thread.

    ``put_to_paper`` says whether a printer has the job; what comes of it, the printer tells. It
    raises CannotDraw.
    ``purge`` returns at once, and no job that was expected before it is printed after it."""

    def expect(self, job: JobId) -> None: ...
    def put_to_paper(self, job: JobId, document: Document) -> bool: ...
    def purge(self) -> None: ...


class SessionAlarm(Protocol):
    """The one alarm of the session, and what is looked at anew. Main thread only."""

    def arm(self, alarm: int, seconds: float) -> None: ...
    def disarm(self) -> None: ...
    def look_after(self, stamp: Stamp, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class ScreenCallbacks:
    """What the session asks of the screen besides showing: main thread only."""

    forget: Callable[[], None]
    remind: Callable[[], None]


class Effects:
    """Performs each effect once, those of ``staff`` elsewhere. Whatever may block is done by
    ``workers``; results come back through ``post``."""

    def __init__(
        self,
        *,
        gateway: Gateway,
        printer: PaperPrinter,
        alarm: SessionAlarm,
        screen: ScreenCallbacks,
        expect_paper: Callable[[JobId, Stamp], None],
        workers: Workers,
        post: Callable[[Event], None],
        staff: Callable[[StaffEffect], None],
    ) -> None:
        self._gateway = gateway
        self._printer = printer
        self._alarm = alarm
        self._screen = screen
        self._expect_paper = expect_paper
        self._run = workers.run
        self._post = post
        self._staff = staff

    def perform(self, effect: Effect) -> None:
        match effect:
            case Arm(alarm, seconds):
                self._alarm.arm(alarm, seconds)
            case Disarm():
                self._alarm.disarm()
            case RemindOfCard():
                self._screen.remind()
            case PurgePaper():
                self._printer.purge()
            case EndSession(session):
                self._screen.forget()
                # Here and now: on a worker it could come late, and take the next person's paper.
                self._printer.purge()
                self._run(self._gateway.close_session, session)
            case VerifyCode(stamp, request):
                self._answer(stamp, self._gateway.call, CHECK_CODE, stamp.session, request)
            case Do(stamp, step):
                self._do(stamp, step)
            case _:
                self._staff(effect)

    def _do(self, stamp: Stamp, step: AnyPerformedStep) -> None:
        session = stamp.session
        match step:
            case Read(_, call, request) | Issue(_, _, call, request):
                self._answer(stamp, self._gateway.call, call, session, request)
            case Submit(_, go, demande):
                self._answer(stamp, self._gateway.submit, session, go, demande)
            case HandOver(_, go, document):
                self._expect_paper(go.job, stamp)
                self._printer.expect(go.job)
                self._run(self._printer.put_to_paper, go.job, document)
            case ReportInconsistent(_, _, call):
                log.error("paper_inconsistent", session=str(session), call=call.name)
                self._post(Answered(stamp, StepResult(Reported())))
            case _:
                assert_never(step)

    def _answer(self, stamp: Stamp, call: Callable[..., object], *arguments: object) -> None:
        def done(future: "Future[object]") -> None:
            if bug_in(future) is None and not future.cancelled():
                self._post(Answered(stamp, StepResult(future.result())))

        self._run(call, *arguments).add_done_callback(done)
