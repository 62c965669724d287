"""Kiosks that may call no more, and from where a kiosk's token is used."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kiosks", sa.Column("revoked_at", UtcDateTime()))
    op.create_table(
        "kiosk_places",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("place", sa.String(64), primary_key=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=False),
    )
