"""That a store is a caisse's: once, and for good."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "production",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("since", UtcDateTime(), nullable=False),
    )
