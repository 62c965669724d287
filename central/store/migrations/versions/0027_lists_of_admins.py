"""What admins keep of their lists, and what they do to many kiosks at once."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_TO_DO = sa.text("done_at IS NULL AND left_out = ''")


def upgrade() -> None:
    op.create_table(
        "kiosk_views",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("owner", "name", name="uq_kiosk_views_name"),
    )
    op.create_index("ix_kiosk_views_shared", "kiosk_views", ["shared"])
    op.create_table(
        "bulk_actions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("admin", sa.String(32), nullable=False),
        sa.Column("action", sa.Text),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime()),
        sa.Column("done_at", UtcDateTime()),
    )
    op.create_index("ix_bulk_actions_admin", "bulk_actions", ["admin"])
    op.create_index("ix_bulk_actions_expires_at", "bulk_actions", ["expires_at"])
    op.create_table(
        "bulk_kiosks",
        sa.Column("bulk", sa.Uuid, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("left_out", sa.String(16), nullable=False, server_default=""),
        sa.Column("done_at", UtcDateTime()),
        sa.Column("command", sa.Uuid),
    )
    op.create_index(
        "ix_bulk_kiosks_to_do",
        "bulk_kiosks",
        ["bulk", "position"],
        sqlite_where=_TO_DO,
        postgresql_where=_TO_DO,
    )


def downgrade() -> None:
    """What was done is in the audit."""
    for name in ("bulk_kiosks", "bulk_actions", "kiosk_views"):
        op.drop_table(name)
