"""The printer's health before any job: what is known, what is remembered, what is doubted."""

import pytest

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.health import Assessment, Failure, assess
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.states import Concern, PrinterState, PrinterView
from kiosk.hardware.status import Health
from tests.hardware.cups.fakes import IDLE, busy


def idle(*troubles):
    return PrinterView(PrinterState.IDLE, troubles=troubles)


def test_an_idle_printer_that_has_answered_is_believed():
    def said(printer, failure=None):
        return assess(printer, failure, 1.0, Deadlines(), answered=True)

    assert said(idle(PaperTrouble.PAPER_OUT)) == REFUSED
    assert said(IDLE, PAPER_OUT) == Assessment(Health.OK), "filled again"
    assert said(IDLE, Failure(PaperTrouble.OFFLINE, at=0.0)) == Assessment(Health.OK)
    silent = Failure(PaperTrouble.OTHER, at=0.0)
    assert said(IDLE, silent).trouble is PaperTrouble.OTHER, "it said the same while it was stuck"


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
    assert assess(printer, failure, now, Deadlines()) == found
