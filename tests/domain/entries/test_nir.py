"""Numbers that people type: every true one is taken, and each mistake has its word."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from kiosk.domain.entries.nir import NIR
from kiosk.domain.entry import Clean, Mistake
from tests.domain.entries.every import clean
from tests.domain.people import nirs
from wire.nir import Nir, nir_key


@given(nirs())
@example(Nir("258022B99900431"))
def test_every_number_is_taken_with_its_key_and_without(nir: Nir) -> None:
    assume(stdnum_nir.is_valid(nir.value))
    for typed in (nir.value, nir.value[:13]):
        assert Nir(clean(NIR, typed)) == nir
    assert nir_key(nir.value[:13]) == stdnum_nir.calc_check_digits(nir.value[:13])


@pytest.mark.parametrize("first", "12345678")
def test_a_number_is_taken_whatever_it_begins_with_in_the_register(first: str) -> None:
    number = clean(NIR, f"{first}850375999001")
    assert number[0] == first
    assert stdnum_nir.is_valid(number)


@given(nirs(), st.integers(0, 12), st.integers(1, 9))
def test_a_wrong_digit_is_told_by_the_key(nir: Nir, place: int, off: int) -> None:
    digit = nir.value[place]
    assume(digit.isdigit() and place not in (0, 5))
    wrong = f"{nir.value[:place]}{(int(digit) + off) % 10}{nir.value[place + 1 :]}"
    assert NIR.check(wrong) is Mistake.NIR_KEY


@given(st.text("0123456789AB", max_size=17))
def test_whatever_is_taken_for_a_number_is_one(typed: str) -> None:
    match NIR.check(typed):
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
    assert NIR.check(typed) is mistake
