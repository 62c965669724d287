"""What kiosks send: items taken in, conflicts, tombstones, requests, who read them."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("action", sa.Uuid()))
    _intake()
    _troubles()
    _requests()


def _intake() -> None:
    op.create_table(
        "intake",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("code", sa.String(64)),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("assurance", sa.String(16), nullable=False),
        sa.Column("visit", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("made_boot", sa.Uuid(), nullable=False),
        sa.Column("made_at_s", sa.Double(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("sent_boot", sa.Uuid(), nullable=False),
        sa.Column("sent_uptime_s", sa.Double(), nullable=False),
    )
    op.create_index(
        "ix_intake_rejected",
        "intake",
        ["received_at"],
        sqlite_where=sa.text("outcome = 'rejected'"),
        postgresql_where=sa.text("outcome = 'rejected'"),
    )


def _troubles() -> None:
    op.create_table(
        "intake_conflicts",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("known_digest", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False, index=True),
    )
    op.create_table(
        "intake_tombstones",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("visit", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False, index=True),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("applicant", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("newest_made_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime()),
        sa.Column("closed_by", sa.String(64)),
    )
    op.create_index("ix_requests_state", "requests", ["state", "received_at"])
    op.create_index(
        "uq_requests_open",
        "requests",
        ["kind", "applicant"],
        unique=True,
        sqlite_where=sa.text("state <> 'done'"),
        postgresql_where=sa.text("state <> 'done'"),
    )
    op.create_table(
        "request_items",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("request", sa.Uuid(), nullable=False, index=True),
        sa.Column("reference", sa.String(40), nullable=False, index=True),
        sa.Column("assurance", sa.String(16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name="fk_request_items_request"),
    )
    op.create_index(
        "ix_request_items_kept",
        "request_items",
        ["received_at"],
        sqlite_where=sa.text("sealed IS NOT NULL"),
        postgresql_where=sa.text("sealed IS NOT NULL"),
    )
    op.create_table(
        "body_reads",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", UtcDateTime(), nullable=False, index=True),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("request", sa.Uuid(), nullable=False, index=True),
        sa.Column("reason", sa.String(200), nullable=False),
    )
