"""People who look after kiosks: accounts, credentials, grants, sessions, and what takes two."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "admins",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("login", sa.String(64), unique=True),
        sa.Column("issuer", sa.String(255)),
        sa.Column("subject", sa.String(255)),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("suspended_at", UtcDateTime()),
        sa.UniqueConstraint("issuer", "subject", name="uq_admins_subject"),
        sa.CheckConstraint("(login IS NULL) <> (subject IS NULL)", name="ck_admins_one_way_in"),
    )
    op.create_table(
        "admin_credentials",
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), primary_key=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("totp_step", sa.BigInteger, nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "admin_recovery_codes",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), nullable=False, index=True),
    )
    op.create_table(
        "admin_grants",
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), primary_key=True),
        sa.Column("role", sa.String(16), primary_key=True),
        sa.Column("scope", sa.String(80), primary_key=True),
        sa.Column("granted_by", sa.String(200), nullable=False),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "admin_sessions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("admin", sa.String(32), sa.ForeignKey("admins.id"), nullable=False, index=True),
        sa.Column("claimed", sa.Text, nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False, index=True),
        sa.Column("proved_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("deed", sa.String(64), nullable=False),
        sa.Column("target", sa.String(128), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("proposer", sa.String(32), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False, index=True),
        sa.Column("approver", sa.String(32)),
        sa.Column("decided_at", UtcDateTime()),
        sa.Column("withdrawn_at", UtcDateTime()),
        sa.CheckConstraint("approver <> proposer", name="ck_proposals_two"),
    )


def downgrade() -> None:
    """Everybody is made anew with ``central admin add``; who did what is in the audit."""
    for table in (
        "proposals",
        "admin_sessions",
        "admin_grants",
        "admin_recovery_codes",
        "admin_credentials",
        "admins",
    ):
        op.drop_table(table)
