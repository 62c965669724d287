"""The letters of a name on paper: as they are where the typeface has them, else in a plain form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.fonts import printable
from kiosk.documents.letters import SUBSTITUTE, plain_form
from kiosk.documents.receipt_strip import CODE_PAGE

LATIN = [
    character
    for character in map(chr, range(0x250))
    if unicodedata.category(character).startswith("L")
]
SCRIPTS = st.characters(
    categories=["L", "M", "Nd", "Pd", "Po"], include_characters="ʼʻꞋˈ‐‑", max_codepoint=0x2FFF
)


def on_a_strip(text: str) -> str:
    def has(character: str) -> bool:
        try:
            return len(character.encode(CODE_PAGE)) == 1
        except UnicodeEncodeError:
            return False

    return "".join(plain_form(each, has) for each in unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "paper", "strip"),
    [
        ("JEAN‐MARIE LE‑GOFF", "JEAN-MARIE LE-GOFF", "JEAN-MARIE LE-GOFF"),
        ("NʼDIAYE", "NʼDIAYE", "N'DIAYE"),
        ("TꞋSOBE", "T'SOBE", "T'SOBE"),
        ("ĐORĐEVIĆ", "ĐORĐEVIĆ", "DORDEVIC"),
        ("ƁAAFI ƝDƆ", "BAAFI NDO", "BAAFI NDO"),
        ("ŁUKASIŃSKI", "ŁUKASIŃSKI", "LUKASINSKI"),
        ("Ольга", "Ольга", "Ol'ga"),
        ("ﬃ ½", "ﬃ ½", "ffi ½"),
        ("王", "Wang", "Wang"),
    ],
)
def test_a_name_prints_in_letters_that_can_be_read(name: str, paper: str, strip: str) -> None:
    assert printable(name) == paper
    assert on_a_strip(name) == strip


@pytest.mark.parametrize("printed", [printable, on_a_strip])
def test_no_latin_letter_prints_as_a_question_mark(printed) -> None:
    assert [letter for letter in LATIN if SUBSTITUTE in printed(letter)] == []


def test_a_narrow_space_stays_narrow_where_it_can_and_breaks_nowhere() -> None:
    assert printable("10\u202f000") == "10\u202f000"
    assert on_a_strip("10\u202f000") == "10\u00a0000"


@given(st.text(SCRIPTS, max_size=40))
def test_what_prints_is_plain_for_good(name: str) -> None:
    assert printable(printable(name)) == printable(name)
    on_a_strip(name).encode(CODE_PAGE)


@pytest.mark.parametrize("printed", [printable, on_a_strip])
def test_a_mark_that_cannot_be_drawn_is_left_out_and_a_picture_is_none(printed) -> None:
    assert printed("A\u1abd\u20ddB") == "AB"
    assert printed("A\U0001f600") == "A?"
    assert printed("A\u202eB\u0000C\u200dD") == "ABCD"
