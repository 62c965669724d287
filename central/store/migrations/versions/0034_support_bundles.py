"""Support bundles that kiosks send, each sealed for a key that central does not have."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_bundles",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
    )
    op.create_index("ix_support_bundles_kiosk", "support_bundles", ["kiosk", "received_at"])
    op.create_index("ix_support_bundles_received_at", "support_bundles", ["received_at"])


def downgrade() -> None:
    op.drop_table("support_bundles")
