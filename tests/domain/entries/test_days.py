"""Days that people type: every one that exists is taken, and each mistake has its word."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.dates import card_date_text
from kiosk.domain.entries.days import BIRTH_DATE, LOSS_DATE
from kiosk.domain.entry import Clean, Mistake
from tests.domain.entries.every import clean


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@example(date(2000, 2, 29))
def test_every_day_is_taken_and_written_as_on_a_card(day: date) -> None:
    text = clean(BIRTH_DATE, f"{day:%d%m%Y}")
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
    assert isinstance(BIRTH_DATE.check(typed), Clean) == known


@pytest.mark.parametrize(("typed", "text"), [("00031960", "19600300"), ("00001960", "19600000")])
def test_a_day_or_a_month_that_nobody_knows_is_zeros(typed: str, text: str) -> None:
    assert clean(BIRTH_DATE, typed) == text


def test_a_day_of_loss_is_one_since_there_are_cards_and_may_be_known_by_its_month_alone() -> None:
    assert clean(LOSS_DATE, "20112026") == "20261120"
    assert clean(LOSS_DATE, "00112026") == "20261100"
    assert LOSS_DATE.check("20111985") is Mistake.NO_SUCH_DAY
    assert LOSS_DATE.check("31112026") is Mistake.NO_SUCH_DAY


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
    assert BIRTH_DATE.check(typed) is mistake
