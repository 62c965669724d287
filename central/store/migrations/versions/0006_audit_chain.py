"""The audit: about whom, by which account, and as a chain. What is there already is its past."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("kiosk", existing_type=sa.String(64), nullable=True)
        audit.alter_column("visit", existing_type=sa.Uuid(), nullable=True)
        audit.add_column(sa.Column("person", sa.String(64)))
        audit.add_column(sa.Column("account", sa.String(200)))
        audit.add_column(sa.Column("position", sa.Integer()))
        audit.add_column(sa.Column("hash", sa.String(64)))
    op.create_index("ix_audit_person", "audit", ["person"])
    op.create_index("uq_audit_position", "audit", ["position"], unique=True)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("before_until", sa.Integer(), nullable=False),
        sa.Column("before_count", sa.Integer(), nullable=False),
    )
    op.execute(
        sa.text(
            "INSERT INTO audit_head (id, position, hash, before_until, before_count) "
            "SELECT 1, 0, :start, coalesce(max(id), 0), count(*) FROM audit"
        ).bindparams(start="0" * 64)
    )
    op.add_column("body_reads", sa.Column("account", sa.String(200)))
    op.add_column("requests", sa.Column("closed_account", sa.String(200)))
