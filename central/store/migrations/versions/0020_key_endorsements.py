"""Keys that kiosks know: what was endorsed, and which of them each kiosk goes by."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_endorsements",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "retired_keys",
        sa.Column("key_id", sa.String(16), primary_key=True),
        sa.Column("retired_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "kiosk_keys",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("signing", sa.String(160)),
        sa.Column("intake", sa.String(16)),
        sa.Column("authorities", sa.String(160)),
        sa.Column("certified_by", sa.String(16)),
    )


def downgrade() -> None:
    for table in ("kiosk_keys", "retired_keys", "key_endorsements"):
        op.drop_table(table)
