"""What holds over all workers: of a kind and kiosk one alarm goes on at a time, however many raise
it in one instant; and how often a kiosk was heard within a minute is counted in its status."""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_GOES_ON = sa.text("NOT closed")


def upgrade() -> None:
    """What was raised before is closed, and so is what the release before raises beside this one:
    it does not hold to one, and what goes on is raised once more."""
    op.add_column(
        "alarms", sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.create_index(
        "uq_alarms_going_on",
        "alarms",
        ["kind", "kiosk"],
        unique=True,
        sqlite_where=_GOES_ON,
        postgresql_where=_GOES_ON,
    )
    op.add_column("kiosk_status", sa.Column("minute_at", UtcDateTime()))
    op.add_column(
        "kiosk_status", sa.Column("minute_heard", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("kiosk_status", "minute_heard")
    op.drop_column("kiosk_status", "minute_at")
    op.drop_index("uq_alarms_going_on", "alarms")
    op.drop_column("alarms", "closed")
