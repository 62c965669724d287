"""Effects: each goes to the part that performs it, its result back to the turn it belongs to."""

from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import pytest

from kiosk.app.effects import Effects, ScreenCallbacks
from kiosk.app.workers import Workers
from kiosk.domain.actions import Issue, Reported, Submit
from kiosk.domain.effects import Arm, Disarm, Do, EndSession, RemindOfCard, VerifyCode
from kiosk.domain.events import Answered
from kiosk.domain.flow import StepResult
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId, Stamp
from kiosk.domain.outcomes import Cause, Refused, Unreachable
from kiosk.services import dialog
from shared_runtime.messages.message import message
from tests.demandes import APPLICANT
from tests.people import CAMILLE
from wire.attestation import Attestation, IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.calls.session import CHECK_CODE, OPEN, SEND_CODE
from wire.citizen import (
    AccountState,
    CardHolder,
    CheckCode,
    CodeAccepted,
    CodeKind,
    CodeSent,
    SessionOpened,
)
from wire.demandes.ceam import CeamOrder
from wire.problem import ProblemType

STAMP = Stamp(SessionId(UUID(int=1)), 4)
GO = Confirmation(ActionId(UUID(int=2)), JobId(UUID(int=3)), datetime(2026, 11, 22, tzinfo=UTC))
REQUEST = IssueAttestation(GO.action, "b1", Version.COMPLETE)
CARD = CardHolder(CAMILLE.nir, CAMILLE.birth_date, CAMILLE.family_name, CAMILLE.given_name)
TYPED = CheckCode(CodeKind.PERSONAL, "2580")
ORDER = CeamOrder(APPLICANT)
ANSWERS = {
    OPEN: SessionOpened(AccountState.ACTIF),
    CHECK_CODE: CodeAccepted(),
    SEND_CODE: CodeSent("12", 600),
    ATTESTATION: Unreachable(Cause.NETWORK),
}


class AtOnce(Executor):
    """Runs on the spot, so that a test needs no waiting."""

    def submit(self, call, /, *arguments, **named):
        future = Future()
        try:
            future.set_result(call(*arguments, **named))
        except RuntimeError as error:
            future.set_exception(error)
        return future


class Never(Executor):
    """All of whose workers are busy for ever."""

    def __init__(self):
        self.waiting = []

    def submit(self, _call, /, *_arguments, **_named):
        self.waiting.append(Future())
        return self.waiting[-1]


class World:
    """Everything the effects touch, writing down what it was asked."""

    def __init__(self, pool=None):
        self.asked, self.posted, self.bugs = [], [], []
        self.workers = Workers(pool or AtOnce(), self.bugs.append)
        self.effects = Effects(
            gateway=self,
            printer=self,
            alarm=self,
            screen=ScreenCallbacks(
                lambda: self.asked.append("forget"), lambda: self.asked.append("remind")
            ),
            expect_paper=lambda job, stamp: self.asked.append(("expect", job, stamp)),
            workers=self.workers,
            post=self.posted.append,
            staff=lambda effect: self.asked.append(effect),
        )

    def _told(self, *what):
        self.asked.append(what)

    def call(self, call, session, request):
        if call is RIGHTS:
            raise RuntimeError("a bug")
        self._told(call, session, request)
        return ANSWERS[call]

    def submit(self, session, go, demande):
        self._told("submit", session, go, demande)
        return Refused(ProblemType.QUEUE_FULL)

    def close_session(self, session):
        self._told("close", session)

    def expect(self, job):
        self._told("expect", job)

    def put_to_paper(self, job, document):
        self._told("paper", job, document)

    def purge(self):
        self._told("purge")

    def arm(self, alarm, seconds):
        self._told("arm", alarm, seconds)

    def disarm(self):
        self._told("disarm")

    def look_after(self, stamp, seconds):
        self._told("look after", stamp, seconds)


@pytest.mark.parametrize(
    ("effect", "asked", "result"),
    [
        (
            Do(STAMP, dialog.open_account(Insured(CAMILLE))),
            (OPEN, STAMP.session, CARD),
            SessionOpened(AccountState.ACTIF),
        ),
        (
            Do(STAMP, dialog.send_provisional_code()),
            (SEND_CODE, STAMP.session, None),
            CodeSent("12", 600),
        ),
        (
            Do(STAMP, Issue(message("x"), GO, ATTESTATION, REQUEST)),
            (ATTESTATION, STAMP.session, REQUEST),
            Unreachable(Cause.NETWORK),
        ),
        (
            Do(STAMP, Submit(message("x"), GO, ORDER)),
            ("submit", STAMP.session, GO, ORDER),
            Refused(ProblemType.QUEUE_FULL),
        ),
        (
            VerifyCode(STAMP, TYPED),
            (CHECK_CODE, STAMP.session, TYPED),
            CodeAccepted(),
        ),
    ],
)
def test_a_result_answers_the_turn_that_asked(effect, asked, result):
    world = World()
    world.effects.perform(effect)
    assert world.asked == [asked]
    assert world.posted == [Answered(STAMP, StepResult(result))]


def test_a_job_is_expected_before_it_is_handed_over():
    world = World()
    document = cast(Attestation, object())
    world.effects.perform(Do(STAMP, dialog.hand_over(GO, document)))
    assert world.asked == [
        ("expect", GO.job, STAMP),
        ("expect", GO.job),
        ("paper", GO.job, document),
    ]
    assert world.posted == []


def test_a_paper_that_contradicts_itself_is_in_the_log_without_a_word_of_it(caplog):
    world = World(pool=Never())
    world.effects.perform(Do(STAMP, dialog.report_inconsistent(GO, ATTESTATION)))
    (record,) = caplog.records
    assert (record.levelname, record.message) == ("ERROR", "paper_inconsistent")
    assert record.fields == {"session": str(STAMP.session), "call": "attestation"}
    assert world.asked == []
    assert world.posted == [Answered(STAMP, StepResult(Reported()))]


def test_the_end_of_a_session_is_told_everywhere():
    world = World()
    world.effects.perform(EndSession(STAMP.session))
    assert world.asked == ["forget", ("purge",), ("close", STAMP.session)]


def test_a_purge_waits_for_no_worker():
    """One that came late would take the paper of the next person."""
    world = World(pool=Never())
    world.effects.perform(EndSession(STAMP.session))
    assert world.asked == ["forget", ("purge",)]


def test_a_call_that_never_began_is_no_bug_and_no_answer(caplog):
    pool = Never()
    world = World(pool)
    world.effects.perform(VerifyCode(STAMP, TYPED))
    for future in pool.waiting:
        future.cancel()
    assert (world.posted, world.bugs, caplog.records) == ([], [], [])


def test_alarm_and_reminder():
    world = World()
    for effect in (Arm(3, 1.5), Disarm(), RemindOfCard()):
        world.effects.perform(effect)
    assert world.asked == [("arm", 3, 1.5), ("disarm",), "remind"]


def test_a_bug_is_recorded_and_answers_nobody():
    world = World()
    world.effects.perform(Do(STAMP, dialog.read("x", RIGHTS, None)))
    assert world.posted == []
    assert [type(bug) for bug in world.bugs] == [RuntimeError]
