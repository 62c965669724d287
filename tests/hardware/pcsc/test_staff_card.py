"""How a badge of staff is read: the commands, the limits, and what is no badge."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.card import StaffCard, Unreadable, UnreadableReason, WrongCard, WrongCardKind
from kiosk.hardware.pcsc.staff_card import read_staff_card, staff_family_of
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import ATRS, CardProfile, badge
from tests.hardware.badges import (
    BY_FILE,
    BY_NUMBER,
    CONTACTLESS_ATR,
    FAMILIES,
    FILED,
    NUMBER,
    NUMBERED,
)
from wire.staff import StaffBadge
from wire.staff_cards import StaffCardFamily

ANOTHER_MAKE = WrongCard(WrongCardKind.STAFF)
MALFORMED = Unreadable(UnreadableReason.MALFORMED)


def conversation(family: StaffCardFamily, answer) -> tuple[list[str], object]:
    """The commands, in hex, and what they came to."""
    reading, commands = read_staff_card(family), []
    try:
        command = next(reading)
        while True:
            commands.append(command.hex())
            command = reading.send(answer(command))
    except StopIteration as end:
        return commands, end.value


def read(family: StaffCardFamily, profile: CardProfile) -> object:
    return conversation(family, VirtualChip(profile).answer)[1]


def test_a_number_takes_one_command():
    commands, outcome = conversation(NUMBERED, VirtualChip(BY_NUMBER).answer)
    assert commands == ["ffca000000"]
    assert outcome == StaffCard(StaffBadge("dsi", "serial", "04a1b2c3d4e580"))


def test_a_file_is_chosen_and_no_more_of_it_read_than_the_identifier():
    commands, outcome = conversation(FILED, VirtualChip(BY_FILE).answer)
    assert commands == ["00a4040006f0424f524e45", "00a40000020001", "00b0000608"]
    assert outcome == StaffCard(StaffBadge("cpam", "file", "00a17c3e5f904b21"))


def test_a_part_of_a_number_is_read():
    family = replace(NUMBERED, offset=1, length=4)
    assert read(family, BY_NUMBER) == StaffCard(StaffBadge("dsi", "serial", "a1b2c3d4"))


def test_a_file_without_a_length_is_read_to_its_end():
    whole = badge(ATRS["staff"], content=b"\x01\x02\x03\x04")
    family = replace(FILED, offset=1, length=None)
    assert read(family, whole) == StaffCard(StaffBadge("cpam", "file", "020304"))


@pytest.mark.parametrize("number", [b"\x01", b"\0" * 7, b"\xff" * 7])
def test_a_number_too_short_or_never_written_is_none(number):
    assert read(NUMBERED, badge(CONTACTLESS_ATR, number=number)) == MALFORMED


def test_less_than_the_length_is_none():
    assert read(replace(NUMBERED, length=8), BY_NUMBER) == MALFORMED
    assert read(replace(NUMBERED, offset=7), BY_NUMBER) == MALFORMED


def test_more_than_an_identifier_is_none():
    long = badge(CONTACTLESS_ATR, number=bytes(range(33)))
    assert read(NUMBERED, long) == Unreadable(UnreadableReason.TOO_LARGE)


@pytest.mark.parametrize("status", ["6a82", "6982", "6985", "6d00", "6e00", "6a81", "63c3"])
def test_a_badge_that_refuses_is_of_another_make(status):
    for family in FAMILIES:
        assert conversation(family, lambda _: bytes.fromhex(status))[1] == ANOTHER_MAKE


def test_a_badge_of_the_family_without_the_file_is_of_another_make():
    assert read(FILED, badge(ATRS["staff"], number=NUMBER)) == ANOTHER_MAKE


def test_a_chip_that_was_withdrawn_or_fails_is_said_to():
    withdrawn, failing = bytes.fromhex("6283"), bytes.fromhex("6f00")
    assert conversation(NUMBERED, lambda _: withdrawn)[1] == Unreadable(UnreadableReason.WITHDRAWN)
    commands, outcome = conversation(NUMBERED, lambda _: failing)
    assert outcome == Unreadable(UnreadableReason.CHIP_FAILURE)
    assert len(commands) == 2, "tried once more"


@pytest.mark.parametrize("answer", [b"", b"\x90", b"\x61\x10", b"\x6c\x07"])
def test_a_chip_that_keeps_to_no_protocol_ends(answer):
    assert conversation(NUMBERED, lambda _: answer)[1] == Unreadable(UnreadableReason.CHIP_FAILURE)


@given(st.lists(st.binary(max_size=300), max_size=9), st.sampled_from(FAMILIES))
def test_whatever_a_chip_says_it_is_asked_to_choose_and_to_read_alone(answers, family):
    said = iter([*answers, *[b"\x6f\x00"] * 99])
    commands, outcome = conversation(family, lambda _: next(said))
    assert {each[2:4] for each in commands} <= {"a4", "b0", "ca", "c0"}
    assert all(len(each) <= 2 * 261 for each in commands)
    if isinstance(outcome, StaffCard):
        assert 2 <= len(bytes.fromhex(outcome.badge.identifier)) <= 32


def test_the_first_family_that_fits_is_its_own():
    other = replace(FILED, family="other")
    assert staff_family_of(ATRS["staff"], (NUMBERED, FILED, other)) is FILED
    assert staff_family_of(ATRS["bank"], FAMILIES) is None


def test_only_the_bits_of_the_mask_count():
    family = replace(NUMBERED, atr="3b81ff", mask="ffff00")
    assert family.fits(CONTACTLESS_ATR)
    assert not replace(family, mask=None).fits(CONTACTLESS_ATR)
    assert not family.fits(bytes.fromhex("3b81")), "shorter than what it begins with"


def test_what_it_is_shown_as_tells_nothing():
    assert "04a1" not in repr(StaffCard(StaffBadge("dsi", "serial", "04a1b2c3d4e580")))
