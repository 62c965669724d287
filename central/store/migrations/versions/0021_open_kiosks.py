"""The directory of open kiosks."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_kiosks",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("tag", sa.String(16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("kiosks", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("open_kiosks")
