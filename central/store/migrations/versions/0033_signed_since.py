"""The page of an approved draft counts those for whom nothing was signed since."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_INDEX = "ix_configuration_versions_issued"


def upgrade() -> None:
    op.create_index(_INDEX, "configuration_versions", ["issued_at", "kiosk"])


def downgrade() -> None:
    op.drop_index(_INDEX, "configuration_versions")
