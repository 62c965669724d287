"""Sums on paper: exact to the centime, in signs that the typeface has, on one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents import wording
from kiosk.documents.amounts import amount
from kiosk.documents.fonts import Face, loaded, printable, width
from kiosk.documents.text import wrap

CENTIMES = st.integers(-100_000_000, 100_000_000)
"""What the wire lets through: up to a million euros."""


@pytest.mark.parametrize(
    ("centimes", "written"),
    [
        (0, "0,00 €"),
        (1, "0,01 €"),
        (99, "0,99 €"),
        (100, "1,00 €"),
        (88_749, "887,49 €"),
        (99_999, "999,99 €"),
        (123_456, "1 234,56 €"),
        (100_000_000, "1 000 000,00 €"),
        (-1, "− 0,01 €"),
        (-200, "− 2,00 €"),
        (-123_456, "− 1 234,56 €"),
    ],
)
def test_it_is_written_as_in_france(centimes, written):
    assert amount(centimes) == written.replace(" ", "\u202f")


@given(CENTIMES)
def test_it_reads_back_as_what_it_was(centimes):
    digits = amount(centimes).replace("\u202f", "").replace("−", "-").removesuffix("€")
    euros, comma, rest = digits.partition(",")
    assert (comma, len(rest)) == (",", 2)
    assert int(euros + rest) == centimes


@given(CENTIMES)
def test_every_sign_of_it_is_in_the_typeface_and_no_line_breaks_in_it(centimes):
    written = amount(centimes)
    assert printable(written) == written
    assert all(ord(sign) in loaded(face).face.charToGlyph for sign in written for face in Face)
    room = width(written, Face.REGULAR, 10) + 0.01
    assert wrap(written, Face.REGULAR, 10, room) == [written]


@given(CENTIMES, CENTIMES)
def test_sums_of_as_many_digits_are_equally_wide(one, other):
    """So that units stand under units where they end at the same place."""
    texts = amount(abs(one)), amount(abs(other))
    if len(texts[0]) == len(texts[1]):
        wide = [width(text, Face.REGULAR, 8.5) for text in texts]
        assert wide[0] == pytest.approx(wide[1])


def test_periods_and_months_are_said_in_words():
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    assert wording.long_period(first, last) == "du 1er janvier 2026 au 31 mars 2026"
    assert wording.long_period(first, first) == "le 1er janvier 2026"
    assert [wording.month(date(2026, n, 1)) for n in (1, 8, 12)] == [
        "janvier 2026",
        "août 2026",
        "décembre 2026",
    ]
