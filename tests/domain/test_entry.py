"""What holds of everything that is typed, whatever it is."""

from copy import deepcopy
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.entry import Clean, Entry, Keypad, Mistake
from tests.domain.entries.every import CONSTANTS, EVERY_ENTRY

ENTRIES = pytest.mark.parametrize("entry", EVERY_ENTRY)


def test_all_of_them_are_looked_at() -> None:
    known = {"NIR", "BIRTH_DATE", "LOSS_DATE", "STREET", "COMPLEMENT", "POSTCODE", "CITY"}
    assert known <= set(CONSTANTS)


@given(st.sampled_from(EVERY_ENTRY), st.text(max_size=60))
def test_nothing_typed_is_ever_longer_than_its_screen_or_an_error(entry: Entry, typed: str) -> None:
    match entry.check(typed):
        case Clean(text):
            assert len(text) <= entry.longest
            assert entry.check(typed) == Clean(text), "the same, however often it is asked"
        case mistake:
            assert mistake in Mistake


HOSTILE = {
    "a megabyte of letters": "A" * 1_000_000,
    "a megabyte of digits": "1" * 1_000_000,
    "markup": "<b onclick=x>&amp;<img src=file:///etc/passwd></b>",
    "turned round": "\u202e12 RUE\u2066 DES LILAS\u2069",
    "controls": "12\x00 RUE\x1b[31m\r\n\x07",
    "unseen": "12\u200b RUE\ufeff\u00ad",
    "half a pair": "12 RUE \ud800",
    "marks upon marks": "E" + "\u0301" * 10_000,
}


@pytest.mark.parametrize("hostile", HOSTILE)
@ENTRIES
def test_hostile_text_is_a_mistake(entry: Entry, hostile: str) -> None:
    assert isinstance(entry.check(HOSTILE[hostile]), Mistake)


@ENTRIES
def test_an_entry_is_a_value_that_nobody_changes(entry: Entry) -> None:
    assert deepcopy(entry) == entry
    assert hash(deepcopy(entry)) == hash(entry)
    with pytest.raises(FrozenInstanceError):
        entry.longest = 99  # type: ignore[misc]


@ENTRIES
def test_whether_it_may_be_left_empty_is_what_its_check_says(entry: Entry) -> None:
    assert entry.may_be_empty == (entry.check("") == Clean(""))


@ENTRIES
def test_a_number_has_a_pattern_with_room_for_all_of_it(entry: Entry) -> None:
    if entry.is_number:
        assert entry.pattern is not None
        text = dict(entry.pattern.args).get("text", "JJ/MM/AAAA")
        assert len(str(text).replace(" ", "").replace("/", "")) == entry.longest


@given(st.text("0123AB", min_size=4, max_size=8))
@example("185032")
@example("185031")
def test_letters_of_corsica_come_after_a_two_in_the_sixth_place_alone(typed: str) -> None:
    digits = set("0123456789")
    assert Keypad().after(typed) == digits
    there = len(typed) == 6 and typed.endswith("2")
    assert Keypad(corsica=True).after(typed) == digits | ({"A", "B"} if there else set())
