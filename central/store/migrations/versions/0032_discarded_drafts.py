"""Drafts of configurations that their authors have withdrawn: they stay, unapproved for good."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("configuration_drafts", sa.Column("discarded_at", UtcDateTime()))


def downgrade() -> None:
    """A draft that somebody withdrew waits for a second person again."""
    op.drop_column("configuration_drafts", "discarded_at")
