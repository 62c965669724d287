"""Long lists on paper: nobody's row is lost or alone, sums are whole and stand under each other."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.documents.amounts import amount
from kiosk.documents.frame import LEFT
from tests.documents.reading import ink_boxes_mm, printed, texts
from tests.documents.statement import (
    BASE,
    COLUMNS,
    PAID,
    RETAINED,
    SUM,
    TITLE,
    render_statement,
    statement,
)
from tests.documents.test_any_attestation import overlapping

SUMS = st.lists(st.integers(-100_000_000, 100_000_000), min_size=1, max_size=120)


def pages_of(count: int, joined: frozenset[int] = frozenset()) -> list[str]:
    return texts(render_statement(statement([2100] * count), joined).pdf)


def rows_on(pages: list[str]) -> list[int]:
    return [page.count("Ligne") for page in pages]


@pytest.mark.parametrize("count", [*range(1, 13), *range(25, 85, 1), 399, 400])
def test_wherever_it_breaks_no_row_is_lost_doubled_or_alone(count):
    pages = pages_of(count)
    on_page = rows_on(pages)
    assert sum(on_page) == count
    for number in range(count):
        assert sum(page.count(f"Ligne{number}x") for page in pages) == 1
    if count > 1:
        assert 1 not in on_page, on_page
        assert on_page[-1] >= 2, "the totals stand under two rows at least"
    for words in (SUM, RETAINED, "Vérifier ce document"):
        assert [words in page for page in pages] == [False] * (len(pages) - 1) + [True]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number}/{len(pages)}" in page
        if "Ligne" in page:
            assert all(column.title in page for column in COLUMNS)
    continued = [f"{TITLE} (suite)" in page for page in pages]
    assert sum(continued) == sum(n > 0 for n in on_page) - 1


def test_a_statement_of_eight_rows_is_one_page():
    assert len(pages_of(8)) == 1


@pytest.mark.parametrize("at", range(18, 30))
def test_rows_that_belong_together_share_a_page(at):
    pages = pages_of(60, frozenset({at, at + 1}))
    (page,) = (page for page in pages if f"Ligne{at}x" in page)
    assert f"Ligne{at + 1}x" in page
    assert f"Ligne{at + 2}x" in page


def test_more_than_a_page_that_belongs_together_parts_where_the_page_is_full():
    pages = pages_of(100, frozenset(range(100)))
    assert sum(rows_on(pages)) == 100


@settings(max_examples=15, deadline=None)
@given(SUMS)
def test_any_sums_stay_whole_within_their_columns_and_end_at_the_same_place(sums):
    rendered = render_statement(statement(sums))
    pages = printed(rendered.pdf)
    for lines, box in zip(pages, ink_boxes_mm(rendered.pdf), strict=True):
        assert overlapping(lines) == []
        assert (box[0] >= 19, box[2] <= 191) == (True, True)
    said = [line for page in pages for line in page]
    for column, wanted in (
        (PAID, [*map(amount, sums), amount(sum(sums)), amount(sum(n for n in sums if n < 0))]),
        (BASE, [amount(3000)] * len(sums) + [amount(3000 * len(sums))]),
    ):
        end = LEFT + column.x + column.room
        ending = [line for line in said if line.text.endswith("€") and abs(line.right - end) < 0.6]
        assert [line.text for line in ending] == wanted
        assert all(line.left >= LEFT + column.x for line in ending)


def test_units_stand_under_units():
    lines = [
        line
        for page in printed(render_statement(statement([100, 123_456, 7, 99_999])).pdf)
        for line in page
        if line.text.endswith("€") and abs(line.right - LEFT - PAID.x - PAID.room) < 0.6
    ]
    assert max(line.right for line in lines) - min(line.right for line in lines) < 0.1


def test_a_screen_reader_is_told_one_table_with_heads_of_rows_and_columns():
    reader = PdfReader(BytesIO(render_statement(statement([2100] * 70)).pdf))
    tree: Any = reader.root_object["/StructTreeRoot"]
    document = tree["/K"].get_object()
    (table,) = [one for one in map(_opened, document["/K"]) if one["/S"] == "/Table"]
    rows = [[_opened(cell) for cell in _opened(each)["/K"]] for each in table["/K"]]
    assert len(rows) == 1 + 70 + 2
    heads, *body = rows[:-2]
    assert [(cell["/S"], cell["/A"]["/Scope"]) for cell in heads] == [("/TH", "/Column")] * 5
    for cells in body:
        assert [cell["/S"] for cell in cells] == ["/TH", "/TD", "/TD", "/TD", "/TD"]
        assert cells[0]["/A"]["/Scope"] == "/Row"
    total, retained = rows[-2:]
    assert [cell["/S"] for cell in total] == ["/TH", "/TD", "/TD", "/TD"]
    assert [cell["/S"] for cell in retained] == ["/TH", "/TD", "/TD"]
    assert (total[0]["/A"]["/ColSpan"], retained[0]["/A"]["/ColSpan"]) == (2, 3)


def test_the_same_rows_give_the_same_bytes():
    one, other = (render_statement(statement(range(50))).pdf for _ in range(2))
    assert one == other


def test_rows_follow_each_other_in_order():
    said = "".join(pages_of(90))
    places = [said.index(f"Ligne{number}x") for number in range(90)]
    assert all(one < other for one, other in pairwise(places))


def _opened(kid: Any) -> Any:
    return kid.get_object()
