"""The tables of the audit: what was done, as a chain, and where the chain ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

# Words, not parameters: an index with a condition serves only a query that says the same.
OUTSIDE_VISITS = text("visit IS NULL")


class AuditRow(Base):
    """What was done, when, from which kiosk and visit, or by which account of the system.

    ``person``: keyed digest of the NIR of whom it is about. ``action``: the item of a kiosk's
    queue, or the request that staff dealt with. ``position`` in the chain and ``hash``: not there
    in rows from before there was one.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kiosk: Mapped[str | None] = mapped_column(String(64))
    visit: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[str] = mapped_column(String(32))
    action: Mapped[UUID | None]
    person: Mapped[str | None] = mapped_column(String(64), index=True)
    account: Mapped[str | None] = mapped_column(String(200))
    position: Mapped[int | None]
    hash: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        Index("uq_audit_position", "position", unique=True),
        # Of what was done with the kiosk itself, and not by somebody at it.
        Index(
            "ix_audit_kiosk",
            "kiosk",
            "id",
            sqlite_where=OUTSIDE_VISITS,
            postgresql_where=OUTSIDE_VISITS,
        ),
    )


class AuditHeadRow(Base):
    """The one row that says where the chain ends: whoever adds to it holds this row. Of what was
    there before the chain: its last id, and how many rows."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    before_until: Mapped[int]
    before_count: Mapped[int]
