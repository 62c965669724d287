import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entries.address import CITY, POSTCODE, STREET
from kiosk.domain.entries.days import BIRTH_DATE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.entry import Clean, Entry, Mistake
from kiosk.ui.input_buffer import (
    MAX_DIGITS,
    MIN_DIGITS,
    CodeBuffer,
    TextBuffer,
)
from tests.domain.entries.every import EVERY_ENTRY

STROKES = st.lists(
    st.one_of(st.sampled_from([*"0123456789ABéŒ'-", "erase"]), st.characters()), max_size=60
)


def code(digits: str) -> CodeBuffer:
    entry = CodeBuffer()
    for digit in digits:
        entry.type(digit)
    return entry


def text(entry: Entry, typed: str) -> TextBuffer:
    buffer = TextBuffer()
    for character in typed:
        buffer.type(character, entry)
    return buffer


def test_a_code_can_be_taken_once():
    entry = code("1234")
    assert entry.take() == "1234"
    assert entry.take() == ""


@pytest.mark.parametrize("character", ["", "a", "12", "٣", "²", " "])
def test_only_single_digits_count_in_a_code(character):
    entry = code("1")
    entry.type(character)
    assert entry.take() == "1"


def test_a_code_has_at_least_four_digits_and_never_more_than_thirteen():
    assert not code("1" * (MIN_DIGITS - 1)).complete
    assert code("1" * MIN_DIGITS).complete
    assert len(code("1" * (MAX_DIGITS + 5))) == MAX_DIGITS


def test_erasing_nothing_does_nothing():
    entry = CodeBuffer()
    entry.erase()
    assert len(entry) == 0


def test_neither_is_ever_printed():
    assert "1234" not in repr(code("1234"))
    assert "LILAS" not in repr(text(STREET, "LILAS"))


@given(STROKES)
def test_a_code_behaves_like_a_bounded_stack(strokes):
    entry, expected = CodeBuffer(), ""
    for stroke in strokes:
        if stroke == "erase":
            entry.erase()
            expected = expected[:-1]
        else:
            entry.type(stroke)
            counts = len(stroke) == 1 and stroke in "0123456789"
            expected = (expected + stroke * counts)[:MAX_DIGITS]
    assert entry.take() == expected


@given(st.sampled_from(EVERY_ENTRY), STROKES)
def test_a_text_holds_only_what_may_stand_there_and_no_more_than_fits(entry, strokes):
    buffer = TextBuffer()
    for stroke in strokes:
        before = buffer.text
        if stroke == "erase":
            buffer.erase()
            assert buffer.text == before[:-1]
        else:
            buffer.type(stroke, entry)
            assert buffer.text in (before, before + stroke.upper())
        assert len(buffer) == len(buffer.text) <= entry.longest
    assert entry.check(buffer.text) is not Mistake.CHARACTERS or not entry.is_number


def test_letters_are_typed_as_capitals_with_their_accents():
    assert text(STREET, "12 bis rue de l'œuvre, façade é").text == (
        "12 BIS RUE DE L'ŒUVRE, FAÇADE É"
    )


@pytest.mark.parametrize("character", ["\x16", "\t", "\n", "@", "€", "ß", "ﬁ", "AB", ""])
def test_no_control_no_sign_and_nothing_pasted_gets_into_an_address(character):
    entry = text(STREET, "A")
    entry.type(character, STREET)
    assert entry.text == "A"


@pytest.mark.parametrize(
    ("typed", "held"),
    [("A", ""), ("18503A", "18503"), ("185032b", "185032B"), ("185031A", "185031")],
)
def test_letters_of_corsica_go_where_they_may_stand(typed, held):
    assert text(NIR, typed).text == held


def test_a_number_that_is_whole_is_judged_at_once():
    assert text(NIR, "185037599900118").mistake is None
    assert text(NIR, "185037599900119").mistake is Mistake.NIR_KEY
    assert text(BIRTH_DATE, "31021985").mistake is Mistake.NO_SUCH_DAY
    assert text(POSTCODE, "00000").mistake is Mistake.POSTCODE


@pytest.mark.parametrize("entry", EVERY_ENTRY)
def test_nothing_is_wrong_before_the_person_is_done(entry):
    assert text(entry, "1").mistake is None


def test_a_mistake_goes_away_with_the_next_key():
    for correct in (TextBuffer.erase, TextBuffer.wipe):
        entry = text(POSTCODE, "00000")
        correct(entry)
        assert entry.mistake is None
    entry = text(CITY, "")
    assert not entry.judge(CITY)
    entry.type("Y", CITY)
    assert entry.mistake is None
    assert entry.judge(CITY)


def test_what_was_typed_is_overwritten():
    entry = text(CITY, "ÉZE")
    held = entry._bytes
    assert entry.take() == "ÉZE"
    assert bytes(held) == b""
    assert entry.text == ""


@given(st.sampled_from(EVERY_ENTRY), st.text(alphabet="0123456789AB ÉL'", max_size=40))
def test_what_may_be_handed_in_is_what_the_step_takes(entry, typed):
    buffer = text(entry, typed)
    assert buffer.judge(entry) == isinstance(entry.check(buffer.text), Clean)
