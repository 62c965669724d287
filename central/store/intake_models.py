"""The tables of what kiosks send, beside those in ``models``; no person stands in them readably.

``visit`` is the random id of a visit, which a kiosk calls the subject of what was asked in it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

# Words, not parameters: an index with a condition serves only a query that says the same.
IS_OPEN = text("state <> 'done'")
WAS_REJECTED = text("outcome = 'rejected'")
_IS_KEPT = text("sealed IS NOT NULL")

_DIGEST = String(64)
_KIOSK = String(64)
_SLUG = String(64)
_REFERENCE = String(40)


def _of_open(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)


class IntakeRow(Base):
    """What became of an item, kept for good: it is how the same item is known when it comes again.

    ``made_at`` is estimated by central. The kiosk's own clocks stand beside it as they were told:
    ``created_at``, ``made_boot`` and ``made_at_s`` of the making, ``sent_…`` of the sending.
    """

    __tablename__ = "intake"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(_DIGEST)
    outcome: Mapped[str] = mapped_column(String(16))
    code: Mapped[str | None] = mapped_column(_SLUG)
    reference: Mapped[str] = mapped_column(_REFERENCE)
    kind: Mapped[str] = mapped_column(_SLUG)
    schema_version: Mapped[int]
    assurance: Mapped[str] = mapped_column(String(16))
    visit: Mapped[UUID]
    sequence: Mapped[int]
    received_at: Mapped[datetime]
    made_at: Mapped[datetime]
    created_at: Mapped[datetime]
    made_boot: Mapped[UUID]
    made_at_s: Mapped[float]
    sent_at: Mapped[datetime]
    sent_boot: Mapped[UUID]
    sent_uptime_s: Mapped[float]

    __table_args__ = (
        Index("ix_intake_visit", "kiosk", "visit"),
        Index(
            "ix_intake_rejected",
            "received_at",
            sqlite_where=WAS_REJECTED,
            postgresql_where=WAS_REJECTED,
        ),
    )


class ConflictRow(Base):
    """Another content under the id of an item that is known: an alarm, and a row that staff see."""

    __tablename__ = "intake_conflicts"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    known_digest: Mapped[str] = mapped_column(_DIGEST)
    reference: Mapped[str] = mapped_column(_REFERENCE)
    kind: Mapped[str] = mapped_column(_SLUG)
    received_at: Mapped[datetime] = mapped_column(index=True)


class TombstoneRow(Base):
    """What a kiosk says will not come: somebody must be told, unless it came all the same."""

    __tablename__ = "intake_tombstones"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(_DIGEST)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(_SLUG)
    reference: Mapped[str] = mapped_column(_REFERENCE)
    kind: Mapped[str] = mapped_column(_SLUG)
    visit: Mapped[UUID]
    sequence: Mapped[int]
    created_at: Mapped[datetime]
    at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(index=True)


class RequestRow(Base):
    """What is asked for one person, however often: one open request of a kind and occasion.

    ``applicant``: keyed digest of that person's NIR and birth date as given, or of what else tells
    them from everybody else; ``occasion``: keyed digest of the
    facts that make it another request of the same kind, empty where none do; ``newest_made_at``:
    when it was last asked for. ``site``: the agency of the kiosk where it was first asked for, as
    it was then, empty where the kiosk had none. ``closed_as``: what came of it; not there in rows
    from before that was asked.
    """

    __tablename__ = "requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(_SLUG)
    applicant: Mapped[str] = mapped_column(_DIGEST)
    occasion: Mapped[str] = mapped_column(_DIGEST, server_default="")
    state: Mapped[str] = mapped_column(String(16))
    asked: Mapped[int]
    newest_made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(64))
    closed_account: Mapped[str | None] = mapped_column(String(200))
    site: Mapped[str] = mapped_column(String(32), server_default="")
    closed_as: Mapped[str | None] = mapped_column(String(16))

    __table_args__ = (
        Index("ix_requests_state", "state", "received_at"),
        # A page of a list is read from one of these alone: place, kind and state are in each.
        Index("ix_requests_all", "received_at", "id", "site", "kind", "state"),
        Index("ix_requests_site", "site", "received_at", "id", "kind", "state"),
        _of_open("ix_requests_waiting", "received_at", "id", "site", "kind", "state"),
        _of_open("ix_requests_waiting_site", "site", "received_at", "id", "kind", "state"),
        Index(
            "uq_requests_open",
            "kind",
            "applicant",
            "occasion",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )


class RequestItemRow(Base):
    """One time that a request was asked for; an item that is for several people stands here once
    for the request of each. ``sealed``: what was asked for that person, under the server
    key, until it is erased."""

    __tablename__ = "request_items"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    request: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    reference: Mapped[str] = mapped_column(_REFERENCE, index=True)
    assurance: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    sealed: Mapped[bytes | None]
    body_key: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (
        ForeignKeyConstraint(["request"], ["requests.id"], name="fk_request_items_request"),
        Index(
            "ix_request_items_kept",
            "received_at",
            sqlite_where=_IS_KEPT,
            postgresql_where=_IS_KEPT,
        ),
    )


class BodyReadRow(Base):
    """Who read what a person asked for, when, and why. ``who`` is what was said, ``account`` the
    operating system's."""

    __tablename__ = "body_reads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(64))
    account: Mapped[str | None] = mapped_column(String(200))
    request: Mapped[UUID] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(200))


class TroubleTickRow(Base):
    """Somebody has seen to a trouble, as it stood at ``received_at``: where the same comes again,
    or comes to another end, that is news. ``who`` and ``account`` as in ``BodyReadRow``."""

    __tablename__ = "trouble_ticks"

    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    received_at: Mapped[datetime] = mapped_column(primary_key=True)
    ticked_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    account: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(200))
