"""How far a job has come and what stops it, look by look."""

from dataclasses import replace

import pytest

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.progress import Delivery, Progress
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import Certificate, JobSeen, JobState, PrinterState, PrinterView
from tests.hardware.cups.fakes import (
    BUSY,
    CONNECTING,
    PAUSED,
    PRINTING,
    SENT,
    WAITING,
    busy,
)

LIMITS = Deadlines()
DRIVERLESS = PrinterView(PrinterState.PROCESSING, tells_sent=True)
EMPTY = busy(PaperTrouble.PAPER_OUT)
JAMMED = busy(PaperTrouble.PAPER_JAM)


def following(*looks, before=BUSY, harmless=frozenset()):
    """What is known after ``looks``, each a job, a printer and a time in seconds."""
    progress = Progress(began=0.0, before=before, harmless=harmless)
    for job, printer, now in looks:
        progress = progress.seen(job, printer, now, LIMITS)
    return progress


def run(number):
    return JobSeen(JobState.PROCESSING, run=number)


PUT_BACK = JobSeen(JobState.PENDING, run=1)


@pytest.mark.parametrize(
    ("looks", "delivery"),
    [
        ([], Delivery.QUEUED),
        ([(WAITING, BUSY)], Delivery.QUEUED),
        ([(PRINTING, CONNECTING)], Delivery.CONNECTING),
        ([(PRINTING, BUSY)], Delivery.PERHAPS),
        ([(PRINTING, BUSY), (PRINTING, CONNECTING)], Delivery.CONNECTING),
        ([(PRINTING, CONNECTING), (PRINTING, BUSY)], Delivery.PERHAPS),
        ([(PRINTING, SENT)], Delivery.SENT),
        ([(PRINTING, SENT), (PRINTING, BUSY)], Delivery.SENT),
        ([(WAITING, SENT)], Delivery.QUEUED),
        ([(PUT_BACK, PAUSED)], Delivery.PERHAPS),
        ([(run(1), CONNECTING), (PUT_BACK, PAUSED)], Delivery.PERHAPS),
        ([(run(1), CONNECTING), (JobSeen(JobState.STOPPED, run=1), CONNECTING)], Delivery.PERHAPS),
    ],
)
def test_where_the_document_is(looks, delivery):
    assert following(*((job, printer, 1.0) for job, printer in looks)).delivery is delivery


def test_marks_of_the_document_before_do_not_count():
    """A service that was killed repeats them when it comes back."""
    assert following((PRINTING, SENT, 1.0), before=SENT).delivery is Delivery.PERHAPS


def test_after_a_look_without_answer_anything_may_have_happened():
    progress = following((PRINTING, CONNECTING, 1.0)).unseen()
    assert progress.delivery is Delivery.PERHAPS
    assert progress.trouble is PaperTrouble.SERVICE_ABSENT
    assert progress.seen(PRINTING, BUSY, 2.0, LIMITS).trouble is None


@pytest.mark.parametrize(
    "looks",
    [
        [(PRINTING, SENT), (WAITING, BUSY)],
        [(PRINTING, BUSY), (JobSeen(JobState.HELD), BUSY)],
        [(run(1), SENT), (run(2), BUSY)],
        [(PRINTING, SENT), (PRINTING, CONNECTING)],
        [(PRINTING, CONNECTING), (PRINTING, BUSY), (PRINTING, CONNECTING)],
    ],
)
def test_a_service_that_goes_back_to_the_first_page_is_found_out(looks):
    progress = following(*((job, printer, 1.0) for job, printer in looks))
    assert progress.again
    assert progress.delivery >= Delivery.PERHAPS


@pytest.mark.parametrize("looks", [[], [(WAITING, BUSY)], [(PRINTING, CONNECTING)]])
def test_a_service_that_connects_after_it_was_away_may_do_so_again(looks):
    """Between two looks it may have printed, died, and begun the job that it still had."""
    before = following(*((job, printer, 1.0) for job, printer in looks)).unseen()
    progress = before.seen(PRINTING, CONNECTING, 2.0, LIMITS)
    assert progress.again
    assert progress.delivery is Delivery.PERHAPS


