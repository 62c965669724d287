"""What is made of a job and its printer, state by state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.decision import GiveUp, JobDone, KeepWaiting, after_cancel, judge
from kiosk.hardware.cups.progress import Delivery, Progress
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import Flaw, JobGone, JobSeen, JobState, PrinterState, PrinterView
from tests.hardware.cups.fakes import BUSY, COMPLETED, IDLE, PRINTING, WAITING

LIMITS = Deadlines()
NEW = Progress(began=0.0)
SENT = Progress(began=0.0, delivery=Delivery.SENT)
DRIVERLESS = PrinterView(PrinterState.PROCESSING, tells_sent=True)
VISIBLE = (
    PaperTrouble.PAPER_OUT,
    PaperTrouble.PAPER_JAM,
    PaperTrouble.COVER_OPEN,
    PaperTrouble.TRAY_MISSING,
    PaperTrouble.OUTPUT_FULL,
    PaperTrouble.TONER_EMPTY,
)


def blocked(trouble, since=0.0, delivery=Delivery.SENT):
    return Progress(began=0.0, delivery=delivery, trouble=trouble, blocked_since=since)


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
    assert judge(job, IDLE, SENT, 2, 1.0, LIMITS) == JobDone(outcome)


@pytest.mark.parametrize(
    "lived_on",
    [Progress(began=0.0, again=True), Progress(began=0.0).unseen()],
    ids=["started again", "away in between"],
)
def test_a_job_refused_by_a_service_that_was_restarted_may_have_printed_before(lived_on):
    """A service that has just started may lack the filters it had a moment ago."""
    refused = JobSeen(JobState.ABORTED, Flaw.UNPRINTABLE)
    assert judge(refused, IDLE, lived_on, 1, 1.0, LIMITS) == JobDone(MaybePrinted())


def test_a_printer_that_forgot_the_job_proves_nothing_by_its_end():
    """CUPS reports a job as completed when the printer, switched off and on, knows none."""
    forgetful = PrinterView(forgets=True)
    assert judge(COMPLETED, forgetful, SENT, 2, 1.0, LIMITS) == JobDone(MaybePrinted())
    always = Progress(began=0.0, before=forgetful, delivery=Delivery.SENT)
    assert judge(COMPLETED, forgetful, always, 2, 1.0, LIMITS) == JobDone(HandedOver(2))


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.HELD, JobState.PROCESSING])
def test_a_job_under_way_is_waited_for(state):
    assert judge(JobSeen(state), BUSY, NEW, 1, 10.0, LIMITS) == KeepWaiting()


def test_a_printer_that_is_not_trusted_gets_its_document_taken_back_at_once():
    """And the queue keeps the reason: what was not sent says nothing of the next document."""
    refused = Progress(began=0.0, refused=True, delivery=Delivery.PERHAPS)
    found = judge(WAITING, BUSY, refused, 1, 1.0, LIMITS)
    assert found == GiveUp(PaperTrouble.OTHER, of_the_printer=False, reached=False)
    assert after_cancel(found, refused, 1) == NotPrinted(PaperTrouble.OTHER)


def test_a_job_whose_filter_failed_waits_for_nobody():
    stopped = JobSeen(JobState.STOPPED, Flaw.ERRORS)
    assert judge(stopped, IDLE, SENT, 1, 1.0, LIMITS) == GiveUp(PaperTrouble.OTHER, False)


def test_a_job_that_the_service_starts_again_is_given_up_at_once():
    again = Progress(began=0.0, delivery=Delivery.SENT, again=True)
    assert judge(WAITING, BUSY, again, 1, 1.0, LIMITS) == GiveUp(PaperTrouble.OTHER, False)
    assert judge(COMPLETED, BUSY, again, 1, 1.0, LIMITS) == JobDone(HandedOver(1))


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_a_fault_is_borne_for_a_minute_and_no_longer(trouble):
    progress = blocked(trouble, since=20.0)
    assert judge(PRINTING, BUSY, progress, 1, 79.9, LIMITS) == KeepWaiting()
    assert judge(PRINTING, BUSY, progress, 1, 80.0, LIMITS) == GiveUp(trouble)


def test_a_printer_that_never_takes_the_document_is_offline():
    never = GiveUp(PaperTrouble.OFFLINE, reached=False)
    assert judge(PRINTING, DRIVERLESS, NEW, 1, 60.0, LIMITS) == never
    perhaps = Progress(began=0.0, delivery=Delivery.PERHAPS)
    assert judge(PRINTING, DRIVERLESS, perhaps, 1, 60.0, LIMITS) == never
    assert after_cancel(never, perhaps, 3) == NotPrinted(PaperTrouble.OFFLINE)
    broken = perhaps.unseen().seen(PRINTING, DRIVERLESS, 9.0, LIMITS)
    doubted = GiveUp(PaperTrouble.OFFLINE)
    assert judge(PRINTING, DRIVERLESS, broken, 1, 60.0, LIMITS) == doubted
    assert after_cancel(doubted, broken, 1) == MaybePrinted()
    assert judge(PRINTING, BUSY, NEW, 1, 60.0, LIMITS) == KeepWaiting(), "this one would not say"
    taking = blocked(PaperTrouble.PAPER_JAM, since=30.0, delivery=Delivery.PERHAPS)
    assert judge(PRINTING, DRIVERLESS, taking, 1, 60.0, LIMITS) == GiveUp(PaperTrouble.PAPER_JAM)


def test_no_job_lasts_for_ever():
    assert judge(PRINTING, BUSY, SENT, 1, LIMITS.job_s, LIMITS) == GiveUp(PaperTrouble.OTHER)


@given(
    st.sampled_from(PaperTrouble),
    st.sampled_from(Delivery),
    st.booleans(),
    st.integers(min_value=1, max_value=9),
)
def test_nothing_came_out_is_said_only_where_it_can_be_known(trouble, delivery, again, pages):
    progress = Progress(began=0.0, delivery=delivery, again=again)
    match after_cancel(GiveUp(trouble), progress, pages):
        case NotPrinted(told):
            nothing_sent = delivery <= Delivery.CONNECTING
            assert told is trouble
            assert nothing_sent or (pages == 1 and trouble in VISIBLE and not again)
        case MaybePrinted():
            assert delivery >= Delivery.PERHAPS
        case HandedOver():
            raise AssertionError("nobody knows that of a cancelled job")


@pytest.mark.parametrize("trouble", VISIBLE)
def test_a_single_page_stopped_by_a_fault_one_can_see_is_not_out(trouble):
    assert after_cancel(GiveUp(trouble), SENT, 1) == NotPrinted(trouble)
    assert after_cancel(GiveUp(trouble), SENT, 2) == MaybePrinted()
