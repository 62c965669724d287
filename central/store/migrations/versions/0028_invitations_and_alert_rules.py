"""Invitations of admins; alerts that are silenced, whom they are told to, and from when on."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_WHERE = ("site", "kiosk", "tag", "part")


def upgrade() -> None:
    op.create_table(
        "admin_invitations",
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), primary_key=True),
        sa.Column("code_digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "alert_silences",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("alert", sa.Integer()),
        *(sa.Column(name, sa.String(64), nullable=False) for name in _WHERE),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("until_at", UtcDateTime(), nullable=False, index=True),
        sa.Column("lifted_at", UtcDateTime()),
        sa.Column("lifted_by", sa.String(200)),
    )
    op.create_table(
        "alert_thresholds",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("from_file", sa.Integer()),
        sa.Column("changed", sa.Integer()),
        sa.Column("changed_by", sa.String(200)),
        sa.Column("changed_at", UtcDateTime()),
    )
    op.create_table(
        "alert_recipients",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("scope", sa.String(80), nullable=False),
        sa.Column("least", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("from_file", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.UniqueConstraint("scope", "channel", "address", "from_file", name="uq_alert_recipients"),
    )
    op.create_table(
        "alert_watch",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("looked_at", UtcDateTime(), nullable=False),
        sa.Column("mails", sa.Boolean(), nullable=False),
        sa.Column("webhooks", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    """Who has not joined yet is invited anew; alerts are told as central's file says."""
    for table in ("alert_watch", "alert_recipients", "alert_thresholds", "alert_silences"):
        op.drop_table(table)
    op.drop_table("admin_invitations")