@pytest.mark.parametrize(
    "looks",
    [
        [(WAITING, BUSY), (run(1), BUSY), (run(1), SENT)],
        [(run(1), CONNECTING), (WAITING, PAUSED), (run(2), CONNECTING)],
        [(PRINTING, BUSY), (PRINTING, CONNECTING), (PRINTING, SENT)],
    ],
)
def test_a_service_that_starts_again_before_the_printer_has_anything_harms_nobody(looks):
    assert not following(*((job, printer, 1.0) for job, printer in looks)).again


@pytest.mark.parametrize(
    ("job", "printer", "trouble"),
    [
        (PRINTING, BUSY, None),
        (PRINTING, EMPTY, PaperTrouble.PAPER_OUT),
        (PRINTING, busy(PaperTrouble.PAPER_JAM, PaperTrouble.PAPER_OUT), PaperTrouble.PAPER_JAM),
        (PRINTING, PrinterView(PrinterState.STOPPED), PaperTrouble.OTHER),
        (WAITING, PAUSED, PaperTrouble.OTHER),
        (WAITING, EMPTY, None),
        (JobSeen(JobState.PROCESSING, trouble=PaperTrouble.OTHER), BUSY, PaperTrouble.OTHER),
        (JobSeen(JobState.PROCESSING, trouble=PaperTrouble.OTHER), EMPTY, PaperTrouble.PAPER_OUT),
    ],
)
def test_what_stops_a_job(job, printer, trouble):
    assert following((job, printer, 1.0)).trouble is trouble


def test_a_fault_counts_from_when_it_appeared_until_it_is_mended():
    progress = following((PRINTING, EMPTY, 20.0), (PRINTING, EMPTY, 40.0))
    assert progress.blocked_since == 20.0
    mended = progress.seen(PRINTING, BUSY, 50.0, LIMITS)
    assert (mended.trouble, mended.blocked_since) == (None, None)


def test_one_fault_that_gives_way_to_another_still_blocks():
    """Whoever clears a jam opens the cover first: that is no new minute."""
    progress = following((PRINTING, JAMMED, 20.0), (PRINTING, busy(PaperTrouble.COVER_OPEN), 30.0))
    assert progress.trouble is PaperTrouble.COVER_OPEN
    assert progress.blocked_since == 20.0


def test_a_fault_at_the_very_start_of_the_clock_counts_from_there():
    assert following((PRINTING, EMPTY, 0.0), (PRINTING, EMPTY, 5.0)).blocked_since == 0.0


def test_an_old_fault_is_not_told_again_until_the_printer_was_looked_at():
    again = following((PRINTING, EMPTY, 1.0), before=EMPTY)
    assert again.trouble is None
    assert again.seen(PRINTING, JAMMED, 1.5, LIMITS).trouble is PaperTrouble.PAPER_JAM
    has_all = PrinterView(PrinterState.PROCESSING, troubles=EMPTY.troubles, sent=True)
    assert again.seen(PRINTING, has_all, 1.5, LIMITS).trouble is PaperTrouble.PAPER_OUT
    late = again.seen(PRINTING, EMPTY, 1.0 + LIMITS.settle_s, LIMITS)
    assert late.trouble is PaperTrouble.PAPER_OUT, "a printer that never says it has it all"


OUT = frozenset({PaperTrouble.PAPER_OUT})
WARNS = PrinterView(PrinterState.PROCESSING, troubles=tuple(OUT), warnings=OUT)
REPORTS = PrinterView(PrinterState.PROCESSING, troubles=tuple(OUT), reports=OUT)


