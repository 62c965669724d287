"""What of the fleet's health somebody is told, and the messages that are to reach them."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fleet_alerts",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("part", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(80), nullable=False),
        sa.Column("told_check", sa.Text()),
        sa.Column("trouble_since", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime()),
        sa.Column("well_since", UtcDateTime()),
        sa.Column("told_at", UtcDateTime()),
        sa.Column("closed_at", UtcDateTime()),
        sa.Column("acknowledged_at", UtcDateTime()),
        sa.Column("acknowledged_by", sa.String(200)),
        sa.Column("ended_at", UtcDateTime(), index=True),
    )
    op.create_index(
        "uq_fleet_alerts_going_on",
        "fleet_alerts",
        ["site", "kiosk", "part"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "fleet_alert_messages",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", UtcDateTime(), index=True),
        sa.Column("done_at", UtcDateTime()),
        sa.Column("failed", sa.String(40)),
    )


def downgrade() -> None:
    op.drop_table("fleet_alert_messages")
    op.drop_table("fleet_alerts")
