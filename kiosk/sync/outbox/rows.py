"""Rows of the table of actions, read into what they mean and checked on the way.

Everything here raises ValueError (as pydantic's ValidationError) for a row that is damaged.
"""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from wire import sealing
from wire.actions import QueuedAction
from wire.codec import Codec
from wire.moments import within_years
from wire.sync import Item, ItemHeader, Tombstone

HEADER_COLUMNS = tuple(field.name for field in fields(ItemHeader))
"""Each field of the header has its column, of the same name."""
_HEADER = Codec[ItemHeader](ItemHeader)
_TOMBSTONE = Codec[Tombstone](Tombstone)
_QUEUED = Codec[QueuedAction](QueuedAction)


DAMAGED = "damaged"
"""Why an action is quarantined whose row is no longer what was stored."""


class Damaged(ValueError):
    """The sealed bytes are not those that were stored."""


def item_of(row: Any) -> Item:
    """What goes up; the digest is checked against the bytes first."""
    if row.sealed is None or sealing.digest(row.sealed) != row.digest:
        raise Damaged
    header = _HEADER.of_plain({name: getattr(row, name) for name in HEADER_COLUMNS})
    return Item(header, row.sealed, row.digest)


def tombstone_of(row: Any) -> Tombstone:
    return _TOMBSTONE.of_plain(
        Tombstone(
            id=UUID(row.id),
            reference=row.reference,
            kind=row.kind,
            subject=UUID(row.subject),
            sequence=row.sequence,
            state=row.state,
            reason=row.reason,
            digest=row.digest,
            created_at=_told(row.created_at),
            at=_told(row.settled_at),
        )
    )


def queued_of(row: Any, again_at: datetime | None = None) -> QueuedAction:
    return _QUEUED.of_plain(
        QueuedAction(
            id=UUID(row.id),
            reference=row.reference,
            kind=row.kind,
            assurance=row.assurance,
            state=row.state,
            created_at=_told(row.created_at),
            expires_at=_told(row.expires_at),
            attempts=row.attempts,
            reason=row.reason,
            settled_at=None if row.settled_at is None else _told(row.settled_at),
            again_at=again_at,
        )
    )


def _told(text: Any) -> datetime:
    """A time as it was stored: by a clock that may have been wrong by decades."""
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError("not a time that was stored")
    return within_years(moment)
