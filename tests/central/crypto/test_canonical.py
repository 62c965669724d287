"""The canonical form: what people may type differently, and what must stay different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.crypto.canonical import (
    canonical_birth_date,
    canonical_code,
    canonical_name,
    former_canonical_name,
)
from central.runtime.chance import CROCKFORD
from kiosk.documents.fonts import printable

APOSTROPHES = "'’‘`´ʼʻʹˈʾʿꞋꞌʽˊˋ′＇"
AS_TYPED = {
    "ĐORĐEVIĆ": "DORDEVIC",
    "ÐORÐEVIĆ": "DORDEVIC",
    "đurđević": "DURDEVIC",
    "Guðrún": "GUDRUN",
    "Ħal-Bajjad": "HALBAJJAD",
    "ŦAŦA": "TATA",
    "ƁAAFI": "BAAFI",
    "ƐDƆ": "EDO",
    "ŊALA": "NALA",
    "ƏLİYEV": "ELIYEV",
    "Yıldız": "YILDIZ",
    "ŁØVŸẞ": "LOVYSS",
    "Þórsdóttir": "THORSDOTTIR",
    "ĲSSEL": "IJSSEL",
    "Œuvræ": "OEUVRAE",
}


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Dupont-Test", "DUPONTTEST"),
        ("  dupont   test ", "DUPONTTEST"),
        ("TRAORÉ", "TRAORE"),
        ("nuñez-Görâç", "NUNEZGORAC"),
        ("D’Œuvre", "DOEUVRE"),
        ("Dœuvre", "DOEUVRE"),
        ("Straße", "STRASSE"),
        ("Łukasz", "LUKASZ"),
        ("Søren", "SOREN"),
        ("İnci", "INCI"),
        ("Ольга", "OLGA"),
        ("’ -", ""),
    ],
)
def test_names(written: str, canonical: str) -> None:
    assert canonical_name(written) == canonical


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_whichever_sign_a_name_has_for_an_apostrophe_nobody_needs_to_type_it(
    apostrophe: str,
) -> None:
    assert canonical_name(f"N{apostrophe}DIAYE") == canonical_name("N'DIAYE") == "NDIAYE"


@pytest.mark.parametrize(("name", "typed"), [*AS_TYPED.items()])
def test_letters_that_a_keyboard_lacks_are_typed_as_they_look(name: str, typed: str) -> None:
    assert canonical_name(name) == canonical_name(typed) == typed


@given(st.text(st.characters(categories=["L", "M", "P", "Zs"]), max_size=60))
def test_what_is_printed_of_a_name_is_that_name(name: str) -> None:
    assert canonical_name(printable(name)) == canonical_name(name)


@pytest.mark.parametrize("name", ["\ufe85", "\u2de0", "\u0489", "\u0622"])
def test_a_letter_of_a_script_with_marks_is_compared_as_it_is_printed(name: str) -> None:
    assert canonical_name(printable(name)) == canonical_name(name)


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_the_former_form_of_a_name_is_still_known(name: str) -> None:
    once = former_canonical_name(name)
    assert former_canonical_name(once) == once


@given(st.text(max_size=60))
def test_canonical_names_are_fixed_points(name: str) -> None:
    once = canonical_name(name)
    assert canonical_name(once) == once


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("15/03/1985", "19850315"),
        (" 15.03.1985 ", "19850315"),
        ("5/3/1985", "19850305"),
        ("15 03 1985", "19850315"),
        ("15031985", "19850315"),
        ("1985-03-15", "19850315"),
        ("15‑03‐1985", "19850315"),
        ("00/00/1999", "19990000"),
        ("01/20/1970", "19702001"),
        ("15/03/85", None),
        ("1985/03/15", None),
        ("150319", None),
        ("١٥/٠٣/١٩٨٥", None),
        ("", None),
    ],
)
def test_birth_dates(written: str, canonical: str | None) -> None:
    assert canonical_birth_date(written) == canonical


@given(st.text(CROCKFORD, min_size=12, max_size=12))
def test_every_code_is_read_back_however_it_is_typed(code: str) -> None:
    typed = f" {code[:4]}-{code[4:8]} {code[8:]}".lower().replace("0", "o").replace("1", "i")
    assert canonical_code(typed) == code


@pytest.mark.parametrize("typed", ["", "0" * 11, "0" * 13, "U" * 12, "é" * 12, "０" * 12])
def test_what_is_no_code(typed: str) -> None:
    assert canonical_code(typed) is None
