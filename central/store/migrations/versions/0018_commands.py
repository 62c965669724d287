"""Commands to kiosks: what was asked for and approved, signed, became of it, and brought."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commands",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kiosk", sa.String(64), nullable=False, index=True),
        sa.Column("verb", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("id", "issuer", "digest", name="uq_commands_said"),
    )
    op.create_table(
        "command_approvals",
        sa.Column("command", sa.Uuid, primary_key=True),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("approver", sa.String(200), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("approver <> issuer", name="ck_command_approvals_two"),
        sa.ForeignKeyConstraint(
            ["command", "issuer", "digest"],
            ["commands.id", "commands.issuer", "commands.digest"],
            name="fk_command_approvals_command",
        ),
    )
    op.create_table(
        "command_signatures",
        sa.Column("command", sa.Uuid, primary_key=True),
        sa.Column("kiosk", sa.String(64), nullable=False, index=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "command_states",
        sa.Column("command", sa.Uuid, primary_key=True),
        sa.Column("kiosk", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64)),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_command_states_kiosk", "command_states", ["kiosk", "state"])
    op.create_table(
        "command_results",
        sa.Column("command", sa.Uuid, primary_key=True),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False, index=True),
    )


def downgrade() -> None:
    """Who commanded what is in the audit; kiosks finish what they have."""
    for table in (
        "command_results",
        "command_states",
        "command_signatures",
        "command_approvals",
        "commands",
    ):
        op.drop_table(table)
