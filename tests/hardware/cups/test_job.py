"""A document on its way to paper, on a service that answers as each test says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.connection import Failing
from kiosk.hardware.cups.job import JobEnded, PdfDocument, print_document
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import (
    Flaw,
    JobGone,
    JobSeen,
    JobState,
    PrinterState,
    PrinterView,
)
from tests.hardware.cups.fakes import (
    BUSY,
    COMPLETED,
    CONNECTING,
    IDLE,
    PAUSED,
    PRINTING,
    SENT,
    WAITING,
    FakeClock,
    FakeSpooler,
    busy,
)

LIMITS = Deadlines()
PDF = b"%PDF-1.4"


def run(spooler, pages=1, interrupted_at=None, before=IDLE):
    """Follows the job; each pause moves the clock by its length."""
    ended, seconds, _ = told(spooler, pages, interrupted_at, before)
    return ended, seconds


def told(spooler, pages=1, interrupted_at=None, before=IDLE):
    """As ``run``, with what was told of the printer on the way, and when."""
    clock = FakeClock()
    blocks = []

    def pause(seconds):
        clock.seconds += seconds
        return interrupted_at is not None and clock.seconds >= interrupted_at

    ended = print_document(
        spooler,
        PdfDocument(PDF, pages),
        before,
        clock,
        LIMITS,
        pause,
        lambda trouble: blocks.append((clock.seconds, trouble)),
    )
    return ended, clock.seconds, blocks


def test_a_document_is_streamed_and_followed_to_its_end():
    spooler = FakeSpooler(jobs=[WAITING, PRINTING, PRINTING, COMPLETED], printers=[BUSY])
    assert run(spooler, pages=2) == (JobEnded(HandedOver(2)), 1.5)
    assert spooler.calls == ["create", "send", "finish"]
    assert spooler.documents == [PDF]


@pytest.mark.parametrize("step", ["create", "send"])
@pytest.mark.parametrize("failing", [Failing.ABSENT, Failing.HUNG, Failing.NOT_FOUND])
def test_a_service_that_fails_before_it_has_the_whole_document_prints_nothing(step, failing):
    ended, _ = run(FakeSpooler(fail={step: failing}))
    assert ended == JobEnded(NotPrinted(PaperTrouble.SERVICE_ABSENT))


@pytest.mark.parametrize("step", ["create", "send", "finish"])
def test_a_document_that_is_refused_is_not_printed(step):
    ended, _ = run(FakeSpooler(fail={step: Failing.REFUSED}))
    assert ended == JobEnded(NotPrinted(PaperTrouble.OTHER))


@pytest.mark.parametrize("failing", [Failing.ABSENT, Failing.HUNG])
def test_a_service_that_fails_at_the_last_word_leaves_doubt(failing):
    ended, _ = run(FakeSpooler(fail={"finish": failing}))
    assert ended == JobEnded(MaybePrinted())


def test_a_service_that_comes_back_soon_enough_is_believed():
    spooler = FakeSpooler(jobs=[PRINTING, *[Failing.ABSENT] * 10, COMPLETED], printers=[BUSY])
    ended, _ = run(spooler)
    assert ended == JobEnded(HandedOver(1))


def test_a_service_that_stays_away_leaves_doubt_in_bounded_time():
    ended, seconds = run(FakeSpooler(jobs=[PRINTING, Failing.ABSENT], printers=[BUSY]))
    assert ended == JobEnded(MaybePrinted())
    assert seconds == LIMITS.lost_s


def test_a_job_that_vanishes_leaves_doubt():
    ended, _ = run(FakeSpooler(jobs=[PRINTING, JobGone()], printers=[BUSY]))
    assert ended == JobEnded(MaybePrinted())


def test_paper_out_is_waited_for_then_cancelled_and_remembered():
    empty = PrinterView(PrinterState.PROCESSING, troubles=(PaperTrouble.PAPER_OUT,))
    spooler = FakeSpooler(jobs=[PRINTING], printers=[empty])
    ended, seconds = run(spooler)
    assert ended == JobEnded(NotPrinted(PaperTrouble.PAPER_OUT), PaperTrouble.PAPER_OUT)
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
    assert ended == JobEnded(outcome)
    assert spooler.calls[-1] == "cancel"


def test_no_job_is_followed_for_ever():
    ended, seconds = run(FakeSpooler(jobs=[PRINTING], printers=[BUSY]))
    assert ended.outcome == MaybePrinted()
    assert seconds == LIMITS.job_s


EMPTY, JAMMED = busy(PaperTrouble.PAPER_OUT), busy(PaperTrouble.PAPER_JAM)


def test_each_change_of_what_stops_the_job_is_told_once():
    spooler = FakeSpooler(
        jobs=[WAITING, *[PRINTING] * 7, COMPLETED],
        printers=[BUSY, BUSY, EMPTY, EMPTY, JAMMED, BUSY, JAMMED, JAMMED, IDLE],
    )
    ended, _, blocks = told(spooler)
    assert ended == JobEnded(HandedOver(1))
    assert blocks == [
        (1.0, PaperTrouble.PAPER_OUT),
        (2.0, PaperTrouble.PAPER_JAM),
        (2.5, None),
        (3.0, PaperTrouble.PAPER_JAM),
    ]


def test_nothing_is_told_of_a_job_that_nothing_stops():
    assert told(FakeSpooler(jobs=[PRINTING, PRINTING, COMPLETED], printers=[BUSY]))[2] == []


def test_an_old_fault_is_not_told_as_this_jobs_own():
    spooler = FakeSpooler(
        jobs=[PRINTING, PRINTING, PRINTING, COMPLETED], printers=[EMPTY, EMPTY, SENT, IDLE]
    )
    assert told(spooler, before=EMPTY)[2] == []


def test_a_service_that_is_gone_in_mid_job_is_told_and_told_back():
    spooler = FakeSpooler(jobs=[PRINTING, *[Failing.ABSENT] * 3, PRINTING, COMPLETED])
    _, _, blocks = told(spooler)
    assert blocks == [(0.5, PaperTrouble.SERVICE_ABSENT), (2.0, None)]


def test_a_printer_that_is_off_is_told_soon_and_given_up_later():
    spooler = FakeSpooler(jobs=[PRINTING], printers=[CONNECTING])
    ended, seconds, blocks = told(spooler, pages=3)
    assert ended == JobEnded(NotPrinted(PaperTrouble.OFFLINE), PaperTrouble.OFFLINE)
    assert seconds == LIMITS.unreached_s
    assert blocks == [(LIMITS.reach_s, PaperTrouble.OFFLINE)]


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.HELD])
def test_a_job_that_goes_back_into_the_queue_is_cancelled_before_it_prints_again(state):
    spooler = FakeSpooler(jobs=[PRINTING, JobSeen(state)], printers=[SENT, IDLE])
    ended, seconds = run(spooler)
    assert ended == JobEnded(MaybePrinted())
    assert seconds == 0.5
    assert spooler.calls[-1] == "cancel"


@pytest.mark.parametrize("before", [[], [PRINTING]])
def test_a_queue_paused_just_as_the_document_went_into_the_printer_leaves_doubt(before):
    """It started and was put back between two looks: a page may be out all the same."""
    looks = [*before, JobSeen(JobState.PENDING, run=100)]
    spooler = FakeSpooler(jobs=looks, printers=[CONNECTING, PAUSED] if before else [PAUSED])
    assert run(spooler)[0] == JobEnded(MaybePrinted())
    assert "cancel" in spooler.calls


def test_a_job_that_is_started_again_unseen_is_cancelled_too():
    first, second = (JobSeen(JobState.PROCESSING, run=run_) for run_ in (100, 107))
    spooler = FakeSpooler(jobs=[first, Failing.ABSENT, second], printers=[SENT])
    ended, _ = run(spooler)
    assert ended == JobEnded(MaybePrinted())
    assert "cancel" in spooler.calls


def test_a_job_started_again_and_done_before_it_could_be_cancelled_leaves_doubt():
    spooler = FakeSpooler(jobs=[PRINTING, WAITING], printers=[SENT], after_cancel=COMPLETED)
    assert run(spooler)[0] == JobEnded(MaybePrinted())


def test_a_session_that_ends_in_mid_fault_says_which_fault_it_was():
    spooler = FakeSpooler(jobs=[PRINTING], printers=[JAMMED])
    ended, _ = run(spooler, interrupted_at=3.0)
    assert ended == JobEnded(NotPrinted(PaperTrouble.PAPER_JAM))


def test_a_session_that_ends_just_when_the_paper_is_out_says_so():
    spooler = FakeSpooler(jobs=[PRINTING, COMPLETED], printers=[BUSY])
    ended, _ = run(spooler, interrupted_at=0.5)
    assert ended == JobEnded(HandedOver(1))
    assert "cancel" not in spooler.calls


def test_a_session_that_ends_while_the_service_is_away_leaves_doubt():
    spooler = FakeSpooler(jobs=[Failing.HUNG], fail={"cancel": Failing.HUNG})
    assert run(spooler, interrupted_at=0.5)[0] == JobEnded(MaybePrinted())


ANY_JOB = st.one_of(
    st.sampled_from([Failing.ABSENT, Failing.HUNG]),
    st.just(JobGone()),
    st.builds(
        JobSeen,
        st.sampled_from(JobState),
        st.sampled_from(Flaw),
        st.none() | st.sampled_from(PaperTrouble),
        st.none() | st.integers(min_value=1, max_value=3),
    ),
)
ANY_PRINTER = st.builds(
    PrinterView,
    state=st.sampled_from(PrinterState),
    troubles=st.lists(st.sampled_from(PaperTrouble), max_size=2).map(tuple),
    connecting=st.booleans(),
    sent=st.booleans(),
    tells_sent=st.booleans(),
    forgets=st.booleans(),
)


@given(
    st.lists(ANY_JOB, min_size=1, max_size=12),
    st.lists(ANY_PRINTER, min_size=1, max_size=12),
    ANY_PRINTER,
    st.integers(min_value=1, max_value=3),
)
def test_whatever_is_seen_there_is_one_outcome_in_bounded_time(jobs, printers, before, pages):
    ended, seconds, blocks = told(FakeSpooler(jobs=jobs, printers=printers), pages, before=before)
    assert isinstance(ended.outcome, HandedOver | NotPrinted | MaybePrinted)
    assert seconds <= LIMITS.job_s + LIMITS.lost_s
    changes = [None, *(trouble for _, trouble in blocks)]
    assert all(one is not next_ for one, next_ in pairwise(changes)), "each change once"
