"""How often a thing was done, at the kiosks' door and, apart, on the public page."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("counters", "public_counters"):
        op.create_table(
            table,
            sa.Column("key", sa.String(64), primary_key=True),
            sa.Column("number", sa.BigInteger(), nullable=False),
            sa.Column("ends_at", UtcDateTime(), nullable=False, index=True),
        )
