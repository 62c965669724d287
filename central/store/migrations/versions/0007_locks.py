"""Locks that end by themselves; provisional codes that are good in their visit alone."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LOCK_OF_THE_RELEASE_BEFORE = timedelta(hours=24)


def upgrade() -> None:
    for column in _lock_columns():
        op.add_column("accounts", column)
    _end_suspensions_by_wrong_codes()
    op.create_table(
        "code_failures",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        *_lock_columns(),
        sa.Column("failed_at", UtcDateTime(), nullable=False, index=True),
    )
    _bind_codes_to_visits()


def _lock_columns() -> tuple[sa.Column[int], sa.Column[datetime], sa.Column[object]]:
    return (
        sa.Column("locks", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("locked_until", UtcDateTime()),
        sa.Column("locked_by", sa.Uuid()),
    )


def _end_suspensions_by_wrong_codes() -> None:
    """Until now nothing ended what wrong codes had suspended; what the caisse suspended counts no
    failures, and stays."""
    accounts = sa.table(
        "accounts",
        sa.column("person", sa.String(64)),
        sa.column("suspended_at", UtcDateTime()),
        sa.column("failures", sa.Integer()),
        sa.column("locks", sa.Integer()),
        sa.column("locked_until", UtcDateTime()),
    )
    by_codes = sa.select(accounts.c.person, accounts.c.suspended_at).where(
        accounts.c.suspended_at.is_not(None), accounts.c.failures > 0
    )
    for person, suspended_at in op.get_bind().execute(by_codes).all():
        op.execute(
            accounts.update()
            .where(accounts.c.person == person)
            .values(
                suspended_at=None,
                failures=0,
                locks=1,
                locked_until=suspended_at + _LOCK_OF_THE_RELEASE_BEFORE,
            )
        )


def _bind_codes_to_visits() -> None:
    op.add_column("provisional_codes", sa.Column("kiosk", sa.String(64)))
    op.add_column("provisional_codes", sa.Column("visit", sa.Uuid()))
    op.drop_index("uq_provisional_codes_open", "provisional_codes")
    op.create_index(
        "uq_provisional_codes_open",
        "provisional_codes",
        ["person", "kiosk", "visit"],
        unique=True,
        sqlite_where=sa.text("closed = 0"),
        postgresql_where=sa.text("NOT closed"),
    )
    op.create_index("ix_provisional_codes_sent_at", "provisional_codes", ["sent_at"])
