"""Lists for a spreadsheet: RFC 4180, and no cell that one would calculate."""

import csv
import io
from collections.abc import Iterator, Sequence

from fastapi.responses import StreamingResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, spreadsheets take UTF-8 for something older."""


def csv_head(cells: Sequence[str]) -> str:
    return _BYTE_ORDER_MARK + csv_row(cells)


def csv_row(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_plain(each) for each in cells])
    return text.getvalue()


def csv_file(rows: Iterator[str], name: str) -> StreamingResponse:
    return StreamingResponse(
        rows,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _plain(cell: str) -> str:
    """As text, whatever a spreadsheet makes of its first letter."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
