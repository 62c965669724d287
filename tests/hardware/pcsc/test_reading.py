"""What each PC/SC error means, the card pulled at every exchange, the restart after a reset."""

import pytest

from kiosk.domain.card import (
    AccessDenied,
    CardRead,
    Mute,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.hardware.pcsc.reading import CardReading, Halt, read_card
from kiosk.hardware.pcsc.scard import PcscError, ReturnCode
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import VITALE2_ATR, WRONG_CARDS, CardProfile, vitale
from kiosk.hardware.sim.card.slot import READER_NAME, SimScard
from tests.hardware.people import CAMILLE, LONG, LUCIE, WEI

ONE = vitale([CAMILLE])
CHIP_FAILURE = Unreadable(UnreadableReason.CHIP_FAILURE)


class BriefScard(SimScard):
    """Does not wait for a card to leave: nobody moves it in these tests."""

    def wait_change(self, context, timeout_ms, states):
        return super().wait_change(context, 0, states)


def slot(profile: CardProfile = ONE, fault: CardFault | None = None) -> BriefScard:
    scard = BriefScard()
    scard.put_in(VirtualChip(profile, fault))
    return scard


def nothing(_: float) -> None:
    return


def read(scard: SimScard, pace=nothing) -> CardReading:
    readings: list[CardReading] = []
    read_card(scard, READER_NAME, pace, readings.append)
    (reading,) = readings
    return reading


def test_the_atr_is_told_before_the_first_command():
    told: list[bytes] = []
    scard = slot()

    def pace(_: float) -> None:
        if told:
            raise Halt

    readings: list[CardReading] = []
    read_card(scard, READER_NAME, pace, readings.append, told.append)
    assert told == [VITALE2_ATR]
    assert readings[0].outcome == ReadTimedOut()
    assert readings[0].atr == VITALE2_ATR


def test_a_sound_card_is_read_and_let_go():
    scard = slot()
    reading = read(scard)
    assert reading.outcome == CardRead((CAMILLE,))
    assert reading.atr == VITALE2_ATR
    assert scard.idle


@pytest.mark.parametrize("exchange", range(1, 9))
def test_pulled_at_every_exchange(exchange):
    scard = slot(fault=CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=exchange))
    assert read(scard).outcome == RemovedTooEarly()
    assert scard.idle


def test_the_exchange_after_the_last_is_never_reached():
    assert read(
        slot(fault=CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=9))
    ).outcome == CardRead((CAMILLE,))


@pytest.mark.parametrize("call", ["connect", "atr", "begin", "transmit"])
def test_a_reset_by_another_program_restarts_once(call):
    scard = slot()
    scard.fail_next(call, ReturnCode.RESET_CARD)
    assert read(scard).outcome == CardRead((CAMILLE,))
    assert scard.idle


def test_a_card_that_is_reset_again_and_again_is_given_up():
    scard = slot()
    scard.fail_next("transmit", ReturnCode.RESET_CARD)
    scard.fail_next("transmit", ReturnCode.RESET_CARD)
    assert read(scard).outcome == CHIP_FAILURE


def test_no_answer_to_reset_is_mute_after_two_attempts():
    scard = slot()
    scard.fail_next("connect", ReturnCode.UNRESPONSIVE_CARD)
    assert read(scard).outcome == CardRead((CAMILLE,))
    scard.fail_next("connect", ReturnCode.UNRESPONSIVE_CARD)
    scard.fail_next("connect", ReturnCode.UNRESPONSIVE_CARD)
    assert read(scard) == CardReading(None, Mute())


def test_a_card_told_of_before_it_has_power_is_waited_for_but_not_for_long():
    scard = slot()
    waits: list[float] = []
    for _ in range(3):
        scard.fail_next("connect", ReturnCode.UNPOWERED_CARD)
    assert read(scard, waits.append).outcome == CardRead((CAMILLE,))
    assert 0 < sum(waits) < 0.1
    waits.clear()
    for _ in range(1000):
        scard.fail_next("connect", ReturnCode.UNPOWERED_CARD)
    assert read(scard, waits.append) == CardReading(None, Mute())
    assert sum(waits) < 0.5


def test_an_upside_down_card_is_mute():
    assert read(slot(fault=CardFault(CardFaultKind.MUTE))).outcome == Mute()


@pytest.mark.parametrize("code", [ReturnCode.NOT_TRANSACTED, ReturnCode.COMM_ERROR, 0x80100001])
def test_a_failing_line_is_tried_again_while_the_card_is_in(code):
    scard = slot()
    scard.fail_next("transmit", code)
    assert read(scard).outcome == CardRead((CAMILLE,))
    for _ in range(2 * 4):
        scard.fail_next("transmit", code)
    assert read(scard).outcome == CHIP_FAILURE


FAMILY = (CAMILLE, LUCIE, WEI, LONG, CAMILLE)


class Counting(BriefScard):
    """Counts the commands that reach the card, and the times it is connected to."""

    def __init__(self) -> None:
        super().__init__()
        self.put_in(VirtualChip(vitale(FAMILY)))
        self.commands = self.connections = 0

    def connect(self, context, reader):
        self.connections += 1
        return super().connect(context, reader)

    def transmit(self, card, protocol, command):
        self.commands += 1
        return super().transmit(card, protocol, command)


