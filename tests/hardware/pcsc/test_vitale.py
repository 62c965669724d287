"""The reading sequence against a chip: blocks, status words, families."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.card import (
    CardOutcome,
    CardRead,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.hardware.pcsc.asking import MOST_EXCHANGES
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import ATRS, VITALE2_ATR, WRONG_CARDS, CardProfile, vitale
from tests.hardware.people import CAMILLE, LONG, LUCIE, WEI

BANK_ATR = ATRS["bank"]


def talk(atr: bytes, answers) -> tuple[list[str], CardOutcome]:
    """``answers``: a function from command to answer."""
    sent: list[str] = []
    conversation = read_vitale(atr)
    try:
        command = next(conversation)
        while True:
            sent.append(command.hex())
            command = conversation.send(answers(command))
    except StopIteration as end:
        return sent, end.value


def read(profile: CardProfile, fault: CardFaultKind | None = None) -> tuple[list[str], CardOutcome]:
    chip = VirtualChip(profile, CardFault(fault) if fault else None)
    return talk(chip.atr, chip.answer)


def with_status(at: int, status: str, atr: bytes = VITALE2_ATR, times: int = 99):
    """A sound card whose command number ``at``, from 1, gets that status word instead."""
    chip = VirtualChip(vitale([CAMILLE], atr))
    count, hits = 0, 0

    def answer(command: bytes) -> bytes:
        nonlocal count, hits
        repeated = hits and command == spoilt
        count += not repeated
        if (count == at or repeated) and hits < times:
            hits += 1
            remember(command)
            return bytes.fromhex(status)
        return chip.answer(command)

    spoilt = b""

    def remember(command: bytes) -> None:
        nonlocal spoilt
        spoilt = command

    return talk(atr, answer)


def test_the_sequence_is_that_of_the_specification():
    sent, outcome = read(vitale([CAMILLE]))
    selections = [command for command in sent if command.startswith("00a4")]
    assert selections == ["00a40000023f00", "00a404000bd250000002564954414c45"]
    assert sent.count("00b0820000") == 2
    assert outcome == CardRead((CAMILLE,))


@pytest.mark.parametrize(
    "fault", [None, CardFaultKind.EVERYWHERE_61, CardFaultKind.EVERYWHERE_6C, CardFaultKind.SLOW]
)
@pytest.mark.parametrize("size", [1, 2, 5, 12, 19, 40])
def test_any_number_of_holders_through_any_protocol_manners(fault, size):
    people = tuple([CAMILLE, LUCIE, WEI, LONG][i % 4] for i in range(size))
    assert read(vitale(people), fault)[1] == CardRead(people)


@pytest.mark.parametrize("length", [255, 256, 257, 511, 512, 513, 768])
def test_a_file_that_ends_about_a_block_boundary(length):
    profile = vitale([CAMILLE])
    body = profile.identities.rstrip(b"\x00")
    filler = length - len(body) - 4
    identities = b"\x67\x82" + filler.to_bytes(2) + b"\x20" * filler + body
    assert len(identities) == length
    assert read(replace(profile, identities=identities))[1] == CardRead((CAMILLE,))


def test_padding_of_kilobytes_is_not_read():
    profile = vitale([CAMILLE])
    sent, outcome = read(replace(profile, identities=profile.identities + bytes(4000)))
    assert outcome == CardRead((CAMILLE,))
    assert len(sent) <= 8


@pytest.mark.parametrize("most", [1, 7, 19, 100, 255])
@pytest.mark.parametrize("padding", [0, 64])
def test_a_chip_that_gives_less_than_a_block_at_a_time_is_read_to_its_end(most, padding):
    people = (LONG, CAMILLE, LUCIE)
    sound = vitale(people)
    chip = VirtualChip(
        replace(
            sound,
            identities=sound.identities.rstrip(b"\x00") + bytes(padding),
            numbers=sound.numbers.rstrip(b"\x00") + bytes(padding),
        )
    )

    def piecemeal(command: bytes) -> bytes:
        if command[1] != 0xB0:
            return chip.answer(command)
        answer = chip.answer(command[:4] + bytes([most]))
        hinted = len(answer) == 2 and answer[0] == 0x6C
        return chip.answer(command[:4] + answer[1:]) if hinted else answer

    # Nothing tells the end of a whole first entry from the end of the file: 19 is a NIR's entry.
    expected = Unreadable(UnreadableReason.HOLDER_COUNTS_DIFFER) if most == 19 else CardRead(people)
    assert talk(VITALE2_ATR, piecemeal)[1] == expected


def test_a_chip_that_draws_a_file_out_for_ever_is_given_up():
    """Found by fuzzing: one byte an answer, thousands of answers, each scanned from the start."""
    commands, outcome = talk(VITALE2_ATR, lambda _: bytes.fromhex("659000"))
    assert outcome == Unreadable(UnreadableReason.CHIP_FAILURE)
    assert len(commands) == MOST_EXCHANGES


def test_nineteen_holders_a_byte_at_a_time_are_not_too_slow_a_card():
    chip = VirtualChip(vitale((CAMILLE,) * 19))

    def a_byte(command: bytes) -> bytes:
        return chip.answer(command[:4] + b"\x01" if command[1] == 0xB0 else command)

    assert talk(VITALE2_ATR, a_byte)[1] == CardRead((CAMILLE,) * 19)


def test_end_of_file_before_le_gives_its_data():
    chip = VirtualChip(vitale([CAMILLE]))

    def warns(command: bytes) -> bytes:
        answer = chip.answer(command)
        if command[1] == 0xB0 and answer[0] == 0x6C:
            return chip.answer(command[:4] + answer[1:])[:-2] + b"\x62\x82"
        return answer

    assert talk(VITALE2_ATR, warns)[1] == CardRead((CAMILLE,))


@pytest.mark.parametrize("status", ["6B00", "6A82", "6A83", "6A86", "6700", "9000", "6282"])
@pytest.mark.parametrize("blocks", [1, 2])
def test_what_a_chip_says_past_the_end_of_a_full_block_ends_the_file(status, blocks):
    profile = vitale([CAMILLE])
    body = profile.identities.rstrip(b"\x00")
    filler = 256 * blocks - len(body) - 4
    identities = b"\x67\x82" + filler.to_bytes(2) + b"\x20" * filler + body
    chip = VirtualChip(replace(profile, identities=identities))

    def answer(command: bytes) -> bytes:
        given = chip.answer(command)
        return bytes.fromhex(status) if given == b"\x6b\x00" else given

    assert talk(VITALE2_ATR, answer)[1] == CardRead((CAMILLE,))


def test_a_file_that_stops_inside_a_holder_is_malformed_not_another_card():
    profile = vitale([LONG] * 4)
    chip = VirtualChip(profile)

    def answer(command: bytes) -> bytes:
        return b"\x6a\x82" if command[:4] == b"\x00\xb0\x01\x00" else chip.answer(command)

    assert len(profile.identities) > 256
    assert talk(VITALE2_ATR, answer)[1] == Unreadable(UnreadableReason.MALFORMED)


def test_a_file_without_end_is_too_large():
    def endless(command: bytes) -> bytes:
        return b"\x80\x82\x1f\x00" * 64 + b"\x90\x00" if command[1] == 0xB0 else b"\x90\x00"

    assert talk(VITALE2_ATR, endless)[1] == Unreadable(UnreadableReason.TOO_LARGE)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("6A82", WrongCard(WrongCardKind.OTHER)),
        ("6A83", WrongCard(WrongCardKind.OTHER)),
        ("6700", WrongCard(WrongCardKind.OTHER)),
        ("6D00", WrongCard(WrongCardKind.OTHER)),
        ("6E00", WrongCard(WrongCardKind.OTHER)),
        ("6982", Unreadable(UnreadableReason.REFUSED)),
        ("6985", Unreadable(UnreadableReason.REFUSED)),
        ("6986", Unreadable(UnreadableReason.REFUSED)),
        ("6999", Unreadable(UnreadableReason.REFUSED)),
        ("6283", Unreadable(UnreadableReason.WITHDRAWN)),
        ("6285", Unreadable(UnreadableReason.WITHDRAWN)),
        ("6581", Unreadable(UnreadableReason.CHIP_FAILURE)),
        ("6F00", Unreadable(UnreadableReason.CHIP_FAILURE)),
        ("", Unreadable(UnreadableReason.CHIP_FAILURE)),
        ("90", Unreadable(UnreadableReason.CHIP_FAILURE)),
    ],
)
def test_each_status_word_on_every_select(status, outcome):
    chip = VirtualChip(vitale([CAMILLE]))

    def answer(command: bytes) -> bytes:
        return bytes.fromhex(status) if command[1] == 0xA4 else chip.answer(command)

    assert talk(VITALE2_ATR, answer)[1] == outcome


@pytest.mark.parametrize("status", ["6581", "6F00"])
@pytest.mark.parametrize("at", [1, 3, 5, 7])
def test_a_chip_failure_that_passes_is_forgiven(status, at):
    assert with_status(at, status, times=1)[1] == CardRead((CAMILLE,))


@pytest.mark.parametrize("status", ["6982", "6985", "6A81", "6A82", "6D00", "6E00"])
def test_an_unknown_card_that_refuses_is_another_card_not_a_damaged_vitale(status):
    refused = talk(BANK_ATR, lambda _: bytes.fromhex(status))[1]
    assert refused == WrongCard(WrongCardKind.OTHER)


def test_an_unknown_card_that_answers_as_a_vitale_is_one():
    assert read(vitale([CAMILLE], ATRS["vitale2_newer"]))[1] == CardRead((CAMILLE,))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("vitale1", WrongCardKind.VITALE1),
        ("cps", WrongCardKind.CPS),
        ("staff", WrongCardKind.STAFF),
        ("hospital", WrongCardKind.OTHER),
    ],
)
def test_a_card_known_by_its_atr_is_not_spoken_to(name, kind):
    assert read(WRONG_CARDS[name]) == ([], WrongCard(kind))


def test_a_bank_card_is_told_by_its_answers_to_select():
    sent, outcome = read(WRONG_CARDS["bank"])
    assert sent == ["00a40000023f00", "00a404000ed2500000024d465f564954414c45"]
    assert outcome == WrongCard(WrongCardKind.OTHER)


@pytest.mark.parametrize("atr", [VITALE2_ATR, ATRS["vitale2_newer"]])
@pytest.mark.parametrize("people", [(CAMILLE,), (CAMILLE, LUCIE, WEI), (LONG,) * 19])
def test_a_card_that_takes_files_by_name_only(atr, people):
    sent, outcome = read(vitale(people, atr), CardFaultKind.BY_NAME_ONLY)
    assert outcome == CardRead(people)
    assert "00a404000ed2500000024d465f564954414c45" in sent
    assert "00a4020002d001" in sent
    assert "00b0000000" in sent


@pytest.mark.parametrize("refusal", ["6982", "6985", "6986", "6A82", "6A86", "6B00", "6700"])
def test_a_card_that_refuses_short_names_is_asked_by_file_name(refusal):
    chip = VirtualChip(vitale([CAMILLE, LUCIE]))

    def answer(command: bytes) -> bytes:
        if command[1] == 0xB0 and command[2] & 0x80:
            return bytes.fromhex(refusal)
        return chip.answer(command)

    assert talk(VITALE2_ATR, answer)[1] == CardRead((CAMILLE, LUCIE))


@pytest.mark.parametrize("refusal", ["6982", "6985", "6A82", "6A86", "6E00"])
def test_a_card_that_refuses_the_master_file_by_number_is_asked_by_its_name(refusal):
    chip = VirtualChip(vitale([CAMILLE]))

    def answer(command: bytes) -> bytes:
        refused = command == bytes.fromhex("00A40000023F00")
        return bytes.fromhex(refusal) if refused else chip.answer(command)

    assert talk(VITALE2_ATR, answer)[1] == CardRead((CAMILLE,))


@pytest.mark.parametrize("status", ["6283", "6285", "6581", "6F00"])
def test_no_other_way_is_tried_round_a_withdrawn_or_failing_chip(status):
    sent, outcome = with_status(1, status)
    assert not any(command.startswith("00a404") for command in sent)
    assert isinstance(outcome, Unreadable)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (CardFaultKind.TRUNCATED_TLV, UnreadableReason.MALFORMED),
        (CardFaultKind.OVERSIZED_LENGTH, UnreadableReason.TOO_LARGE),
        (CardFaultKind.COUNTS_DIFFER, UnreadableReason.HOLDER_COUNTS_DIFFER),
        (CardFaultKind.BAD_NIR_KEY, UnreadableReason.NIR_KEY),
        (CardFaultKind.WRONG_STATUS_WORD, UnreadableReason.REFUSED),
    ],
)
@pytest.mark.parametrize("people", [(CAMILLE,), (CAMILLE, LUCIE)])
def test_each_fault_of_the_menu_ends_in_its_reason(fault, reason, people):
    assert read(vitale(people), fault)[1] == Unreadable(reason)


@given(st.lists(st.binary(max_size=258), max_size=60), st.binary(max_size=33))
def test_garbage_always_ends_in_an_outcome(answers, atr):
    supply = iter(answers)
    _, outcome = talk(atr, lambda _: next(supply, b"\x6f\x00"))
    assert isinstance(outcome, CardRead | WrongCard | Unreadable)
