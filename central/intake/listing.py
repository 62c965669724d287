"""What staff see of the requests: never what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from central.intake.delays import LateAt
from central.intake.request_handler import RequestState
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from central.store.models import UtcDateTime
from wire.demandes.demande import Assurance

LAST_ASKED_FIRST = (
    RequestItemRow.made_at.desc(),
    RequestItemRow.received_at.desc(),
    RequestItemRow.kiosk,
    RequestItemRow.id,
)
"""Of the times that a request was asked for; the same one first everywhere."""
_MOST_SITES = 30
"""So many agencies are each asked for their own page, from an index that is theirs; who sees more
sees most of the caisse, and its own order serves."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One time that it was asked for. ``is_kept``: its content is not erased yet."""

    id: UUID
    kiosk: str
    reference: str
    assurance: str
    made_at: datetime
    received_at: datetime
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A request; ``items`` with the one asked last before the others. ``closed_by`` is what was
    said, ``closed_account`` what the operating system knew, or the admin's id. ``site``: the agency
    where it first came in, whatever became of the kiosk."""

    id: UUID
    kind: str
    state: str
    asked: int
    received_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    closed_account: str | None
    items: tuple[ListedItem, ...]
    site: str = ""
    closed_as: str | None = None

    @property
    def page_key(self) -> "PageKey":
        return PageKey(self.received_at, self.id)


@dataclass(frozen=True, slots=True)
class PageKey:
    """Of the last of a page: the next one goes on behind it."""

    received_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests; ``None`` is any. ``since``, ``until``: when they first came in, the latter
    excluded. ``sites``: of these agencies alone. ``assurance``: asked for so at least once."""

    kind: str | None = None
    state: RequestState | None = None
    since: datetime | None = None
    at_most: int = 100
    until: datetime | None = None
    sites: frozenset[str] | None = None
    assurance: Assurance | None = None
    only_open: bool = False
    late: LateAt | None = None
    oldest_first: bool = False
    after: PageKey | None = None


def listed(db: Session, wanted: RequestFilter) -> tuple[Listed, ...]:
    """A page, by when they first came in: the newest first unless the oldest are wanted first."""
    ids = db.scalars(_page(wanted)).all()
    rows = {row.id: row for row in db.scalars(select(RequestRow).where(RequestRow.id.in_(ids)))}
    return with_items(db, [rows[each] for each in ids if each in rows])


def _page(wanted: RequestFilter) -> Select[UUID]:
    """The ids of a page, in order. Of several agencies the pages of each are laid together: no
    index holds them in one order."""
    if wanted.sites is None or not 1 < len(wanted.sites) <= _MOST_SITES:
        return _ordered(_matching(wanted, wanted.sites), wanted).with_only_columns(RequestRow.id)
    of_each = (
        _ordered(_matching(wanted, frozenset({site})), wanted).subquery()
        for site in sorted(wanted.sites)
    )
    together = union_all(*(select(each) for each in of_each)).subquery()
    key = together.c.received_at, together.c.id
    order = key if wanted.oldest_first else [column.desc() for column in key]
    return select(together.c.id).order_by(*order).limit(wanted.at_most)


def _matching(wanted: RequestFilter, sites: frozenset[str] | None) -> Select[datetime, UUID]:
    query = select(RequestRow.received_at, RequestRow.id)
    if sites is not None:
        # One is told apart: an index that begins with it is in order behind it.
        query = query.where(
            RequestRow.site == next(iter(sites)) if len(sites) == 1 else RequestRow.site.in_(sites)
        )
    if wanted.only_open or wanted.state in ("ready", "to_confirm"):
        query = query.where(IS_OPEN)
    if wanted.kind is not None:
        query = query.where(RequestRow.kind == wanted.kind)
    if wanted.state is not None:
        query = query.where(RequestRow.state == wanted.state)
    if wanted.since is not None:
        query = query.where(RequestRow.received_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(RequestRow.received_at < wanted.until)
    if wanted.late is not None:
        query = query.where(wanted.late.clause)
    if wanted.assurance is not None:
        query = query.where(_asked_by(wanted.assurance))
    return query


def _asked_by(assurance: Assurance) -> ColumnElement[bool]:
    item = RequestItemRow
    return exists().where(item.request == RequestRow.id, item.assurance == assurance.value)


def _ordered(query: Select[datetime, UUID], wanted: RequestFilter) -> Select[datetime, UUID]:
    key = tuple_(RequestRow.received_at, RequestRow.id)
    after = wanted.after
    if after is not None:
        last = tuple_(literal(after.received_at, UtcDateTime()), literal(after.id))
        query = query.where(key > last if wanted.oldest_first else key < last)
    columns = RequestRow.received_at, RequestRow.id
    order = columns if wanted.oldest_first else [column.desc() for column in columns]
    return query.order_by(*order).limit(wanted.at_most)


def with_items(db: Session, requests: Sequence[RequestRow]) -> tuple[Listed, ...]:
    items: dict[UUID, list[ListedItem]] = {row.id: [] for row in requests}
    found = db.execute(
        select(
            RequestItemRow.request,
            RequestItemRow.id,
            RequestItemRow.kiosk,
            RequestItemRow.reference,
            RequestItemRow.assurance,
            RequestItemRow.made_at,
            RequestItemRow.received_at,
            RequestItemRow.sealed.is_not(None).label("is_kept"),
        )
        .where(RequestItemRow.request.in_(items))
        .order_by(*LAST_ASKED_FIRST)
    )
    for row in found:
        items[row.request].append(
            ListedItem(
                id=row.id,
                kiosk=row.kiosk,
                reference=row.reference,
                assurance=row.assurance,
                made_at=row.made_at,
                received_at=row.received_at,
                is_kept=row.is_kept,
            )
        )
    return tuple(
        Listed(
            id=row.id,
            kind=row.kind,
            state=row.state,
            asked=row.asked,
            received_at=row.received_at,
            closed_at=row.closed_at,
            closed_by=row.closed_by,
            closed_account=row.closed_account,
            items=tuple(items[row.id]),
            site=row.site,
            closed_as=row.closed_as,
        )
        for row in requests
    )
