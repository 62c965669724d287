"""What is made of a job and its printer, state by state."""

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.decision import (
    Assessment,
    Done,
    Failure,
    GiveUp,
    Progress,
    Wait,
    after_cancel,
    assess,
    judge,
)
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import (
    Concern,
    Flaw,
    JobGone,
    JobSeen,
    JobState,
    PrinterState,
    PrinterView,
)
from kiosk.hardware.status import Health
from tests.hardware.cups.fakes import BUSY, COMPLETED, IDLE, PRINTING, WAITING

LIMITS = Deadlines()
NEW = Progress(began=0.0)
SENT = Progress(began=0.0, started=True, sent=True)
DRIVERLESS = PrinterView(PrinterState.PROCESSING, tells_sent=True)


def busy(*troubles):
    return PrinterView(PrinterState.PROCESSING, troubles=troubles)


@pytest.mark.parametrize(
    ("job", "outcome"),
    [
        (COMPLETED, HandedOver(2)),
        (JobGone(), MaybePrinted()),
        (JobSeen(JobState.COMPLETED, Flaw.ERRORS), MaybePrinted()),
        (JobSeen(JobState.CANCELLED), MaybePrinted()),
        (JobSeen(JobState.ABORTED), MaybePrinted()),
        (JobSeen(JobState.ABORTED, Flaw.UNPRINTABLE), NotPrinted(PaperTrouble.OTHER)),
    ],
)
def test_a_job_that_ended(job, outcome):
    assert judge(job, IDLE, SENT, 2, 1.0, LIMITS) == Done(outcome)


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.HELD, JobState.PROCESSING, 6])
def test_a_job_under_way_is_waited_for(state):
    assert judge(JobSeen(JobState(state)), BUSY, NEW, 1, 10.0, LIMITS) == Wait()


def test_a_fault_is_borne_for_a_minute_from_when_it_appeared():
    printer = busy(PaperTrouble.PAPER_OUT)
    progress = SENT.seen(PRINTING, printer, 20.0)
    assert progress.seen(PRINTING, printer, 40.0).blocked_since == 20.0
    assert judge(PRINTING, printer, progress, 1, 79.9, LIMITS) == Wait()
    assert judge(PRINTING, printer, progress, 1, 80.0, LIMITS) == GiveUp(PaperTrouble.PAPER_OUT)


def test_a_fault_at_the_very_start_of_the_clock_counts_from_there():
    progress = NEW.seen(PRINTING, busy(PaperTrouble.PAPER_OUT), 0.0)
    assert progress.seen(PRINTING, busy(PaperTrouble.PAPER_OUT), 5.0).blocked_since == 0.0


def test_a_mended_fault_starts_over():
    progress = SENT.seen(PRINTING, busy(PaperTrouble.PAPER_OUT), 20.0).seen(PRINTING, BUSY, 50.0)
    assert progress.blocked_since is None
    assert judge(PRINTING, BUSY, progress, 1, 100.0, LIMITS) == Wait()


def test_a_stopped_printer_is_a_fault_even_while_the_job_seems_to_go_on():
    stopped = PrinterView(PrinterState.STOPPED)
    progress = SENT.seen(PRINTING, stopped, 1.0)
    assert judge(PRINTING, stopped, progress, 1, 61.0, LIMITS) == GiveUp(PaperTrouble.OTHER)


def test_a_printer_that_never_takes_the_document_is_offline():
    progress = NEW.seen(PRINTING, DRIVERLESS, 0.5)
    assert judge(PRINTING, DRIVERLESS, progress, 1, 60.0, LIMITS) == GiveUp(PaperTrouble.OFFLINE)
    assert judge(PRINTING, BUSY, progress, 1, 60.0, LIMITS) == Wait(), "this one would not say"


def test_marks_of_the_document_before_do_not_count():
    sent = PrinterView(PrinterState.PROCESSING, sent=True, tells_sent=True)
    first = NEW.seen(WAITING, sent, 0.1)
    assert not first.sent
    assert first.seen(PRINTING, sent, 0.6).seen(PRINTING, sent, 1.1).sent


def test_no_job_lasts_for_ever():
    assert judge(PRINTING, BUSY, SENT, 1, LIMITS.job_s, LIMITS) == GiveUp(PaperTrouble.OTHER)


@pytest.mark.parametrize(
    ("trouble", "progress", "printer", "pages", "outcome"),
    [
        (PaperTrouble.PAPER_OUT, NEW, BUSY, 3, NotPrinted(PaperTrouble.PAPER_OUT)),
        (PaperTrouble.PAPER_OUT, SENT, BUSY, 1, NotPrinted(PaperTrouble.PAPER_OUT)),
        (PaperTrouble.PAPER_OUT, SENT, BUSY, 2, MaybePrinted()),
        (PaperTrouble.OTHER, SENT, BUSY, 1, MaybePrinted()),
        (PaperTrouble.OFFLINE, SENT, BUSY, 1, MaybePrinted()),
        (
            PaperTrouble.OFFLINE,
            Progress(began=0.0, started=True),
            DRIVERLESS,
            4,
            NotPrinted(PaperTrouble.OFFLINE),
        ),
    ],
)
def test_what_is_told_of_a_cancelled_job(trouble, progress, printer, pages, outcome):
    assert after_cancel(trouble, progress, printer, pages) == outcome


def idle(*troubles):
    return PrinterView(PrinterState.IDLE, troubles=troubles)


PAPER_OUT = Failure(PaperTrouble.PAPER_OUT, at=0.0)
REFUSED = Assessment(Health.FAILED, "paper_out", PaperTrouble.PAPER_OUT)
DOUBTED = Assessment(Health.UNKNOWN, "paper_out")


@pytest.mark.parametrize(
    ("printer", "failure", "now", "found"),
    [
        (IDLE, None, 0.0, Assessment(Health.OK)),
        (
            PrinterView(concerns=frozenset({Concern.TONER_LOW})),
            None,
            0.0,
            Assessment(Health.OK, "toner_low"),
        ),
        (PrinterView(PrinterState.UNKNOWN), None, 0.0, Assessment(Health.UNKNOWN, "state_unknown")),
        (busy(PaperTrouble.PAPER_OUT), None, 0.0, REFUSED),
        (idle(PaperTrouble.PAPER_OUT), None, 0.0, DOUBTED),
        (idle(PaperTrouble.PAPER_OUT), PAPER_OUT, 119.0, REFUSED),
        (idle(PaperTrouble.PAPER_OUT), PAPER_OUT, 120.0, DOUBTED),
        (IDLE, PAPER_OUT, 1.0, Assessment(Health.OK)),
        (
            IDLE,
            Failure(PaperTrouble.OFFLINE, at=0.0),
            1.0,
            Assessment(Health.FAILED, "offline", PaperTrouble.OFFLINE),
        ),
        (
            PrinterView(PrinterState.STOPPED),
            None,
            0.0,
            Assessment(Health.FAILED, "other", PaperTrouble.OTHER),
        ),
        (
            PrinterView(accepting=False),
            None,
            0.0,
            Assessment(Health.FAILED, "other", PaperTrouble.OTHER),
        ),
    ],
)
def test_the_printers_health_before_a_job(printer, failure, now, found):
    assert assess(printer, failure, now, LIMITS) == found
