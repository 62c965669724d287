"""Kiosks have keys, and come by them with one-time codes.

The release before goes on beside this one: it knows a kiosk by its name, which becomes the id that
everything hangs on, and by its token, which newer kiosks have not.
"""

import sqlalchemy as sa
from alembic import op

from central.store.models import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("kiosks") as kiosks:
        kiosks.alter_column("token_sha256", existing_type=sa.String(64), nullable=True)
        kiosks.add_column(sa.Column("label", sa.String(64)))
        kiosks.add_column(sa.Column("site", sa.String(32), nullable=False, server_default=""))
        kiosks.add_column(sa.Column("key_sha256", sa.String(64)))
        kiosks.add_column(sa.Column("certified_until", UtcDateTime()))
        kiosks.add_column(sa.Column("quarantined_at", UtcDateTime()))
        kiosks.create_unique_constraint("uq_kiosks_key", ["key_sha256"])
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("code_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("site", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("key_sha256", sa.String(64)),
        sa.Column("asked_at", UtcDateTime()),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("decided_at", UtcDateTime()),
        sa.Column("kiosk", sa.String(64)),
        sa.Column("replaces", sa.String(64)),
    )


def downgrade() -> None:
    """Refused once a kiosk has a key: the release before would take it for nobody."""
    table = sa.table("kiosks", sa.column("key_sha256", sa.String(64)))
    keyed = sa.select(sa.func.count()).select_from(table).where(table.c.key_sha256.is_not(None))
    if op.get_bind().execute(keyed).scalar_one():
        raise RuntimeError("kiosks have keys, which the release before does not know")
    op.drop_table("enrolments")
    with op.batch_alter_table("kiosks") as kiosks:
        kiosks.drop_constraint("uq_kiosks_key", type_="unique")
        for name in ("quarantined_at", "certified_until", "key_sha256", "site", "label"):
            kiosks.drop_column(name)
        kiosks.alter_column("token_sha256", existing_type=sa.String(64), nullable=False)
