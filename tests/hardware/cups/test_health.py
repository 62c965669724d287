"""The printer's health before any job: what is known, what is remembered, what is doubted."""

from dataclasses import replace

import pytest

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.health import Assessment, PrintFailure, assess
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import Certificate, Concern, PrinterState, PrinterView
from kiosk.hardware.status import Health
from tests.hardware.cups.fakes import IDLE, busy


def idle(*troubles):
    return PrinterView(PrinterState.IDLE, troubles=troubles)


def test_an_idle_printer_that_has_answered_is_believed():
    def said(printer, failure=None):
        return assess(printer, failure, 1.0, Deadlines(), answered=True)

    assert said(idle(PaperTrouble.PAPER_OUT)) == REFUSED
    assert said(IDLE, PAPER_OUT) == Assessment(Health.OK), "filled again"
    assert said(IDLE, PrintFailure(PaperTrouble.OFFLINE, at=0.0)) == Assessment(Health.OK)
    silent = PrintFailure(PaperTrouble.OTHER, at=0.0)
    assert said(IDLE, silent).trouble is PaperTrouble.OTHER, "it said the same while it was stuck"


@pytest.mark.parametrize("answered", [True, False])
def test_nothing_is_printed_on_a_queue_that_calls_completed_what_its_printer_refused(answered):
    found = assess(PrinterView(raw=True), None, 0.0, Deadlines(), answered=answered)
    assert found == Assessment(Health.FAILED, "raw_queue", PaperTrouble.OTHER)


PAPER_OUT = PrintFailure(PaperTrouble.PAPER_OUT, at=0.0)
REFUSED = Assessment(Health.FAILED, "paper_out", PaperTrouble.PAPER_OUT)
DOUBTED = Assessment(Health.UNKNOWN, "paper_out")


def warns(*troubles, state=PrinterState.IDLE):
    return PrinterView(state, troubles=troubles, warnings=frozenset(troubles))


WARNS = warns(PaperTrouble.PAPER_OUT)
REPORTS = replace(WARNS, warnings=frozenset(), reports=WARNS.warnings)


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("second_tray", [WARNS, REPORTS])
def test_paper_is_offered_by_an_idle_printer_that_only_warns(second_tray, answered):
    """An empty second tray: staff can see it, and the next document decides."""
    found = assess(second_tray, None, 0.0, Deadlines(), answered=answered)
    assert found == Assessment(Health.OK, "paper_out")


def test_a_warning_that_has_just_stopped_a_document_is_believed_for_a_while():
    def found(now, answered):
        return assess(WARNS, PAPER_OUT, now, Deadlines(), answered=answered)

    assert found(119.0, answered=True) == found(119.0, answered=False) == REFUSED
    assert found(120.0, answered=True) == Assessment(Health.OK, "paper_out")
    assert found(120.0, answered=False) == DOUBTED


def test_while_it_prints_a_warning_is_a_fault_once_the_document_stands_still():
    printing = warns(PaperTrouble.PAPER_OUT, state=PrinterState.PROCESSING)
    assert assess(printing, None, 0.0, Deadlines()).health is Health.OK
    stopping = assess(printing, None, 0.0, Deadlines(), stopping=PaperTrouble.PAPER_OUT)
    assert stopping == REFUSED


@pytest.mark.parametrize("certificate", Certificate)
def test_a_printer_that_is_not_trusted_is_told_by_the_reason(certificate):
    def found(state, answered):
        view = PrinterView(state, troubles=(PaperTrouble.OTHER,), certificate=certificate)
        return assess(view, None, 0.0, Deadlines(), answered=answered)

    refused = Assessment(Health.FAILED, certificate.value, PaperTrouble.OTHER)
    assert found(PrinterState.STOPPED, answered=False) == refused
    assert found(PrinterState.IDLE, answered=True) == refused
    assert found(PrinterState.IDLE, answered=False) == Assessment(Health.UNKNOWN, certificate.value)


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
            PrintFailure(PaperTrouble.OFFLINE, at=0.0),
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
    assert assess(printer, failure, now, Deadlines()) == found
