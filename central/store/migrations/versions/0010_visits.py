"""What was asked in a visit is found without reading all that a kiosk ever sent."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_intake_visit", "intake", ["kiosk", "visit"])
