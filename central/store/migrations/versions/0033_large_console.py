"""What pages of a large console look for: for whom something was signed since, the newest commands,
and those that are under way."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_SIGNED, _ISSUED = "ix_configuration_versions_issued", "ix_commands_issued"
_OPEN = "ix_command_states_open"
_IS_UNDER_WAY = sa.text("state IN ('pending', 'sent', 'acknowledged')")


def upgrade() -> None:
    op.create_index(_SIGNED, "configuration_versions", ["issued_at", "kiosk"])
    op.create_index(_ISSUED, "commands", ["issued_at"])
    op.create_index(
        _OPEN,
        "command_states",
        ["command"],
        sqlite_where=_IS_UNDER_WAY,
        postgresql_where=_IS_UNDER_WAY,
    )


def downgrade() -> None:
    op.drop_index(_OPEN, "command_states")
    op.drop_index(_ISSUED, "commands")
    op.drop_index(_SIGNED, "configuration_versions")
