"""The tables of the console's lists: filters that somebody keeps, and what is done to many kiosks
at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_ADMIN = String(32)
# Words, not parameters: an index with a condition serves only a query that says the same.
TO_DO = text("done_at IS NULL AND left_out = ''")


class KioskViewRow(Base):
    """A set of filters of the list of kiosks under a name. ``query``: as the address says them, as
    JSON. ``shared``: everybody who has the list sees it, each with the kiosks of their own."""

    __tablename__ = "kiosk_views"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(_ADMIN)
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool] = mapped_column(index=True)
    made_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("owner", "name", name="uq_kiosk_views_name"),)


class BulkActionRow(Base):
    """Something that somebody does to many kiosks. ``action``: as JSON, None until it is chosen.
    Nothing is done before ``confirmed_at``, and nothing is confirmed after ``expires_at``."""

    __tablename__ = "bulk_actions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    admin: Mapped[str] = mapped_column(_ADMIN, index=True)
    action: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class BulkKioskRow(Base):
    """A kiosk of those that were chosen, as they stood in the list. ``left_out``: why nothing is
    done to it, empty where nothing stands against it. ``done_at``: since when it is done or, where
    something came up meanwhile, left out; ``command``: what it was given."""

    __tablename__ = "bulk_kiosks"

    bulk: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kiosk: Mapped[str] = mapped_column(String(64))
    left_out: Mapped[str] = mapped_column(String(16), server_default="")
    done_at: Mapped[datetime | None]
    command: Mapped[UUID | None]

    __table_args__ = (
        Index(
            "ix_bulk_kiosks_to_do",
            "bulk",
            "position",
            sqlite_where=TO_DO,
            postgresql_where=TO_DO,
        ),
    )
