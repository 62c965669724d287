"""The list of kiosks as an address says it: what is not understood of one is left out."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import QueryParams

from central.dashboard.query_texts import chosen, storable
from central.fleet.kiosk_filter import KioskAccess, KioskFilter
from central.fleet.kiosk_list import Cursor, KioskOrder
from central.fleet.states import ListedState

_LONGEST = 80
_LONGEST_CURSOR = 400
NAMES = ("q", "state", "site", "dept", "tag", "software", "access", "paper", "alert", "sort", "way")


@dataclass(frozen=True, slots=True)
class KioskQuery:
    """``said``: what of it is not as it is by itself, by the names in the address."""

    wanted: KioskFilter
    order: KioskOrder
    descending: bool
    cursor: Cursor | None
    said: dict[str, str]

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != KioskFilter()


def read_query(query: QueryParams) -> KioskQuery:
    said = {name: query.get(name, "").strip()[:_LONGEST] for name in NAMES}
    order = chosen(KioskOrder, said["sort"]) or KioskOrder.NAME
    wanted = KioskFilter(
        search=storable(said["q"]),
        state=chosen(ListedState, said["state"]),
        site=storable(said["site"]),
        departement=storable(said["dept"]),
        tag=storable(said["tag"]),
        software=storable(said["software"]),
        access=chosen(KioskAccess, said["access"]),
        out_of_paper=said["paper"] == "out",
        alert=said["alert"] == "open",
    )
    return KioskQuery(
        wanted,
        order,
        said["way"] == "down",
        _cursor(query, order),
        {name: value for name, value in said.items() if value},
    )


def cursor_text(cursor: Cursor) -> str:
    return json.dumps(
        [each.isoformat() if isinstance(each, datetime) else each for each in cursor.values],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _cursor(query: QueryParams, order: KioskOrder) -> Cursor | None:
    for name, backwards in (("after", False), ("before", True)):
        text = query.get(name)
        if text is not None:
            values = _values(text, order)
            return None if values is None else Cursor(values, backwards)
    return None


def _values(text: str, order: KioskOrder) -> tuple[Any, ...] | None:
    """As the columns of that order have them; None of what nobody gave out."""
    try:
        said = json.loads(text) if len(text) <= _LONGEST_CURSOR else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, list) or not all(isinstance(each, str | int) for each in said):
        return None
    first, names = said[:-2], said[-2:]
    if len(names) != 2 or not all(isinstance(each, str) for each in names):
        return None
    match order, first:
        case (KioskOrder.NAME, []):
            pass
        case (KioskOrder.SITE | KioskOrder.SOFTWARE, [str()]):
            pass
        case (KioskOrder.STATE, [int(rank)]) if 0 <= rank < len(ListedState):
            pass
        case (KioskOrder.HEARD, [str(moment)]):
            first = [_moment(moment)]
            if first == [None]:
                return None
        case _:
            return None
    values = (*first, *names)
    return (
        None if any(storable(each) != each for each in values if isinstance(each, str)) else values
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        # Of the first and last hours of all years there is no time in UTC.
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
