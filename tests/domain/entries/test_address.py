"""Lines of an address that people type: what the postal norm knows, and a word for the rest."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.entries.address import (
    CHARACTERS,
    CITY,
    COMPLEMENT,
    LINE_LENGTH,
    POSTCODE,
    STREET,
)
from kiosk.domain.entry import Clean, Entry, Mistake
from tests.domain.entries.every import clean

LETTERS = "abcéèàçêôîïëûùœÉŒ"
LINES = (STREET, CITY, COMPLEMENT)


@pytest.mark.parametrize("typed", ["00100", "00841", "01000", "20090", "75012", "97411", "98000"])
def test_postcodes_of_france_overseas_and_the_armed_forces_are_taken(typed: str) -> None:
    assert clean(POSTCODE, typed) == typed


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("7501", Mistake.TOO_SHORT),
        ("00000", Mistake.POSTCODE),
        ("99123", Mistake.POSTCODE),
        ("7501A", Mistake.POSTCODE),
        ("750123", Mistake.POSTCODE),
    ],
)
def test_each_mistake_in_a_postcode_has_its_word(typed: str, mistake: Mistake) -> None:
    assert POSTCODE.check(typed) is mistake


@given(st.sampled_from(LINES), st.text(f"{LETTERS}0123456789 '’.,/()-", max_size=LINE_LENGTH))
def test_a_line_is_taken_without_idle_spaces(entry: Entry, typed: str) -> None:
    assume(any(character in LETTERS for character in typed))
    text = clean(entry, typed)
    assert text == " ".join(typed.split())
    assert clean(entry, text) == text


@pytest.mark.parametrize("typed", ["Y", "Saint-Jean-d’Angély", "PARIS CEDEX 08", "L'Haÿ-les-Roses"])
def test_towns_are_taken_as_they_are_called(typed: str) -> None:
    assert clean(CITY, typed) == typed


@pytest.mark.parametrize("typed", ["BÂT N° 4", "MAISON DUPONT & FILS", "N°12 RUE A. & J. BRIAND"])
def test_streets_are_taken_as_they_are_written_on_letters(typed: str) -> None:
    for entry in (STREET, COMPLEMENT):
        assert clean(entry, typed) == typed


@pytest.mark.parametrize("entry", [STREET, CITY])
@pytest.mark.parametrize("typed", ["", "   ", "12", "-"])
def test_a_street_and_a_town_have_a_letter(entry: Entry, typed: str) -> None:
    assert entry.check(typed) is Mistake.TOO_SHORT


@pytest.mark.parametrize("typed", ["", "  ", "3", "Bât. B"])
def test_there_need_be_nothing_to_add(typed: str) -> None:
    assert clean(COMPLEMENT, typed) == typed.strip()


@pytest.mark.parametrize("entry", LINES)
@pytest.mark.parametrize("typed", ["a@b", "rue <b>", "улица", "a" * (LINE_LENGTH + 1), "rue\x00"])
def test_what_cannot_stand_in_an_address_is_told(entry: Entry, typed: str) -> None:
    assert entry.check(typed) is Mistake.CHARACTERS


@pytest.mark.parametrize("character", sorted(CHARACTERS - {" "}))
def test_whatever_can_be_typed_of_an_address_can_stand_in_one(character: str) -> None:
    assert STREET.check(f"A{character}") == Clean(f"A{character}")
