"""A kind of paper that only tests know: a table of sums, as statements have."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from kiosk.documents import wording
from kiosk.documents.amounts import amount
from kiosk.documents.letter import letter
from kiosk.documents.letter_head import LetterHead, ReferenceLine
from kiosk.documents.long_table import TableRow, TotalRow, long_table
from kiosk.documents.rendered import Rendered
from kiosk.documents.samples import FAMILY, PLACE
from kiosk.documents.table import Column
from wire.paper import Paper

DAY = Column(0, 18, "Soins du")
KIND = Column(20, 45, "Nature")
BASE = Column(70, 28, "Base", numeric=True)
PAID = Column(102, 28, "Remboursé", numeric=True)
WHEN = Column(134, 36, "Payé le")
COLUMNS = (DAY, KIND, BASE, PAID, WHEN)
TITLE = "Remboursements"
SUM = "Total remboursé"
RETAINED = "dont retenues"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Statement(Paper):
    """``sums`` in centimes, one a row, from the first of January 2026 on."""

    sums: tuple[int, ...]


def statement(sums: Iterable[int]) -> Statement:
    marks = {each.name: getattr(FAMILY, each.name) for each in fields(Paper)}
    return Statement(**marks, sums=tuple(sums))


def row(number: int, centimes: int, *, joined: bool = False) -> TableRow:
    day = date(2026, 1, 1) + timedelta(days=number)
    texts = (wording.short_date(day), f"Ligne{number}x", amount(3000), amount(centimes), "2026")
    return TableRow(texts, joined)


def render_statement(paper: Statement, joined: frozenset[int] = frozenset()) -> Rendered:
    """The rows whose numbers are in ``joined`` stay with the next."""
    rows = [row(n, each, joined=n in joined) for n, each in enumerate(paper.sums)]
    retained = sum(each for each in paper.sums if each < 0)
    totals = [
        TotalRow(SUM, {BASE: amount(3000 * len(rows)), PAID: amount(sum(paper.sums))}),
        TotalRow(RETAINED, {PAID: amount(retained)}),
    ]
    period = wording.long_period(date(2026, 1, 1), date(2026, 3, 31))
    head = LetterHead(
        "Relevé de remboursements",
        "de soins",
        f"Période {period}",
        "Relevé n°",
        (ReferenceLine("Période", period),),
    )
    return letter(paper, PLACE, head, long_table(TITLE, COLUMNS, rows, totals))
