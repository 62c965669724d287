"""Days that people type: every one that exists is taken, and each mistake has its word."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.dates import card_date_text
from kiosk.domain.entries.days import BIRTH_DATE, LOSS_DATE, past_day
from kiosk.domain.entry import Clean, Mistake
from tests.domain.entries.every import clean

YEARS = range(1998, 2101)
AROUND = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ANY_DAY = st.text("0123456789", min_size=8, max_size=8)


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


@given(AROUND, AROUND)
@example(date(2026, 11, 22), date(2026, 11, 22))
@example(date(2026, 12, 31), date(2027, 1, 1))
def test_a_past_day_is_today_or_before(day: date, today: date) -> None:
    checked = past_day(today, YEARS).check(f"{day:%d%m%Y}")
    assert checked == (Clean(f"{day:%Y%m%d}") if day <= today else Mistake.IN_FUTURE)


@given(AROUND, AROUND)
def test_a_day_known_in_part_may_be_past_if_its_first_may(day: date, today: date) -> None:
    check = past_day(today, YEARS).check
    month_begun, year_begun = day.replace(day=1) <= today, day.year <= today.year
    assert isinstance(check(f"00{day:%m%Y}"), Clean) == month_begun
    assert isinstance(check(f"0000{day:%Y}"), Clean) == year_begun


@given(st.one_of(ANY_DAY, st.text(max_size=10), AROUND.map(lambda day: f"{day:%d%m%Y}")), AROUND)
def test_today_refuses_nothing_but_what_is_to_come(typed: str, today: date) -> None:
    with_today, without = past_day(today, YEARS).check(typed), past_day(None, YEARS).check(typed)
    assert with_today in (without, Mistake.IN_FUTURE)
    assert isinstance(without, Clean) or with_today is without


@given(st.one_of(ANY_DAY, AROUND.map(lambda day: f"{day:%d%m%Y}")))
def test_where_no_clock_is_trusted_the_years_alone_count(typed: str) -> None:
    assert past_day(None, YEARS).check(typed) == LOSS_DATE.check(typed)


def test_the_same_day_makes_the_same_entry() -> None:
    today = date(2026, 11, 22)
    assert past_day(today, YEARS) == past_day(date(2026, 11, 22), range(1998, 2101))
    assert past_day(today, YEARS) != past_day(date(2026, 11, 23), YEARS)
    assert past_day(None, YEARS) == LOSS_DATE != past_day(today, YEARS)
