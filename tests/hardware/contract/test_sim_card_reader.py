"""The simulator keeps the contract, and breaks on demand."""

import pytest

from kiosk.clock import SystemClock
from kiosk.domain.card import CardRead, ReaderAbsent, ServiceAbsent
from kiosk.hardware.sim.card.faults import CardFault, Fault
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.status import CardAnswered, CardInserted, CardTakenOut, Health
from tests.hardware.contract.card_reader import ONE, CardReaderContract, Inbox
from tests.hardware.people import CAMILLE, LUCIE


@pytest.fixture
def reader():
    made = SimCardReader(SystemClock())
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
        reader.insert(ONE, CardFault(Fault.SLOW))
        inbox.next(CardInserted)
        reader.reader_unplug()
        assert inbox.next(CardAnswered).outcome == ReaderAbsent()
        inbox.next(CardTakenOut)
        reader.remove()
        reader.reader_plug()
        inbox.health(Health.OK)
        assert self.visit(reader, inbox, vitale([LUCIE])) == CardRead((LUCIE,))

    def test_the_service_stopped_and_started(self, reader: SimCardReader, inbox: Inbox):
        reader.insert(ONE, CardFault(Fault.SLOW))
        inbox.next(CardInserted)
        reader.service_stop()
        assert inbox.next(CardAnswered).outcome == ServiceAbsent()
        inbox.next(CardTakenOut)
        reader.service_start()
        inbox.next(CardInserted)
        assert inbox.next(CardAnswered).outcome == CardRead((CAMILLE,))

    def test_a_card_in_place_of_another_is_another_visit(self, reader: SimCardReader, inbox: Inbox):
        reader.insert(ONE)
        inbox.next(CardInserted)
        inbox.next(CardAnswered)
        reader.insert(vitale([LUCIE]))
        inbox.next(CardTakenOut)
        inbox.next(CardInserted)
        assert inbox.next(CardAnswered).outcome == CardRead((LUCIE,))
