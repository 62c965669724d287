"""Requests as rows for a spreadsheet: never what is in them."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.intake.delays import Delays
from central.intake.listing import Listed, RequestFilter, listed

HEADS = (
    "reference",
    "kind",
    "state",
    "site",
    "kiosk",
    "assurance",
    "asked",
    "received_at",
    "due_at",
    "closed_at",
    "closed_by",
    "closed_as",
)
_PAGE = 1_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With which a spreadsheet takes a text for a command (OWASP, CSV Injection)."""


def csv_lines(
    light: Engine, wanted: RequestFilter, delays: Delays, zone: ZoneInfo
) -> Iterator[str]:
    """The heads, then all that is wanted, a page at a time: nobody waits for the store meanwhile.
    What comes in or is closed meanwhile may be there or not."""
    yield _line(HEADS)
    left = wanted.at_most
    while left > 0:
        wanted = replace(wanted, at_most=min(left, _PAGE))
        with Session(light) as db:
            found = listed(db, wanted)
        for request in found:
            yield _line(_cells(request, delays, zone))
        if len(found) < wanted.at_most:
            return
        left -= len(found)
        wanted = replace(wanted, after=found[-1].page_key)


def _cells(request: Listed, delays: Delays, zone: ZoneInfo) -> tuple[str, ...]:
    last = request.items[0]
    return (
        last.reference,
        request.kind,
        request.state,
        request.site,
        last.kiosk,
        last.assurance,
        str(request.asked),
        _time(request.received_at, zone),
        _time(delays.due_at(request.kind, request.received_at), zone),
        "" if request.closed_at is None else _time(request.closed_at, zone),
        request.closed_by or "",
        request.closed_as or "",
    )


def _time(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


def _line(cells: tuple[str, ...]) -> str:
    written = StringIO()
    csv.writer(written).writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
