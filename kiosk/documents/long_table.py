"""A table of many rows over as many pages as it takes, with its totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.documents.fonts import Face
from kiosk.documents.layout import Block
from kiosk.documents.masthead import heading_block
from kiosk.documents.sheet import Type
from kiosk.documents.structure import Element, Role, row_header
from kiosk.documents.table import (
    Cell,
    Column,
    continued_block,
    headings_block,
    row_block,
    stacked,
)
from shared_runtime.private import Private

_CELL = Type(Face.REGULAR, 8.5)
_TOTAL = Type(Face.SEMIBOLD, 8.5)
_PADDING = 0.9


@dataclass(frozen=True, slots=True, repr=False)
class TableRow(Private):
    """A text for each column; the first names the row. ``joined``: it stays on the page of the row
    after it, as long as a page holds all that is joined so."""

    texts: tuple[str, ...]
    joined: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class TotalRow(Private):
    """``label`` and, under the columns that have one, the ``sums``: never under the first."""

    label: str
    sums: Mapping[Column, str]


def long_table(
    title: str, columns: Sequence[Column], rows: Sequence[TableRow], totals: Sequence[TotalRow] = ()
) -> list[Block]:
    """At least one row. Title and headings come again on each page that the table goes on to; no
    page holds one row alone; the totals stand once, under the last two rows."""
    table = Element(Role.TABLE)
    opening = [heading_block(title), headings_block(columns, table)]
    again = continued_block(title, columns)
    drawn = [
        replace(_row_block(columns, row, table, again), together=together)
        for row, together in zip(rows, _together(rows, closed=bool(totals)), strict=True)
    ]
    closing = [stacked([_total_block(columns, total, table) for total in totals])] if totals else []
    # What is joined beyond a page may part there: then the totals come under the headings too.
    closing = [replace(block, together=False, header=again) for block in closing]
    return [*opening, *drawn, *closing]


def _together(rows: Sequence[TableRow], *, closed: bool) -> list[bool]:
    """Which rows stay with what comes after them: those that say so, the first with the second,
    the last but one with the last, and the last with the totals."""
    last = len(rows) - 1
    return [row.joined or at in (0, last - 1) for at, row in enumerate(rows[:-1])] + [closed]


def _row_block(columns: Sequence[Column], row: TableRow, table: Element, again: Block) -> Block:
    element = table.add(Role.ROW)
    cells = [
        Cell(column, [(text, _CELL)], _cell(element, first=column is columns[0]))
        for column, text in zip(columns, row.texts, strict=True)
    ]
    return row_block(cells, again, padding=_PADDING)


def _total_block(columns: Sequence[Column], total: TotalRow, table: Element) -> Block:
    """The label takes the room of all columns before the first sum."""
    element = table.add(Role.ROW)
    spanned = next(at for at, column in enumerate(columns) if column in total.sums)
    wide = replace(columns[0], room=columns[spanned].x - columns[0].x - 3, numeric=False)
    header = element.add(Role.HEADER, row_header(spanned))
    cells = [Cell(wide, [(total.label, _TOTAL)], header)]
    for column in columns[spanned:]:
        cell = element.add(Role.CELL)
        cells.append(Cell(column, [(total.sums.get(column, ""), _TOTAL)], cell))
    return row_block(cells, padding=_PADDING)


def _cell(row: Element, *, first: bool) -> Element:
    return row.add(Role.HEADER, row_header()) if first else row.add(Role.CELL)
