"""Papers of many kinds in the table of the first: of which kind, of what period, perhaps no end.

The release before goes on beside this one: what it adds is an attestation de droits.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FIRST_KIND = "attestation_droits"


def upgrade() -> None:
    with op.batch_alter_table("attestations") as papers:
        papers.add_column(
            sa.Column("kind", sa.String(64), nullable=False, server_default=_FIRST_KIND)
        )
        papers.add_column(sa.Column("period_start", sa.Date()))
        papers.add_column(sa.Column("period_end", sa.Date()))
        papers.alter_column("valid_until", existing_type=sa.Date(), nullable=True)


def downgrade() -> None:
    """Refused once there are papers of another kind: the release before would vouch for each of
    them as for an attestation de droits."""
    table = sa.table("attestations", sa.column("kind", sa.String(64)))
    others = sa.select(sa.func.count()).select_from(table).where(table.c.kind != _FIRST_KIND)
    if op.get_bind().execute(others).scalar_one():
        raise RuntimeError("papers were issued that the release before does not know")
    with op.batch_alter_table("attestations") as papers:
        papers.alter_column("valid_until", existing_type=sa.Date(), nullable=False)
        papers.drop_column("period_end")
        papers.drop_column("period_start")
        papers.drop_column("kind")
