"""The reader's threads when the service hangs: nobody's visit outlives what nobody can see."""

import threading
from collections.abc import Iterator

import pytest

from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.slot import SimScard
from kiosk.hardware.status import CardInserted, CardReadFinished, CardTakenOut, Health
from tests.hardware.clocks import HandClock
from tests.hardware.contract.card_reader import Inbox
from tests.hardware.people import CAMILLE


class Hanging(SimScard):
    """A service that stops answering when told to, as a stopped process does."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs, self.goes_on = threading.Event(), threading.Event()
        self.goes_on.set()

    def establish(self):
        self.goes_on.wait()
        return super().establish()

    def wait_change(self, context, timeout_ms, states):
        if not self.goes_on.is_set():
            self.hangs.set()
        self.goes_on.wait()
        return super().wait_change(context, min(timeout_ms, 20), states)


@pytest.fixture
def scard() -> Iterator[Hanging]:
    made = Hanging()
    yield made
    made.goes_on.set()


def test_a_visit_ends_when_the_service_has_not_answered_for_long(scard: Hanging):
    clock, inbox = HandClock(), Inbox()
    reader = PcscCardReader(clock, scard=lambda: scard)
    reader.start(inbox.put)
    try:
        inbox.health(Health.OK)
        scard.put_in(VirtualChip(vitale([CAMILLE])))
        inserted = inbox.next(CardInserted).insertion
        inbox.next(CardReadFinished)
        scard.goes_on.clear()
        assert scard.hangs.wait(15)
        clock.advance(30)
        assert inbox.next(CardTakenOut).insertion == inserted
        scard.goes_on.set()
        inbox.health(Health.OK)
        assert inbox.next(CardInserted).insertion != inserted
    finally:
        scard.goes_on.set()
        reader.stop()
