"""Asking an idle printer how it is, on a service that answers as each test says."""

import pytest

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.connection import Failing
from kiosk.hardware.cups.idle_poll import IdlePrinterPoll
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import (
    Certificate,
    JobGone,
    JobSeen,
    JobState,
    PrinterState,
    PrinterView,
)
from tests.hardware.cups.fakes import CANCELLED, COMPLETED, IDLE, PRINTING, FakeClock, FakeSpooler

LIMITS = Deadlines()
ASKABLE = PrinterView(can_be_asked=True)
EMPTY = PrinterView(can_be_asked=True, troubles=(PaperTrouble.PAPER_OUT,))


class Room:
    """A printer that is asked, on a clock that each pause moves."""

    def __init__(self, **service) -> None:
        self.clock = FakeClock()
        self.service = FakeSpooler(**{"asking": 7, "printers": [ASKABLE], **service})
        self.asking = IdlePrinterPoll(self.clock, LIMITS)

    def ask(self, make_way: bool = False) -> bool:
        def pause(seconds: float) -> bool:
            self.clock.seconds += seconds
            return make_way

        return self.asking.ask(self.service, pause)

    def due_after(self) -> float:
        """Seconds until the next question."""
        start = self.clock.seconds
        while not self.asking.is_due() and self.clock.seconds < start + 1000:
            self.clock.seconds += 1
        return self.clock.seconds - start


def test_a_printer_that_is_well_is_asked_now_and_then():
    room = Room(jobs=[PRINTING, COMPLETED])
    assert room.asking.is_due(), "at once, so that the first visitor is not the probe"
    assert room.ask()
    assert room.asking.answered
    assert room.due_after() == LIMITS.ask_s


def test_one_that_is_not_well_is_asked_again_soon():
    room = Room(printers=[EMPTY])
    assert room.ask()
    assert room.asking.answered
    assert room.due_after() == LIMITS.ask_blocked_s


def test_after_a_document_the_queue_is_no_answer_any_more():
    room = Room()
    room.ask()
    room.asking.document_came()
    assert not room.asking.answered
    assert room.due_after() == LIMITS.ask_blocked_s


def test_a_service_that_does_not_know_how_is_not_asked_again():
    room = Room(asking=None)
    assert room.ask(), "the job that was refused is purged"
    assert not room.asking.answered
    room.service.calls.clear()
    assert room.due_after() == LIMITS.ask_blocked_s, "the queue may have to be set going"
    assert not room.ask()
    assert room.service.calls == []


def test_a_printer_that_only_warns_is_left_to_sleep_once_no_document_has_met_it_lately():
    out = frozenset({PaperTrouble.PAPER_OUT})
    room = Room(printers=[PrinterView(can_be_asked=True, troubles=tuple(out), warnings=out)])
    room.ask()
    assert room.due_after() == LIMITS.ask_blocked_s, "it may be what stops documents"
    room.clock.seconds += LIMITS.remembered_s
    room.ask()
    assert room.due_after() == LIMITS.ask_s


def test_a_queue_that_was_stopped_for_a_certificate_is_set_going_and_the_printer_asked():
    stopped = PrinterView(PrinterState.STOPPED, certificate=Certificate.EXPIRED, resumable=True)
    again = PrinterView(can_be_asked=True, certificate=Certificate.EXPIRED)
    room = Room(printers=[stopped, again])
    assert room.ask()
    assert room.service.calls == ["resume", "ask"]
    assert room.due_after() == LIMITS.ask_blocked_s


def test_a_queue_is_set_going_though_its_service_does_not_know_how_to_ask():
    stopped = PrinterView(PrinterState.STOPPED, certificate=Certificate.EXPIRED, resumable=True)
    room = Room(asking=None, printers=[ASKABLE])
    room.ask()
    room.service.printers, room.service.calls = [stopped, IDLE], []
    assert not room.ask()
    assert room.service.calls == ["resume"]


def test_a_service_that_does_not_let_the_queue_be_set_going_is_no_bug():
    stopped = PrinterView(PrinterState.STOPPED, certificate=Certificate.EXPIRED, resumable=True)
    room = Room(printers=[stopped], fail={"resume": Failing.REFUSED})
    assert room.ask()
    assert not room.asking.answered


@pytest.mark.parametrize("printer", [IDLE, PrinterView(PrinterState.PROCESSING, can_be_asked=True)])
def test_a_printer_that_cannot_be_asked_now_costs_no_job(printer):
    room = Room(printers=[printer])
    assert not room.ask()
    assert "ask" not in room.service.calls


@pytest.mark.parametrize("job", [CANCELLED, JobSeen(JobState.STOPPED), JobGone()])
def test_a_question_that_came_to_nothing_is_no_answer(job):
    room = Room(jobs=[job])
    assert room.ask()
    assert not room.asking.answered


def test_a_question_makes_way_for_a_document():
    room = Room(jobs=[PRINTING])
    assert room.ask(make_way=True)
    assert not room.asking.answered
    assert room.clock.seconds == LIMITS.poll_s


def test_a_question_without_answer_ends_in_time():
    room = Room(jobs=[PRINTING])
    assert room.ask()
    assert not room.asking.answered
    assert room.clock.seconds <= LIMITS.call_s


@pytest.mark.parametrize("step", ["ask", "job"])
def test_a_service_that_fails_is_no_answer(step):
    service = {"fail": {"ask": Failing.HUNG}} if step == "ask" else {"jobs": [Failing.ABSENT]}
    room = Room(**service)
    assert room.ask()
    assert not room.asking.answered
    assert not room.asking.busy
