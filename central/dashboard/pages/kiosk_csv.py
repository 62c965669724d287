"""The list of kiosks for a spreadsheet: RFC 4180, and no cell that one would calculate."""

import csv
import io
from collections.abc import Iterable, Iterator

from central.dashboard.words import Words
from central.fleet.kiosk_list import KioskSummary

_COLUMNS = ("id", "name", "site", "tags", "state", "trouble", "heard", "software")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, spreadsheets take UTF-8 for something older."""


def lines_of_csv(lines: Iterable[KioskSummary], words: Words) -> Iterator[str]:
    heads = [words.say(f"kiosks.csv.{each}") for each in _COLUMNS]
    yield _BYTE_ORDER_MARK + _row(heads)
    for each in lines:
        yield _row(
            [
                each.id,
                each.name,
                each.site,
                " ".join(each.tags),
                words.say(f"state.one.{each.state}"),
                words.trouble(each.trouble),
                "" if each.heard_at is None else each.heard_at.isoformat(timespec="seconds"),
                each.software or "",
            ]
        )


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_plain(each) for each in cells])
    return text.getvalue()


def _plain(cell: str) -> str:
    """As text, whatever a spreadsheet makes of its first letter."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
