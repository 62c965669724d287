"""Which server keys made something here, and beside each body the key that sealed it.

Digests keep their columns: with the id of its key a digest is no longer than it was.
"""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "server_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("since", UtcDateTime(), nullable=False),
    )
    op.add_column("request_items", sa.Column("body_key", sa.String(32)))


def downgrade() -> None:
    """What a key with an id made is not found by the release before, and bodies under body keys
    are not read by it; nothing is lost, and the way back is the upgrade."""
    op.drop_column("request_items", "body_key")
    op.drop_table("server_keys")