@pytest.mark.parametrize(
    ("printer", "before"), [(REPORTS, BUSY), (REPORTS, REPORTS), (WARNS, BUSY), (WARNS, WARNS)]
)
def test_nobody_is_sent_for_paper_while_the_document_moves(printer, before):
    """What a printer calls a report, or warned of before, stops a document only that stands still:
    then it is told like any other."""
    moving = following((PRINTING, printer, 1.0), before=before, harmless=WARNS.warnings)
    moving = moving.seen(PRINTING, printer, 1.0 + LIMITS.settle_s, LIMITS)
    assert moving.trouble is None
    late = moving.seen(PRINTING, printer, 1.0 + LIMITS.still_s, LIMITS)
    assert late.trouble is PaperTrouble.PAPER_OUT
    assert late.blocked_since == 1.0 + LIMITS.still_s


@pytest.mark.parametrize("printer", [WARNS, REPORTS])
def test_a_document_that_the_printer_itself_calls_stopped_need_not_be_waited_for(printer):
    says_so = replace(printer, stands=True, sent=True)
    stands = following((PRINTING, says_so, 1.0), before=printer, harmless=OUT)
    assert stands.trouble is PaperTrouble.PAPER_OUT


def test_a_warning_that_comes_with_the_document_is_what_stops_it():
    """Some printers call everything a warning."""
    assert following((PRINTING, WARNS, 1.0)).trouble is PaperTrouble.PAPER_OUT


def test_behind_a_report_the_fault_that_stops_the_document_is_told():
    door_and_paper = PrinterView(
        PrinterState.PROCESSING,
        troubles=(PaperTrouble.COVER_OPEN, PaperTrouble.PAPER_OUT),
        reports=frozenset({PaperTrouble.COVER_OPEN}),
    )
    assert following((PRINTING, door_and_paper, 1.0)).trouble is PaperTrouble.PAPER_OUT


DISTRUSTED = PrinterView(
    PrinterState.STOPPED, troubles=(PaperTrouble.OTHER,), certificate=Certificate.EXPIRED
)


@pytest.mark.parametrize(
    "looks",
    [
        [(WAITING, DISTRUSTED)],
        [(run(1), CONNECTING), (WAITING, DISTRUSTED)],
        [(run(1), BUSY), (JobSeen(JobState.PENDING, run=1), DISTRUSTED)],
    ],
)
def test_a_printer_that_is_not_trusted_was_sent_nothing(looks):
    progress = following(*((job, printer, 1.0) for job, printer in looks))
    assert (progress.refused, progress.again) == (True, False)


@pytest.mark.parametrize(
    "looks",
    [
        [(run(1), SENT), (WAITING, DISTRUSTED)],
        [(run(1), BUSY), (WAITING, BUSY), (WAITING, DISTRUSTED)],
        [(run(1), BUSY), (JobSeen(JobState.PENDING, run=2), DISTRUSTED)],
    ],
)
def test_a_printer_that_had_the_document_before_it_was_distrusted_may_have_printed_it(looks):
    progress = following(*((job, printer, 1.0) for job, printer in looks))
    assert (progress.refused, progress.again) == (False, True)


def test_after_a_look_without_answer_distrust_proves_nothing():
    blind = following((run(1), CONNECTING, 1.0)).unseen()
    assert not blind.seen(WAITING, DISTRUSTED, 2.0, LIMITS).refused


@pytest.mark.parametrize("printer", [CONNECTING, DRIVERLESS])
def test_a_printer_that_does_not_take_the_document_is_offline_after_a_moment(printer):
    """CUPS says that it connects to a printer on a network, and is silent about one on USB."""
    first = following((PRINTING, printer, 1.0))
    assert first.trouble is None
    late = first.seen(PRINTING, printer, 1.0 + LIMITS.reach_s, LIMITS)
    assert late.trouble is PaperTrouble.OFFLINE
    assert late.seen(PRINTING, SENT, 10.0, LIMITS).trouble is None


def test_a_queue_that_would_not_say_so_is_not_out_of_reach():
    late = 1.0 + LIMITS.reach_s
    assert following((PRINTING, BUSY, 1.0), (PRINTING, BUSY, late)).trouble is None
    stale = following((PRINTING, SENT, 1.0), (PRINTING, SENT, late), before=SENT)
    assert stale.trouble is None
