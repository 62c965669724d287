"""Device reports told to the session: one session a card, one fault a change, paper to its turn."""

from uuid import UUID

from kiosk.app.device_events import DeviceEvents
from kiosk.domain.card import CardRead
from kiosk.domain.events import (
    Answered,
    CardAnswered,
    CardArrived,
    CardLeft,
    FaultCleared,
    FaultRaised,
    PaperBlocked,
)
from kiosk.domain.faults import BLOCKING, Fault
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import JobId, SessionId, Stamp
from kiosk.domain.paper import HandedOver, PaperTrouble
from kiosk.hardware import status
from kiosk.hardware.status import Device, DeviceHealth, Health, Insertion
from tests.people import CAMILLE

SESSIONS = [SessionId(UUID(int=number)) for number in (1, 2, 3)]
JOB = JobId(UUID(int=9))


class Desk:
    """A desk with what it posted."""

    def __init__(self):
        self.posted = []
        sessions = iter(SESSIONS)
        self.desk = DeviceEvents(self.posted.append, lambda: next(sessions))

    def take(self, *events):
        for event in events:
            self.desk.take(event)
        return self.posted


def test_each_card_gets_a_session_of_its_own():
    first, second = Insertion(1), Insertion(2)
    read = CardRead((CAMILLE,))
    posted = Desk().take(
        status.CardInserted(first),
        status.CardReadFinished(first, read),
        status.CardTakenOut(first),
        status.CardInserted(second),
    )
    assert posted == [
        CardArrived(SESSIONS[0]),
        CardAnswered(SESSIONS[0], read),
        CardLeft(),
        CardArrived(SESSIONS[1]),
    ]


def test_the_answer_of_a_card_taken_out_reaches_nobody():
    first, second = Insertion(1), Insertion(2)
    desk = Desk()
    desk.take(status.CardInserted(first), status.CardTakenOut(first), status.CardInserted(second))
    before = len(desk.posted)
    desk.take(status.CardReadFinished(first, CardRead((CAMILLE,))))
    assert len(desk.posted) == before


def test_only_changes_of_health_are_told():
    posted = Desk().take(
        DeviceHealth(Device.CARD_READER, Health.OK),
        DeviceHealth(Device.CARD_READER, Health.OK),
        DeviceHealth(Device.CARD_READER, Health.FAILED, "reader_absent"),
        DeviceHealth(Device.CARD_READER, Health.UNKNOWN),
        DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"),
        DeviceHealth(Device.PRINTER, Health.UNKNOWN),
    )
    assert posted == [
        FaultCleared(Fault.READER_ABSENT),
        FaultRaised(Fault.READER_ABSENT),
        FaultRaised(Fault.PRINTER),
        FaultCleared(Fault.PRINTER),
    ]


def test_paper_answers_the_turn_it_was_asked_in_once():
    desk = Desk()
    stamp = Stamp(SESSIONS[0], 7)
    desk.desk.expect_paper(JOB, stamp)
    finished = status.PrintFinished(JOB, HandedOver(2))
    assert desk.take(finished, finished) == [Answered(stamp, StepResult(HandedOver(2)))]


def test_what_keeps_a_paper_is_told_to_the_turn_that_waits_for_it_and_to_no_other():
    desk = Desk()
    jammed = status.PrintBlocked(JOB, PaperTrouble.PAPER_JAM)
    assert desk.take(jammed) == [], "nobody waits for this paper"
    stamp = Stamp(SESSIONS[0], 7)
    desk.desk.expect_paper(JOB, stamp)
    posted = desk.take(
        jammed,
        status.PrintBlocked(JOB, None),
        status.PrintFinished(JOB, HandedOver(2)),
        jammed,
    )
    assert posted == [
        PaperBlocked(stamp, PaperTrouble.PAPER_JAM),
        PaperBlocked(stamp, None),
        Answered(stamp, StepResult(HandedOver(2))),
    ]


def test_a_receipt_printer_that_is_not_well_or_says_nothing_is_a_fault_of_its_own():
    posted = Desk().take(
        DeviceHealth(Device.RECEIPT_PRINTER, Health.OK),
        DeviceHealth(Device.RECEIPT_PRINTER, Health.FAILED, "paper_out"),
        DeviceHealth(Device.RECEIPT_PRINTER, Health.UNKNOWN, "silent"),
        DeviceHealth(Device.RECEIPT_PRINTER, Health.OK, "paper_low"),
        DeviceHealth(Device.RECEIPT_PRINTER, Health.UNKNOWN, "garbled"),
    )
    assert posted == [
        FaultRaised(Fault.RECEIPT_PRINTER),
        FaultCleared(Fault.RECEIPT_PRINTER),
        FaultRaised(Fault.RECEIPT_PRINTER),
    ]
    assert Fault.RECEIPT_PRINTER not in BLOCKING, "receipts come on sheets meanwhile"
