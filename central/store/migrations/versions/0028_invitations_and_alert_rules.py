"""Invitations of admins; alerts that are silenced, whom they are told to, and from when on."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "admin_invitations",
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), primary_key=True),
        sa.Column("code_digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    """Who has not joined yet is invited anew."""
    op.drop_table("admin_invitations")
