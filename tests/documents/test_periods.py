"""Which periods are shown, and how they stand on the day of issue."""

import pytest

from kiosk.documents import birth
from kiosk.documents.check import grouped, page_address
from kiosk.documents.periods import PeriodState, ShownPeriod, shown
from tests.documents.samples import ISSUED, periode


def test_neighbouring_and_overlapping_periods_read_as_one():
    periods = [
        periode("2025-07-01", "2026-06-30"),
        periode("2025-01-01", "2025-12-31"),
        periode("2026-07-01", "2027-06-30"),
    ]
    assert shown(periods, ISSUED) == (
        ShownPeriod(periode("2025-01-01", "2027-06-30"), PeriodState.OPEN),
    )


def test_a_period_without_end_swallows_what_follows():
    periods = [periode("2020-01-01", None), periode("2026-01-01", "2026-12-31")]
    assert shown(periods, ISSUED) == (ShownPeriod(periode("2020-01-01", None), PeriodState.OPEN),)


def test_past_periods_are_left_out_while_others_are_open():
    periods = [periode("2020-01-01", "2021-12-31"), periode("2026-01-01", "2027-12-31")]
    assert shown(periods, ISSUED) == (ShownPeriod(periods[1], PeriodState.OPEN),)


def test_when_all_is_over_the_last_period_is_shown_as_ended():
    periods = [periode("2020-01-01", "2021-12-31"), periode("2025-01-01", "2026-11-21")]
    assert shown(periods, ISSUED) == (ShownPeriod(periods[1], PeriodState.ENDED),)


def test_an_end_within_a_month_is_said_unless_more_is_to_come():
    ending, coming = periode("2026-01-01", "2026-11-22"), periode("2027-01-01", None)
    assert shown([ending], ISSUED) == (ShownPeriod(ending, PeriodState.ENDS_SOON),)
    assert shown([ending, coming], ISSUED) == (
        ShownPeriod(ending, PeriodState.OPEN),
        ShownPeriod(coming, PeriodState.TO_COME),
    )


def test_a_period_that_ends_before_it_starts_is_none():
    assert shown([periode("2026-12-31", "2026-01-01")], ISSUED) == ()


@pytest.mark.parametrize(
    ("aaaammjj", "date", "remark"),
    [
        ("19850314", "14/03/1985", None),
        ("20240229", "29/02/2024", None),
        ("20100300", "00/03/2010", "jour inconnu"),
        ("19422015", "15/20/1942", "mois inconnu"),
        ("19421901", "01/19/1942", "jour et mois inconnus"),
        ("19990000", "00/00/1999", "jour et mois inconnus"),
        ("19999900", "00/99/1999", "jour et mois inconnus"),
        ("1985", "1985", None),
        ("１９８５０３１４", "１９８５０３１４", None),
    ],
)
def test_dates_of_birth_keep_their_digits_and_say_what_is_unknown(aaaammjj, date, remark):
    assert birth.written(aaaammjj) == (date, remark)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://a.example/verifier?code=7K3MPQ9XWT2A", "https://a.example/verifier"),
        ("https://a.example/verifier/7K3MPQ9XWT2A", "https://a.example/verifier"),
        ("http://127.0.0.1:8000/v#7K3MPQ9XWT2A", "http://127.0.0.1:8000/v"),
    ],
)
def test_the_printed_address_is_short_enough_to_type(address, page):
    assert page_address(address, "7K3MPQ9XWT2A") == page


def test_the_code_is_written_in_groups_of_four():
    assert grouped("7K3MPQ9XWT2A") == "7K3M PQ9X WT2A"
