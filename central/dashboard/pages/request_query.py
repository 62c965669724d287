"""The list of requests as an address says it: what is not understood of one is left out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from starlette.datastructures import QueryParams

from central.intake.delays import LateAt
from central.intake.listing import PageKey, RequestFilter
from central.intake.request_handler import RequestState
from wire.demandes.kinds import KINDS

_LONGEST = 80
_BETWEEN = "~"


class RequestTab(StrEnum):
    """What of the requests is listed; the first where an address says nothing."""

    OPEN = "open"
    LATE = "late"
    TO_CONFIRM = "to_confirm"
    READY = "ready"
    DONE = "done"
    ALL = "all"

    @property
    def oldest_first(self) -> bool:
        """What waits is dealt with in the order in which it came; of the rest one looks for what
        was lately."""
        return self not in (RequestTab.DONE, RequestTab.ALL)


@dataclass(frozen=True, slots=True)
class RequestQuery:
    """``said``: what of it is not as it is by itself, by the names in the address."""

    tab: RequestTab
    kind: str | None
    site: str | None
    after: PageKey | None
    said: dict[str, str]

    @property
    def is_narrowed(self) -> bool:
        return self.kind is not None or self.site is not None

    def wanted(self, late: LateAt, reach: frozenset[str] | None, at_most: int) -> RequestFilter:
        """Within ``reach``, the agencies that somebody may read at; None is all of them."""
        return RequestFilter(
            kind=self.kind,
            state=_state(self.tab),
            at_most=at_most,
            sites=self.sites(reach),
            only_open=self.tab is RequestTab.OPEN,
            late=late if self.tab is RequestTab.LATE else None,
            oldest_first=self.tab.oldest_first,
            after=self.after,
        )

    def sites(self, reach: frozenset[str] | None) -> frozenset[str] | None:
        if self.site is None:
            return reach
        here = frozenset({self.site})
        return here if reach is None else here & reach


def read_query(query: QueryParams) -> RequestQuery:
    said = {name: _text(query.get(name, "")) for name in ("state", "kind", "site")}
    tab = next((each for each in RequestTab if each == said["state"]), RequestTab.OPEN)
    return RequestQuery(
        tab,
        said["kind"] if said["kind"] in KINDS else None,
        said["site"] or None,
        _page_key(query.get("after", "")),
        {name: value for name, value in said.items() if value},
    )


def page_key_text(key: PageKey) -> str:
    return f"{key.received_at.isoformat()}{_BETWEEN}{key.id}"


def moment(text: str) -> datetime | None:
    """With its zone, as this console writes it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo is None else found


def identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page_key(text: str) -> PageKey | None:
    """None of what nobody gave out."""
    at, _, name = text[:_LONGEST].partition(_BETWEEN)
    received_at, id_ = moment(at), identifier(name)
    return None if received_at is None or id_ is None else PageKey(received_at, id_)


def _state(tab: RequestTab) -> RequestState | None:
    match tab:
        case RequestTab.TO_CONFIRM:
            return "to_confirm"
        case RequestTab.READY:
            return "ready"
        case RequestTab.DONE:
            return "done"
        case RequestTab.OPEN | RequestTab.LATE | RequestTab.ALL:
            return None


def _text(text: str) -> str:
    """No store takes NUL in a text, nor half of a character."""
    return text.strip()[:_LONGEST].replace("\0", "").encode(errors="ignore").decode()
