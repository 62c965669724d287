"""What people type: every true number, date and line is taken, and each mistake has its word."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from kiosk.domain.dates import card_date_text
from kiosk.domain.entry import LINE_LENGTH, LONGEST, Clean, EntryKind, Mistake, check, nir_key
from tests.domain.people import nirs
from wire.nir import Nir

LETTERS = "abcéèàçêôîïëûùœÉŒ"
LINES = (EntryKind.STREET, EntryKind.CITY, EntryKind.COMPLEMENT)


def clean(kind: EntryKind, typed: str) -> str:
    checked = check(kind, typed)
    assert isinstance(checked, Clean), checked
    return checked.text


@given(nirs())
@example(Nir("258022B99900431"))
def test_every_number_is_taken_with_its_key_and_without(nir: Nir) -> None:
    assume(stdnum_nir.is_valid(nir.value))
    for typed in (nir.value, nir.value[:13]):
        assert Nir(clean(EntryKind.NIR, typed)) == nir
    assert nir_key(nir.value[:13]) == stdnum_nir.calc_check_digits(nir.value[:13])


@pytest.mark.parametrize("first", "12345678")
def test_a_number_is_taken_whatever_it_begins_with_in_the_register(first: str) -> None:
    number = clean(EntryKind.NIR, f"{first}850375999001")
    assert number[0] == first
    assert stdnum_nir.is_valid(number)


@given(nirs(), st.integers(0, 12), st.integers(1, 9))
def test_a_wrong_digit_is_told_by_the_key(nir: Nir, place: int, off: int) -> None:
    digit = nir.value[place]
    assume(digit.isdigit() and place not in (0, 5))
    wrong = f"{nir.value[:place]}{(int(digit) + off) % 10}{nir.value[place + 1 :]}"
    assert check(EntryKind.NIR, wrong) is Mistake.NIR_KEY


@given(st.text("0123456789AB", max_size=17))
def test_whatever_is_taken_for_a_number_is_one(typed: str) -> None:
    match check(EntryKind.NIR, typed):
        case Clean(text):
            assert stdnum_nir.is_valid(Nir(text).value)
        case mistake:
            assert mistake in (Mistake.TOO_SHORT, Mistake.NIR_SHAPE, Mistake.NIR_KEY)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", Mistake.TOO_SHORT),
        ("185037599900", Mistake.TOO_SHORT),
        ("18503759990011", Mistake.TOO_SHORT),
        ("0850375999001", Mistake.NIR_SHAPE),
        ("9850375999001", Mistake.NIR_SHAPE),
        ("1850313A99001", Mistake.NIR_SHAPE),
        ("185031A999001", Mistake.NIR_SHAPE),
        ("18503 5999001", Mistake.NIR_SHAPE),
        ("185037599900199", Mistake.NIR_KEY),
        ("1850375999001181", Mistake.NIR_SHAPE),
    ],
)
def test_each_mistake_in_a_number_has_its_word(typed: str, mistake: Mistake) -> None:
    assert check(EntryKind.NIR, typed) is mistake


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@example(date(2000, 2, 29))
def test_every_day_is_taken_and_written_as_on_a_card(day: date) -> None:
    text = clean(EntryKind.BIRTH_DATE, f"{day:%d%m%Y}")
    assert text == f"{day:%Y%m%d}"
    assert card_date_text(text) == f"{day:%d/%m/%Y}"


@given(st.text("0123456789", min_size=8, max_size=8))
def test_no_other_day_is_taken_but_one_that_nobody_knows(typed: str) -> None:
    day, month, year = int(typed[:2]), int(typed[2:4]), int(typed[4:])
    try:
        exists = 1900 <= date(year, month or 1, day or 1).year <= 2100
    except ValueError:
        exists = False
    known = exists and (month > 0 or day == 0)
    assert isinstance(check(EntryKind.BIRTH_DATE, typed), Clean) == known


@pytest.mark.parametrize(("typed", "text"), [("00031960", "19600300"), ("00001960", "19600000")])
def test_a_day_or_a_month_that_nobody_knows_is_zeros(typed: str, text: str) -> None:
    assert clean(EntryKind.BIRTH_DATE, typed) == text


def test_a_day_of_loss_is_one_since_there_are_cards_and_may_be_known_by_its_month_alone() -> None:
    assert clean(EntryKind.LOSS_DATE, "20112026") == "20261120"
    assert clean(EntryKind.LOSS_DATE, "00112026") == "20261100"
    assert check(EntryKind.LOSS_DATE, "20111985") is Mistake.NO_SUCH_DAY
    assert check(EntryKind.LOSS_DATE, "31112026") is Mistake.NO_SUCH_DAY


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("1403198", Mistake.TOO_SHORT),
        ("29021900", Mistake.NO_SUCH_DAY),
        ("31041985", Mistake.NO_SUCH_DAY),
        ("14131985", Mistake.NO_SUCH_DAY),
        ("14001985", Mistake.NO_SUCH_DAY),
        ("14031885", Mistake.NO_SUCH_DAY),
        ("14/03/85", Mistake.CHARACTERS),
        ("١٤٠٣١٩٨٥", Mistake.CHARACTERS),
        ("140319855", Mistake.CHARACTERS),
    ],
)
def test_each_mistake_in_a_date_has_its_word(typed: str, mistake: Mistake) -> None:
    assert check(EntryKind.BIRTH_DATE, typed) is mistake


@pytest.mark.parametrize("typed", ["00100", "00841", "01000", "20090", "75012", "97411", "98000"])
def test_postcodes_of_france_overseas_and_the_armed_forces_are_taken(typed: str) -> None:
    assert clean(EntryKind.POSTCODE, typed) == typed


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
    assert check(EntryKind.POSTCODE, typed) is mistake


@given(st.sampled_from(LINES), st.text(f"{LETTERS}0123456789 '’.,/()-", max_size=LINE_LENGTH))
def test_a_line_is_taken_without_idle_spaces(kind: EntryKind, typed: str) -> None:
    assume(any(character in LETTERS for character in typed))
    text = clean(kind, typed)
    assert text == " ".join(typed.split())
    assert clean(kind, text) == text


@pytest.mark.parametrize("typed", ["Y", "Saint-Jean-d’Angély", "PARIS CEDEX 08", "L'Haÿ-les-Roses"])
def test_towns_are_taken_as_they_are_called(typed: str) -> None:
    assert clean(EntryKind.CITY, typed) == typed


@pytest.mark.parametrize("typed", ["BÂT N° 4", "MAISON DUPONT & FILS", "N°12 RUE A. & J. BRIAND"])
def test_streets_are_taken_as_they_are_written_on_letters(typed: str) -> None:
    for kind in (EntryKind.STREET, EntryKind.COMPLEMENT):
        assert clean(kind, typed) == typed


@pytest.mark.parametrize("kind", [EntryKind.STREET, EntryKind.CITY])
@pytest.mark.parametrize("typed", ["", "   ", "12", "-"])
def test_a_street_and_a_town_have_a_letter(kind: EntryKind, typed: str) -> None:
    assert check(kind, typed) is Mistake.TOO_SHORT


@pytest.mark.parametrize("typed", ["", "  ", "3", "Bât. B"])
def test_there_need_be_nothing_to_add(typed: str) -> None:
    assert clean(EntryKind.COMPLEMENT, typed) == typed.strip()


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("typed", ["a@b", "rue <b>", "улица", "a" * (LINE_LENGTH + 1), "rue\x00"])
def test_what_cannot_stand_in_an_address_is_told(kind: EntryKind, typed: str) -> None:
    assert check(kind, typed) is Mistake.CHARACTERS


@given(st.sampled_from(EntryKind), st.text(max_size=60))
def test_nothing_typed_is_ever_longer_than_its_screen_or_an_error(
    kind: EntryKind, typed: str
) -> None:
    match check(kind, typed):
        case Clean(text):
            assert len(text) <= LONGEST[kind]
        case mistake:
            assert mistake in Mistake
