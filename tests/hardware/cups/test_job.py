"""A document on its way to paper, on a service that answers as each test says."""

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.connection import Failing
from kiosk.hardware.cups.job import Ended, print_document
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import JobGone, PrinterState, PrinterView
from tests.hardware.cups.fakes import (
    BUSY,
    COMPLETED,
    PRINTING,
    WAITING,
    FakeClock,
    FakeSpooler,
)

LIMITS = Deadlines()
PDF = b"%PDF-1.4"


def run(spooler, pages=1, interrupted_at=None):
    """Follows the job; each pause moves the clock by its length."""
    clock = FakeClock()

    def pause(seconds):
        clock.seconds += seconds
        return interrupted_at is not None and clock.seconds >= interrupted_at

    ended = print_document(spooler, PDF, pages, clock, LIMITS, pause)
    return ended, clock.seconds


def test_a_document_is_streamed_and_followed_to_its_end():
    spooler = FakeSpooler(jobs=[WAITING, PRINTING, PRINTING, COMPLETED], printers=[BUSY])
    assert run(spooler, pages=2) == (Ended(HandedOver(2)), 1.5)
    assert spooler.calls == ["create", "send", "finish"]
    assert spooler.documents == [PDF]


@pytest.mark.parametrize("step", ["create", "send"])
@pytest.mark.parametrize("failing", [Failing.ABSENT, Failing.HUNG, Failing.NOT_FOUND])
def test_a_service_that_fails_before_it_has_the_whole_document_prints_nothing(step, failing):
    ended, _ = run(FakeSpooler(fail={step: failing}))
    assert ended == Ended(NotPrinted(PaperTrouble.SERVICE_ABSENT))


@pytest.mark.parametrize("step", ["create", "send", "finish"])
def test_a_document_that_is_refused_is_not_printed(step):
    ended, _ = run(FakeSpooler(fail={step: Failing.REFUSED}))
    assert ended == Ended(NotPrinted(PaperTrouble.OTHER))


@pytest.mark.parametrize("failing", [Failing.ABSENT, Failing.HUNG])
def test_a_service_that_fails_at_the_last_word_leaves_doubt(failing):
    ended, _ = run(FakeSpooler(fail={"finish": failing}))
    assert ended == Ended(MaybePrinted())


def test_a_service_that_comes_back_soon_enough_is_believed():
    spooler = FakeSpooler(jobs=[PRINTING, *[Failing.ABSENT] * 10, COMPLETED], printers=[BUSY])
    ended, _ = run(spooler)
    assert ended == Ended(HandedOver(1))


def test_a_service_that_stays_away_leaves_doubt_in_bounded_time():
    ended, seconds = run(FakeSpooler(jobs=[PRINTING, Failing.ABSENT], printers=[BUSY]))
    assert ended == Ended(MaybePrinted())
    assert seconds == LIMITS.lost_s


def test_a_job_that_vanishes_leaves_doubt():
    ended, _ = run(FakeSpooler(jobs=[PRINTING, JobGone()], printers=[BUSY]))
    assert ended == Ended(MaybePrinted())


def test_paper_out_is_waited_for_then_cancelled_and_remembered():
    empty = PrinterView(PrinterState.PROCESSING, troubles=(PaperTrouble.PAPER_OUT,))
    spooler = FakeSpooler(jobs=[PRINTING], printers=[empty])
    ended, seconds = run(spooler)
    assert ended == Ended(NotPrinted(PaperTrouble.PAPER_OUT), PaperTrouble.PAPER_OUT)
    assert seconds == LIMITS.blocked_s
    assert spooler.calls[-1] == "cancel"


def test_a_job_that_ends_just_before_it_is_cancelled_was_handed_over():
    empty = PrinterView(PrinterState.PROCESSING, troubles=(PaperTrouble.PAPER_OUT,))
    spooler = FakeSpooler(jobs=[PRINTING], printers=[empty], after_cancel=COMPLETED)
    ended, _ = run(spooler)
    assert ended.outcome == HandedOver(1)


def test_a_job_that_cannot_be_cancelled_leaves_doubt():
    empty = PrinterView(PrinterState.PROCESSING, troubles=(PaperTrouble.PAPER_OUT,))
    spooler = FakeSpooler(jobs=[PRINTING], printers=[empty], fail={"cancel": Failing.HUNG})
    ended, _ = run(spooler)
    assert ended.outcome == MaybePrinted()


@pytest.mark.parametrize(
    ("job", "outcome"), [(WAITING, NotPrinted(PaperTrouble.OTHER)), (PRINTING, MaybePrinted())]
)
def test_a_session_that_ends_cancels_its_job(job, outcome):
    spooler = FakeSpooler(jobs=[job], printers=[BUSY])
    ended, _ = run(spooler, interrupted_at=3.0)
    assert ended == Ended(outcome)
    assert spooler.calls[-1] == "cancel"


def test_no_job_is_followed_for_ever():
    ended, seconds = run(FakeSpooler(jobs=[PRINTING], printers=[BUSY]))
    assert ended.outcome == MaybePrinted()
    assert seconds == LIMITS.job_s
