"""What staff see of the requests: never what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.intake.request_handler import RequestState
from central.store.intake_models import RequestItemRow, RequestRow


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
    said, ``closed_account`` what the operating system knew."""

    id: UUID
    kind: str
    state: str
    asked: int
    received_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    closed_account: str | None
    items: tuple[ListedItem, ...]


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests; ``None`` is any. ``since``: when they first came in."""

    kind: str | None = None
    state: RequestState | None = None
    since: datetime | None = None
    at_most: int = 100


def listed(db: Session, wanted: RequestFilter) -> tuple[Listed, ...]:
    """The newest first."""
    query = select(RequestRow).order_by(RequestRow.received_at.desc(), RequestRow.id)
    if wanted.kind is not None:
        query = query.where(RequestRow.kind == wanted.kind)
    if wanted.state is not None:
        query = query.where(RequestRow.state == wanted.state)
    if wanted.since is not None:
        query = query.where(RequestRow.received_at >= wanted.since)
    return with_items(db, db.scalars(query.limit(wanted.at_most)).all())


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
        .order_by(RequestItemRow.made_at.desc(), RequestItemRow.received_at.desc())
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
        )
        for row in requests
    )
