"""Answers to the issue of a statement of daily allowances: as asked for, and of other days."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from tests.ij import FIRST, LAST, row, statement
from wire.calls.ij import IjPaper


def answers(person: Holder) -> Sequence[IjPaper]:
    asked = statement(row(FIRST), start=FIRST, end=LAST, holder=person)
    return asked, statement(holder=person)
