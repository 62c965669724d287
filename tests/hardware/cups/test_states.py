"""IPP attributes, as pycups gives them, become what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.states import (
    Certificate,
    Concern,
    Flaw,
    JobGone,
    JobSeen,
    JobState,
    PrinterState,
    parse_job,
    parse_printer,
)


def printer(*reasons, **more):
    return parse_printer({"printer-state": 3, "printer-state-reasons": list(reasons), **more})


@pytest.mark.parametrize("state", JobState)
def test_every_job_state_is_known(state):
    assert parse_job({"job-state": int(state)}) == JobSeen(state)


@pytest.mark.parametrize("attributes", [{}, {"job-state": 42}, {"job-state": "5"}])
def test_a_job_nobody_understands_is_gone(attributes):
    assert parse_job(attributes) == JobGone()


def test_a_job_completed_with_errors_and_one_refused_are_told_apart():
    errors = {"job-state": 9, "job-state-reasons": "job-completed-with-errors"}
    refused = {"job-state": 8, "job-state-reasons": ["aborted", "document-format-error"]}
    assert parse_job(errors) == JobSeen(JobState.COMPLETED, Flaw.ERRORS)
    assert parse_job(refused) == JobSeen(JobState.ABORTED, Flaw.UNPRINTABLE)


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("printer-stopped", PaperTrouble.OTHER),
        ("resources-are-not-ready", PaperTrouble.OTHER),
        ("waiting-for-user-action", PaperTrouble.OTHER),
        ("service-off-line", PaperTrouble.OFFLINE),
        ("job-printing", None),
        ("processing-to-stop-point", None),
        ("printer-stopped-partly", None),
    ],
)
def test_what_a_job_says_of_what_stops_it(reason, trouble):
    job = {"job-state": 5, "job-state-reasons": ["job-printing", reason]}
    assert parse_job(job) == JobSeen(JobState.PROCESSING, trouble=trouble)


def test_each_start_of_a_job_is_told_apart():
    started = {"job-state": 5, "time-at-processing": 1795334372}
    assert parse_job(started) == JobSeen(JobState.PROCESSING, run=1795334372)
    waiting = {"job-state": 3, "time-at-processing": None}
    assert parse_job(waiting) == JobSeen(JobState.PENDING)


def test_a_printer_that_knows_nothing_of_its_jobs_is_known():
    assert printer("cups-ipp-missing-job-history", "cups-ipp-conformance-failure-report").forgets
    assert not printer("none").forgets


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("media-empty", PaperTrouble.PAPER_OUT),
        ("media-empty-error", PaperTrouble.PAPER_OUT),
        ("media-empty-warning", PaperTrouble.PAPER_OUT),
        ("media-needed-error", PaperTrouble.PAPER_OUT),
        ("media-jam-error", PaperTrouble.PAPER_JAM),
        ("door-open-error", PaperTrouble.COVER_OPEN),
        ("cover-open", PaperTrouble.COVER_OPEN),
        ("input-tray-missing", PaperTrouble.TRAY_MISSING),
        ("output-area-full-error", PaperTrouble.OUTPUT_FULL),
        ("toner-empty-error", PaperTrouble.TONER_EMPTY),
        ("marker-supply-empty-error", PaperTrouble.TONER_EMPTY),
        ("offline-report", PaperTrouble.OFFLINE),
        ("door-open-report", PaperTrouble.COVER_OPEN),
        ("offline", PaperTrouble.OFFLINE),
        ("shutdown", PaperTrouble.OFFLINE),
        ("fuser-over-temp-error", PaperTrouble.OTHER),
        ("paused", PaperTrouble.OTHER),
        ("none", None),
    ],
)
def test_each_reason_that_stops_paper(reason, trouble):
    assert printer(reason).troubles == ((trouble,) if trouble else ())


@pytest.mark.parametrize(
    ("reasons", "errors", "warnings", "reports"),
    [
        (["media-empty"], [PaperTrouble.PAPER_OUT], [], []),
        (["media-empty-error"], [PaperTrouble.PAPER_OUT], [], []),
        (["media-empty-warning"], [], [PaperTrouble.PAPER_OUT], []),
        (["door-open-report"], [], [], [PaperTrouble.COVER_OPEN]),
        (["door-open-report", "cover-open-warning"], [], [PaperTrouble.COVER_OPEN], []),
        (["door-open-warning", "cover-open-error"], [PaperTrouble.COVER_OPEN], [], []),
        (
            ["marker-supply-empty-warning", "media-jam"],
            [PaperTrouble.PAPER_JAM],
            [PaperTrouble.TONER_EMPTY],
            [],
        ),
    ],
)
def test_how_bad_a_reason_is_counts_as_its_worst(reasons, errors, warnings, reports):
    view = printer(*reasons)
    assert view.errors == tuple(errors)
    assert (view.warnings, view.reports) == (set(warnings), set(reports))


@pytest.mark.parametrize(
    ("reason", "certificate"),
    [
        ("cups-pki-expired", Certificate.EXPIRED),
        ("cups-pki-changed", Certificate.CHANGED),
        ("cups-pki-invalid", Certificate.CHANGED),
        ("cups-pki-unknown", Certificate.UNKNOWN),
        ("cups-certificate-error", Certificate.UNKNOWN),
        ("cups-ipp-conformance-failure-report", None),
        ("none", None),
    ],
)
def test_why_a_printer_is_not_trusted(reason, certificate):
    view = printer(reason)
    assert view.certificate is certificate
    assert (view.troubles, view.concerns) == ((), frozenset())


@pytest.mark.parametrize(
    ("state", "reasons", "message", "resumable"),
    [
        (5, ["cups-pki-expired", "paused"], "", True),
        (5, ["cups-pki-expired", "paused"], "Paused", False),
        (5, ["cups-pki-expired", "paused"], "entretien", False),
        (5, ["paused"], "", False),
        (3, ["cups-pki-expired"], "", False),
    ],
)
def test_a_queue_is_set_going_that_the_service_stopped_itself(state, reasons, message, resumable):
    stopped = {"printer-state": state, "printer-state-message": message}
    assert printer(*reasons, **stopped).resumable is resumable


def test_a_job_that_the_printer_says_does_not_move():
    assert printer("cups-remote-stopped").stands
    assert not printer("cups-remote-processing").stands


def test_the_most_telling_trouble_comes_first():
    view = printer("media-empty-error", "offline", "media-jam-error")
    assert view.troubles == (
        PaperTrouble.PAPER_JAM,
        PaperTrouble.PAPER_OUT,
        PaperTrouble.OFFLINE,
    )


def test_degraded_is_a_concern_and_no_trouble():
    view = printer("toner-low-warning", "media-low-report", "vendor-unheard-of")
    assert view.troubles == ()
    assert view.concerns == {Concern.TONER_LOW, Concern.PAPER_LOW, Concern.OTHER}


def test_a_driverless_queue_says_when_the_printer_has_the_document():
    on_its_way = printer("connecting-to-device", **{"device-uri": "ipp://printer/ipp/print"})
    assert (on_its_way.tells_sent, on_its_way.sent, on_its_way.connecting) == (True, False, True)
    assert on_its_way.concerns == frozenset()
    assert printer("cups-waiting-for-job-completed").sent
    assert not printer(**{"device-uri": "usb://Brother/HL"}).tells_sent


def test_a_lone_reason_comes_bare():
    view = parse_printer({"printer-state": 5, "printer-state-reasons": "media-jam"})
    assert view.state is PrinterState.STOPPED
    assert view.troubles == (PaperTrouble.PAPER_JAM,)


def test_a_queue_that_rejects_jobs():
    assert not printer(**{"printer-is-accepting-jobs": False}).accepting


@given(
    st.dictionaries(
        st.sampled_from(
            ["printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "job-state"]
        ),
        st.none() | st.integers() | st.text() | st.lists(st.text() | st.integers()) | st.booleans(),
    )
)
def test_no_answer_of_any_shape_raises(attributes):
    parse_printer(attributes)
    parse_job(attributes)


@pytest.mark.parametrize(
    ("model", "asked", "raw"),
    [
        ("ACME Laser - IPP Everywhere", True, False),
        ("Local Raw Printer", False, True),
        ("Remote Printer", False, False),
        (None, True, False),
    ],
)
def test_a_queue_that_sends_on_whatever_comes_is_not_asked(model, asked, raw):
    """The question would come out as a page."""
    said = {"device-uri": "ipp://printer.local/ipp/print", "printer-make-and-model": model}
    view = printer("none", **said)
    assert (view.can_be_asked, view.raw) == (asked, raw)
