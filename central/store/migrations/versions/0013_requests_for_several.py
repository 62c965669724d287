"""One item for several people stands once for the request of each.

The release before goes on beside this one: of what it writes there is one request an item.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLE = "request_items"
_KEY = "request_items_pkey"


def upgrade() -> None:
    _identify_by("kiosk", "id", "request")


def downgrade() -> None:
    """Refused once there is such an item."""
    items = sa.table(_TABLE, sa.column("kiosk"), sa.column("id"))
    several = sa.select(items.c.id).group_by(items.c.kiosk, items.c.id).having(sa.func.count() > 1)
    if op.get_bind().execute(several.limit(1)).first():
        raise RuntimeError("the release before holds no request for several people")
    _identify_by("kiosk", "id")


def _identify_by(*columns: str) -> None:
    # SQLite gives a primary key no name; PostgreSQL has given it this one.
    with op.batch_alter_table(_TABLE, naming_convention={"pk": _KEY}) as items:
        items.drop_constraint(_KEY, type_="primary")
        items.create_primary_key(_KEY, list(columns))
