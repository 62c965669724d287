"""Kiosks, accounts, citizen sessions, provisional codes, attestations, audit."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosks",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("code_hash", sa.String(200)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("suspended_at", UtcDateTime()),
    )
    op.create_table(
        "citizen_sessions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("kiosk", sa.String(64), nullable=False, index=True),
        sa.Column("visit", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(1), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False, index=True),
    )
    op.create_table(
        "provisional_codes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_provisional_codes_person", "provisional_codes", ["person", "sent_at"])
    op.create_table(
        "attestations",
        sa.Column("action", sa.Uuid(), primary_key=True),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("content_digest", sa.String(64), nullable=False),
        sa.Column("subject_digest", sa.String(64), nullable=False),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", UtcDateTime(), nullable=False, index=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("visit", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
    )
