"""The simulator keeps the contract, and breaks on demand."""

import pytest

from kiosk.domain.card import AccessDenied, CardRead, ReaderAbsent, RemovedTooEarly, ServiceAbsent
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.status import CardInserted, CardReadFinished, CardTakenOut, Health
from shared_runtime.clock import SystemClock
from tests.hardware.badges import FAMILIES
from tests.hardware.contract.card_reader import ONE, CardReaderContract, Inbox
from tests.hardware.people import CAMILLE, LUCIE


@pytest.fixture
def reader():
    made = SimCardReader(SystemClock(), staff_cards=FAMILIES)
    yield made
    made.stop()


@pytest.fixture
def slot(reader: SimCardReader) -> SimCardReader:
    return reader


@pytest.fixture
def inbox(reader: SimCardReader) -> Inbox:
    made = Inbox()
    reader.start(made.put)
    made.health(Health.OK)
    return made


class TestSimCardReader(CardReaderContract):
    def test_the_reader_unplugged_with_a_slow_card_in_it(self, reader: SimCardReader, inbox: Inbox):
        reader.insert(ONE, CardFault(CardFaultKind.SLOW))
        inbox.next(CardInserted)
        reader.set_fault("unplugged")
        assert inbox.next(CardReadFinished).outcome == ReaderAbsent()
        inbox.next(CardTakenOut)
        reader.remove()
        reader.set_fault(None)
        inbox.health(Health.OK)
        assert self.visit(reader, inbox, vitale([LUCIE])) == CardRead((LUCIE,))

    def test_the_service_stopped_and_started(self, reader: SimCardReader, inbox: Inbox):
        reader.insert(ONE, CardFault(CardFaultKind.SLOW))
        inbox.next(CardInserted)
        reader.set_fault("service_absent")
        assert inbox.next(CardReadFinished).outcome == ServiceAbsent()
        inbox.next(CardTakenOut)
        reader.set_fault(None)
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE,))

    def test_a_reader_that_falls_silent_keeps_the_card_waiting_until_it_speaks(
        self, reader: SimCardReader, inbox: Inbox
    ):
        reader.set_fault("silent")
        reader.insert(ONE)
        inbox.next(CardInserted)
        reader.set_fault(None)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE,))

    def test_a_card_swapped_while_the_reader_does_not_answer_is_another_visit(
        self, reader: SimCardReader, inbox: Inbox
    ):
        reader.insert(ONE)
        alices = inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE,))
        reader.set_fault("unavailable")
        assert inbox.next(CardTakenOut).insertion == alices.insertion
        reader.insert(vitale([LUCIE]))
        reader.set_fault(None)
        assert inbox.next(CardInserted).insertion != alices.insertion
        assert inbox.next(CardReadFinished).outcome == CardRead((LUCIE,))

    def test_a_kiosk_that_is_refused_its_cards_recovers_when_it_is_let_in(
        self, reader: SimCardReader, inbox: Inbox
    ):
        reader.set_fault("access_denied")
        reader.insert(ONE)
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == AccessDenied()
        inbox.next(CardTakenOut)
        reader.set_fault(None)
        inbox.health(Health.OK)
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE,))

    def test_a_card_is_read_though_one_answer_in_six_is_lost(
        self, reader: SimCardReader, inbox: Inbox
    ):
        reader.set_fault("lossy")
        for people in ((CAMILLE,) * 5, (LUCIE,)):
            assert self.visit(reader, inbox, vitale(people)) == CardRead(people)

    def test_a_card_pulled_out_of_a_silent_reader_is_gone(
        self, reader: SimCardReader, inbox: Inbox
    ):
        reader.set_fault("silent")
        reader.insert(ONE)
        inbox.next(CardInserted)
        reader.remove()
        assert inbox.next(CardReadFinished).outcome == RemovedTooEarly()
        inbox.next(CardTakenOut)

    def test_a_card_pulled_at_its_next_exchange(self, reader: SimCardReader, inbox: Inbox):
        reader.set_fault("silent")
        reader.insert(ONE)
        inbox.next(CardInserted)
        reader.remove_at_next_exchange()
        reader.set_fault(None)
        assert inbox.next(CardReadFinished).outcome == RemovedTooEarly()
        inbox.next(CardTakenOut)
        assert not reader.occupied

    def test_no_card_is_pulled_where_none_is(self, reader: SimCardReader):
        with pytest.raises(ValueError, match="no card"):
            reader.remove_at_next_exchange()

    def test_a_fault_that_is_not_on_the_menu(self, reader: SimCardReader):
        with pytest.raises(ValueError, match="on_fire"):
            reader.set_fault("on_fire")
        assert reader.fault is None

    def test_a_card_in_place_of_another_is_another_visit(self, reader: SimCardReader, inbox: Inbox):
        reader.insert(ONE)
        inbox.next(CardInserted)
        inbox.next(CardReadFinished)
        reader.insert(vitale([LUCIE]))
        inbox.next(CardTakenOut)
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((LUCIE,))