@pytest.mark.parametrize("every", [6, 5, 4, 3])
def test_a_family_of_five_is_read_though_one_command_in_some_is_lost(every):
    scard = Counting()
    scard.lose_every(every)
    assert read(scard).outcome == CardRead(FAMILY)
    assert scard.connections == 1, "the reading did not begin anew"


@pytest.mark.parametrize("exchange", range(1, 13))
def test_each_command_may_be_lost_three_times_running(exchange):
    class Worn(Counting):
        def transmit(self, card, protocol, command):
            lost = exchange <= self.commands + 1 < exchange + 3
            answer = super().transmit(card, protocol, command)
            if lost:
                raise PcscError(ReturnCode.NOT_TRANSACTED)
            return answer

    scard = Worn()
    assert read(scard).outcome == CardRead(FAMILY)
    assert scard.connections == 1


@pytest.mark.parametrize(
    ("code", "commands"),
    [(ReturnCode.REMOVED_CARD, 1), (ReturnCode.RESET_CARD, 2), (ReturnCode.COMM_ERROR, 8)],
)
def test_a_command_is_not_repeated_to_a_card_that_left_or_was_reset(code, commands):
    class Failing(Counting):
        def transmit(self, card, protocol, command):
            super().transmit(card, protocol, command)
            raise PcscError(code)

    scard = Failing()
    read(scard)
    assert scard.commands == commands


def test_repeating_ends_with_the_time_that_a_reading_has():
    scard = Counting()
    scard.lose_every(1)

    def pace(_: float) -> None:
        if scard.commands == 2:
            raise Halt

    assert read(scard, pace).outcome == ReadTimedOut()
    assert scard.commands == 2


def test_a_failing_line_with_the_card_gone_is_a_card_taken_out():
    class Pulled(BriefScard):
        def transmit(self, card, protocol, command):
            self.take_out()
            self.fail_next("transmit", ReturnCode.NOT_TRANSACTED)
            return super().transmit(card, protocol, command)

    scard = Pulled()
    scard.put_in(VirtualChip(ONE))
    assert read(scard).outcome == RemovedTooEarly()


@pytest.mark.parametrize(
    ("call", "code", "outcome"),
    [
        ("establish", ReturnCode.NO_SERVICE, ServiceAbsent()),
        ("connect", ReturnCode.NO_SERVICE, ServiceAbsent()),
        ("connect", ReturnCode.SERVICE_STOPPED, ServiceAbsent()),
        ("transmit", ReturnCode.INVALID_HANDLE, ServiceAbsent()),
        ("connect", ReturnCode.READER_UNAVAILABLE, ReaderUnavailable()),
        ("transmit", ReturnCode.UNKNOWN_READER, ReaderAbsent()),
        ("establish", ReturnCode.ACCESS_DENIED, AccessDenied()),
        ("connect", ReturnCode.ACCESS_DENIED, AccessDenied()),
        ("transmit", ReturnCode.ACCESS_DENIED, AccessDenied()),
        ("connect", ReturnCode.NO_SMARTCARD, RemovedTooEarly()),
        ("transmit", ReturnCode.REMOVED_CARD, RemovedTooEarly()),
        ("connect", ReturnCode.PROTO_MISMATCH, WrongCard(WrongCardKind.OTHER)),
        ("connect", ReturnCode.UNSUPPORTED_CARD, WrongCard(WrongCardKind.OTHER)),
    ],
)
def test_each_code_has_its_meaning(call, code, outcome):
    scard = slot()
    scard.fail_next(call, code)
    assert read(scard).outcome == outcome


def test_a_reader_unplugged_in_an_exchange_is_not_called_silent():
    class Unplugged(BriefScard):
        def transmit(self, card, protocol, command):
            self.plug(False)
            return super().transmit(card, protocol, command)

    scard = Unplugged()
    scard.put_in(VirtualChip(ONE))
    assert read(scard).outcome == ReaderAbsent()


def test_a_card_that_does_not_suit_is_still_named_by_its_atr():
    scard = slot(WRONG_CARDS["cps"])
    scard.fail_next("connect", ReturnCode.PROTO_MISMATCH)
    assert read(scard).outcome == WrongCard(WrongCardKind.CPS)


def test_a_garbled_answer_to_reset_is_a_mute_card():
    scard = slot(CardProfile(b"\x00\xff"))
    scard.fail_next("connect", ReturnCode.PROTO_MISMATCH)
    scard.fail_next("connect", ReturnCode.PROTO_MISMATCH)
    assert read(scard) == CardReading(None, Mute())


def test_a_card_held_by_another_program_is_waited_for():
    scard = slot()
    scard.fail_next("connect", ReturnCode.SHARING_VIOLATION)
    waits: list[float] = []
    reading = read(scard, waits.append)
    assert reading.outcome == CardRead((CAMILLE,))
    assert max(waits) > 0


@pytest.mark.parametrize("step", range(6))
def test_time_up_at_every_exchange_lets_the_card_go(step):
    scard, steps = slot(), 0

    def pace(_: float) -> None:
        nonlocal steps
        if steps == step:
            raise Halt
        steps += 1

    assert read(scard, pace).outcome == ReadTimedOut()
    assert scard.idle


@pytest.mark.parametrize("call", ["end", "disconnect", "release"])
def test_trouble_in_leaving_does_not_change_the_outcome(call):
    scard = slot()
    scard.fail_next(call, ReturnCode.SERVICE_STOPPED)
    assert read(scard).outcome == CardRead((CAMILLE,))
