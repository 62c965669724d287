"""What T=0 leaves to the caller: 61xx and 6Cxx, within bounds."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.pcsc.apdu import (
    ApduError,
    CommandApdu,
    Response,
    exchange,
    read_binary,
    read_short_file,
    select_application,
    select_file,
)


def converse(command: CommandApdu, answers: Iterator[bytes]) -> tuple[list[str], Response]:
    sent: list[str] = []
    conversation = exchange(command)
    try:
        asked = next(conversation)
        while True:
            sent.append(asked.hex())
            asked = conversation.send(next(answers))
    except StopIteration as end:
        return sent, end.value


def hexes(*answers: str) -> Iterator[bytes]:
    return iter([bytes.fromhex(answer) for answer in answers])


def test_commands_are_those_of_the_specification():
    aid = bytes.fromhex("D250000002564954414C45")
    assert select_file(0x3F00).encode().hex() == "00a40000023f00"
    assert select_application(aid).encode().hex() == "00a404000bd250000002564954414c45"
    assert read_short_file(2).encode().hex() == "00b0820000"
    assert read_binary(512).encode().hex() == "00b0020000"


def test_6c_repeats_the_command_with_the_le_that_the_card_names():
    sent, response = converse(read_binary(0), hexes("6C03", "0102039000"))
    assert sent == ["00b0000000", "00b0000003"]
    assert (response.data, response.status) == (b"\x01\x02\x03", 0x9000)


def test_6c_on_a_command_with_data_adds_le_behind_the_data():
    sent, _ = converse(select_file(0x3F00), hexes("6C01", "FF9000"))
    assert sent == ["00a40000023f00", "00a40000023f0001"]


def test_61_fetches_and_joins_also_behind_read_binary():
    sent, response = converse(read_binary(0), hexes("0161 02".replace(" ", ""), "02036100", "9000"))
    assert sent == ["00b0000000", "00c0000002", "00c0000000"]
    assert response.data == b"\x01\x02\x03"


def test_6c_behind_61_repeats_get_response():
    sent, response = converse(read_binary(0), hexes("6110", "6C01", "AA9000"))
    assert sent == ["00b0000000", "00c0000010", "00c0000001"]
    assert response.data == b"\xaa"


@pytest.mark.parametrize("answer", ["", "90"])
def test_an_answer_without_status_word_is_refused(answer):
    with pytest.raises(ApduError):
        converse(read_binary(0), hexes(answer))


@pytest.mark.parametrize("endless", ["6C10", "6110", "AA" * 200 + "61FF"])
def test_a_chip_that_never_ends_is_left(endless):
    def for_ever() -> Iterator[bytes]:
        while True:
            yield bytes.fromhex(endless)

    with pytest.raises(ApduError):
        converse(read_binary(0), for_ever())


@given(st.lists(st.binary(max_size=260), max_size=80))
def test_any_answers_end_in_a_response_or_the_typed_error(answers):
    try:
        _, response = converse(read_binary(0), iter([*answers, b"\x90\x00"]))
    except ApduError:
        return
    assert response.status >> 8 not in (0x61, 0x6C)


def test_a_response_does_not_print_what_it_holds():
    assert "DUPONT" not in repr(Response(b"DUPONT", 0x9000))
