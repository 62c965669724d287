"""How the kiosks are: as they last told, what was in the last thirty days, and numbers of use."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_status",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("boot", sa.Uuid(), nullable=False),
        sa.Column("uptime_s", sa.Double(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("report", sa.Text()),
        sa.Column("slot_at", UtcDateTime(), nullable=False),
        sa.Column("slot_heard", sa.Integer(), nullable=False),
        sa.Column("slot_worst", sa.String(16), nullable=False),
        sa.Column("slot_reasons", sa.Text(), nullable=False),
    )
    op.create_table(
        "kiosk_status_history",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("at", UtcDateTime(), primary_key=True, index=True),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("worst", sa.String(16), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
    )
    op.create_table(
        "kiosk_usage",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True, index=True),
        sa.Column("run", sa.Uuid(), primary_key=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("strips", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in ("kiosk_usage", "kiosk_status_history", "kiosk_status"):
        op.drop_table(table)
