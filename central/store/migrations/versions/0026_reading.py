"""Requests as admins see them: their agency, what came of them, troubles that are ticked off.

The release before goes on beside this one: what it takes in meanwhile has no agency, and is shown
to those who see the whole caisse.
"""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("state <> 'done'")
_PAGED = {
    "ix_requests_all": ("received_at", "id", "site", "kind", "state"),
    "ix_requests_site": ("site", "received_at", "id", "kind", "state"),
}
_WAITING = {
    "ix_requests_waiting": ("received_at", "id", "site", "kind", "state"),
    "ix_requests_waiting_site": ("site", "received_at", "id", "kind", "state"),
}
# Where a request was first asked for, as far as that is known: as the kiosk stands today.
_FIRST_SITE = sa.text(
    """
    UPDATE requests SET site = coalesce((
        SELECT kiosks.site FROM request_items JOIN kiosks ON kiosks.name = request_items.kiosk
        WHERE request_items.request = requests.id
        ORDER BY request_items.received_at, request_items.kiosk, request_items.id LIMIT 1
    ), '')
    """
)


def upgrade() -> None:
    op.add_column("requests", sa.Column("site", sa.String(32), nullable=False, server_default=""))
    op.add_column("requests", sa.Column("closed_as", sa.String(16)))
    op.execute(_FIRST_SITE)
    for name, columns in _PAGED.items():
        op.create_index(name, "requests", list(columns))
    for name, columns in _WAITING.items():
        op.create_index(
            name, "requests", list(columns), sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
        )
    op.create_table(
        "trouble_ticks",
        sa.Column("what", sa.String(16), primary_key=True),
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("received_at", UtcDateTime(), primary_key=True),
        sa.Column("ticked_at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    """Who ticked what off, and how requests ended, is in the audit."""
    op.drop_table("trouble_ticks")
    for name in (*_WAITING, *_PAGED):
        op.drop_index(name, "requests")
    op.drop_column("requests", "closed_as")
    op.drop_column("requests", "site")
