"""What kiosks are told: their agencies and tags, drafts, approvals, signed versions, waves."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_tags",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), primary_key=True, index=True),
    )
    op.create_table(
        "configuration_drafts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("layer", sa.String(80), nullable=False, index=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("id", "layer", "author", "digest", name="uq_configuration_drafts_said"),
    )
    op.create_table(
        "configuration_approvals",
        sa.Column("layer", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("draft", sa.Integer, nullable=False, unique=True),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("approver", sa.String(200), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("approver <> author", name="ck_configuration_approvals_two"),
        sa.ForeignKeyConstraint(
            ["draft", "layer", "author", "digest"],
            [f"configuration_drafts.{name}" for name in ("id", "layer", "author", "digest")],
            name="fk_configuration_approvals_draft",
        ),
    )
    op.create_table(
        "configuration_versions",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content_digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("not_after", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "configuration_targets",
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("version", sa.BigInteger),
        sa.Column("digest", sa.String(64)),
        sa.Column("set_at", UtcDateTime()),
        sa.Column("reported_version", sa.BigInteger),
        sa.Column("reported_digest", sa.String(64)),
        sa.Column("reported_state", sa.String(16)),
        sa.Column("reported_reason", sa.String(64)),
        sa.Column("running", sa.BigInteger),
        sa.Column("reported_at", UtcDateTime()),
        sa.Column("heard_at", UtcDateTime()),
    )
    op.create_table(
        "configuration_waves",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("layer", sa.String(80), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("why", sa.String(64)),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("started_by", sa.String(200), nullable=False),
        sa.Column("canaries", sa.Integer, nullable=False),
        sa.Column("steps", sa.String(80), nullable=False),
        sa.Column("success_percent", sa.Integer, nullable=False),
        sa.Column("error_percent", sa.Integer, nullable=False),
        sa.Column("soak_s", sa.Integer, nullable=False),
        sa.Column("canary_within_s", sa.Integer, nullable=False),
    )
    op.create_table(
        "configuration_wave_members",
        sa.Column("wave", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("former", sa.BigInteger),
        sa.Column("told_at", UtcDateTime()),
        sa.Column("excused", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_configuration_wave_members_kiosk", "configuration_wave_members", ["kiosk"])


def downgrade() -> None:
    """What was signed is lost with it; kiosks keep what they have."""
    for table in (
        "configuration_wave_members",
        "configuration_waves",
        "configuration_targets",
        "configuration_versions",
        "configuration_approvals",
        "configuration_drafts",
        "kiosk_tags",
    ):
        op.drop_table(table)
