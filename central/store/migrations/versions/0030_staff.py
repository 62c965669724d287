"""Staff of the kiosks: who they are, and by what the kiosks of each agency know them."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_members",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(16), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("badge", sa.String(160)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("suspended_at", UtcDateTime()),
    )
    op.create_table(
        "staff_pins",
        sa.Column("staff", sa.String(64), sa.ForeignKey("staff_members.id"), primary_key=True),
        sa.Column("site", sa.String(32), primary_key=True),
        sa.Column("verifier", sa.String(250), nullable=False),
        sa.Column("pepper", sa.String(16), nullable=False),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("set_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_staff_pins_site", "staff_pins", ["site"])


def downgrade() -> None:
    """What kiosks are told of them stays in the configuration; each needs a new PIN afterwards."""
    op.drop_table("staff_pins")
    op.drop_table("staff_members")
