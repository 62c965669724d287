import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.code_entry import MAX_DIGITS, MIN_DIGITS, CodeEntry


def typed(digits: str) -> CodeEntry:
    entry = CodeEntry()
    for digit in digits:
        entry.type(digit)
    return entry


def test_a_code_can_be_taken_once():
    entry = typed("1234")
    assert entry.take() == "1234"
    assert entry.take() == ""


@pytest.mark.parametrize("text", ["", "a", "12", "٣", "²", " "])
def test_only_single_digits_count(text):
    entry = typed("1")
    entry.type(text)
    assert entry.take() == "1"


def test_a_code_has_at_least_four_digits_and_never_more_than_thirteen():
    assert not typed("1" * (MIN_DIGITS - 1)).complete
    assert typed("1" * MIN_DIGITS).complete
    assert len(typed("1" * (MAX_DIGITS + 5))) == MAX_DIGITS


def test_erasing_an_empty_entry_does_nothing():
    entry = CodeEntry()
    entry.erase()
    assert len(entry) == 0


def test_it_never_prints_its_digits():
    assert "1234" not in repr(typed("1234"))


@given(st.lists(st.sampled_from([*"0123456789", "erase"]), max_size=40))
def test_it_behaves_like_a_bounded_stack(strokes):
    entry, expected = CodeEntry(), ""
    for stroke in strokes:
        if stroke == "erase":
            entry.erase()
            expected = expected[:-1]
        else:
            entry.type(stroke)
            expected = (expected + stroke)[:MAX_DIGITS]
    assert entry.take() == expected
