"""Who at a kiosk sent a support bundle."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("support_bundles", sa.Column("account", sa.String(200)))


def downgrade() -> None:
    op.drop_column("support_bundles", "account")
