"""The figures of a statement of daily allowances: they agree, or no paper is made of them."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ij import any_statement, row, statement, taken_back, waiting
from wire.calls.ij import MOST_ROWS, IjMonths, IjPaper, IjPayee, IjRow, IjTotals
from wire.codec import Malformed, codec_of

PAPER = codec_of(IjPaper)
SUMS = tuple(each.name for each in fields(IjTotals))
OF_ROW = ("gross_cents", "csg_cents", "crds_cents", "other_cents", "net_cents")


@given(any_statement)
def test_whatever_adds_up_agrees_and_crosses_the_wire_unchanged(paper: IjPaper) -> None:
    assert paper.agrees
    assert PAPER.read(PAPER.write(paper)) == paper


@given(any_statement, st.sampled_from(SUMS), st.integers(-100, 100).filter(bool))
def test_any_other_total_does_not(paper: IjPaper, name: str, more: int) -> None:
    wrong = replace(paper.totals, **{name: getattr(paper.totals, name) + more})
    assert not replace(paper, totals=wrong).agrees


@given(any_statement.filter(lambda paper: paper.rows), st.sampled_from(OF_ROW), st.data())
def test_any_other_sum_in_a_row_does_not(paper: IjPaper, name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paper.rows) - 1))
    wrong = replace(paper.rows[at], **{name: getattr(paper.rows[at], name) + 1})
    rows = (*paper.rows[:at], wrong, *paper.rows[at + 1 :])
    assert not replace(paper, rows=rows, totals=IjTotals.of(rows)).agrees


@given(any_statement)
def test_what_goes_to_whom_is_the_whole_net_sum(paper: IjPaper) -> None:
    totals = paper.totals
    insured = sum(each.net_cents for each in paper.rows if each.payee == IjPayee.ASSURE)
    assert totals.insured_cents == insured
    assert insured + totals.employer_cents + totals.third_cents == totals.net_cents


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (waiting(date(2026, 2, 27)), row()),
        (row(reference="IJ-1"), taken_back(row(reference="IJ-1")), row(days=3)),
        (row(), row(payee="employeur", days_counted=0)),
        (row(date(2025, 12, 22)),),
    ],
    ids=["none", "waiting", "corrected", "two-employers", "over-the-new-year"],
)
def test_what_people_meet_agrees(rows: tuple[IjRow, ...]) -> None:
    assert statement(*rows).agrees


def test_days_are_not_doubled() -> None:
    twice = (row(), row(payee="employeur"))
    assert not statement(*twice).agrees


@pytest.mark.parametrize(
    "wrong",
    [
        {"nature": "ald"},
        {"payee": "voisin"},
        {"paid_on": None},
        {"waiting": True},
        {"days": 15},
        {"days_counted": -15},
        {"end": date(2026, 3, 1)},
        {"end": date(2999, 3, 1)},
        {"start": date(2027, 1, 1), "end": date(2027, 1, 14)},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_row_that_is_none_does_not_agree(wrong: dict[str, Any]) -> None:
    assert not statement(replace(row(), **wrong)).agrees


def plain(paper: IjPaper, **changes: Any) -> dict[str, Any]:
    said = PAPER.plain(paper)
    said["rows"][0] |= changes
    return said


def test_what_only_a_newer_central_says_is_left_out() -> None:
    paper = statement(row())
    said = plain(paper, tax_cents=12) | {"currency": "EUR"}
    assert PAPER.of_plain(said) == paper


@pytest.mark.parametrize(
    "wrong",
    [{"days": -1}, {"gross_cents": 10**12}, {"net_cents": 1.5}, {"employer": "x" * 41}],
    ids=lambda wrong: "-".join(wrong),
)
def test_what_is_out_of_all_bounds_is_not_read(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        PAPER.of_plain(plain(statement(row()), **wrong))


def test_ten_thousand_rows_are_not_read() -> None:
    said = plain(statement(row()))
    said["rows"] *= 10_000
    with pytest.raises(Malformed):
        PAPER.of_plain(said)
    said["rows"] = said["rows"][:MOST_ROWS]
    assert len(PAPER.of_plain(said).rows) == MOST_ROWS


def test_a_month_is_a_month() -> None:
    with pytest.raises(Malformed):
        codec_of(IjMonths).of_plain(
            {"months": [{"month": "2026-13", "payments": 1}], "today": "2026-11-22"}
        )
