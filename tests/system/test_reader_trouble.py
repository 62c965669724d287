"""The real pcscd in trouble: killed again and again, cards pulled at each exchange, or silent."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.card import CardRead, ReadTimedOut, RemovedTooEarly
from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import VITALE2_ATR, CardProfile, vitale
from kiosk.hardware.status import CardInserted, CardReadFinished, CardTakenOut, Health
from shared_runtime.clock import SystemClock
from tests.hardware.contract.card_reader import Inbox
from tests.hardware.people import CAMILLE, LUCIE, WEI
from tests.system.pcscd import Pcscd, VpcdSlot, free_slot, missing_parts
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing_parts() is not None, reason=missing_parts() or ""),
]

RESTARTS = int(os.environ.get("SOAK_RESTARTS", "15"))
"""``make soak`` does a hundred: each costs the kiosk its half second of patience."""
DEADLINE_S = 2.0
FAMILY = vitale([CAMILLE, WEI])
NEXT = vitale([LUCIE])


@pytest.fixture(scope="module")
def pcscd() -> Iterator[Pcscd]:
    made = Pcscd(eventually)
    yield made
    made.stop()


@pytest.fixture
def slot(pcscd: Pcscd) -> Iterator[VpcdSlot]:
    eventually(lambda: free_slot() is not None)
    index = free_slot()
    assert index is not None
    made = VpcdSlot.numbered(index)
    yield made
    made.remove()


@pytest.fixture
def reader(slot: VpcdSlot) -> Iterator[PcscCardReader]:
    made = PcscCardReader(SystemClock(), pattern=slot.reader_name, deadline_s=DEADLINE_S)
    yield made
    made.stop()


@pytest.fixture
def inbox(reader: PcscCardReader) -> Inbox:
    made = Inbox()
    reader.start(made.put)
    made.health(Health.OK)
    return made


def works(slot: VpcdSlot, inbox: Inbox) -> None:
    """The next person's card: read, and nobody else's."""
    slot.insert(NEXT)
    inserted = inbox.next(CardInserted)
    answered = inbox.next(CardReadFinished)
    assert (answered.insertion, answered.outcome) == (inserted.insertion, CardRead((LUCIE,)))
    slot.remove()
    assert inbox.next(CardTakenOut).insertion == inserted.insertion


def exchanges(profile: CardProfile) -> int:
    """How many commands the reading of that card takes."""
    chip, reading, count = VirtualChip(profile), read_vitale(VITALE2_ATR), 1
    command = next(reading)
    try:
        while True:
            command = reading.send(chip.answer(command))
            count += 1
    except StopIteration:
        return count


@pytest.mark.parametrize("exchange", range(1, exchanges(FAMILY) + 1))
def test_pulled_at_every_single_exchange(slot: VpcdSlot, inbox: Inbox, exchange: int):
    slot.insert(FAMILY, CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=exchange))
    inserted = inbox.next(CardInserted)
    answered = inbox.next(CardReadFinished)
    assert (answered.insertion, answered.outcome) == (inserted.insertion, RemovedTooEarly())
    assert inbox.next(CardTakenOut).insertion == inserted.insertion
    works(slot, inbox)


def test_a_card_that_never_answers_is_given_up_in_time(slot: VpcdSlot, inbox: Inbox):
    silent = VirtualChip(FAMILY)
    silent.delay_s = 3_600.0
    clock = SystemClock()
    slot.insert_chip(silent)
    inserted = inbox.next(CardInserted)
    began = clock.monotonic()
    assert inbox.next(CardReadFinished).outcome == ReadTimedOut()
    assert clock.monotonic() - began < DEADLINE_S + 3
    slot.remove()
    assert inbox.next(CardTakenOut).insertion == inserted.insertion
    works(slot, inbox)


def test_two_cards_in_quick_succession_are_two_visits(slot: VpcdSlot, inbox: Inbox):
    for _ in range(3):
        slot.insert(FAMILY)
        first = inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE, WEI))
        slot.insert(NEXT)
        assert inbox.next(CardTakenOut).insertion == first.insertion
        second = inbox.next(CardInserted)
        answered = inbox.next(CardReadFinished)
        assert (answered.insertion, answered.outcome) == (second.insertion, CardRead((LUCIE,)))
        slot.remove()
        inbox.next(CardTakenOut)


def test_a_card_swapped_while_it_is_read_is_never_taken_for_the_other(slot: VpcdSlot, inbox: Inbox):
    """Sooner than a card counts as inserted: what is said then is said of the one that stayed."""
    slot.insert(FAMILY, CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=3))
    slot.insert(NEXT)
    outcomes = []
    while not outcomes or outcomes[-1] == RemovedTooEarly():
        inbox.next(CardInserted)
        outcomes.append(inbox.next(CardReadFinished).outcome)
        if outcomes[-1] == RemovedTooEarly():
            inbox.next(CardTakenOut)
    assert outcomes[-1] == CardRead((LUCIE,))


def test_pcscd_killed_and_started_again_and_again(pcscd: Pcscd, slot: VpcdSlot, inbox: Inbox):
    """Every fifth time with a card in. No thread, no descriptor stays behind."""
    if not pcscd.ours:
        pytest.skip("runs when no other pcscd is running: this one is not ours to kill")
    works(slot, inbox)
    clock = SystemClock()
    held: list[tuple[int, int]] = []
    began = clock.monotonic()
    for number in range(RESTARTS):
        if number % 5 == 0:
            slot.insert(NEXT)
            inbox.next(CardInserted)
            inbox.next(CardReadFinished)
        pcscd.kill()
        if number % 5 == 0:
            inbox.gone("service_absent")
            slot.remove()
        else:
            inbox.health(Health.FAILED, "service_absent")
        pcscd.start()
        inbox.health(Health.OK)
        held.append((threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))))
        if number % 5 == 0:
            works(slot, inbox)
    took_s = clock.monotonic() - began
    print(f"{RESTARTS} restarts in {took_s:.1f} s: {RESTARTS / took_s:.2f} a second")
    assert held[-1] == held[1], held
