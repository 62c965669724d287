"""What makes two requests of one person and kind two; those there are have no such facts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("state <> 'done'")


def upgrade() -> None:
    op.add_column(
        "requests", sa.Column("occasion", sa.String(64), nullable=False, server_default="")
    )
    op.drop_index("uq_requests_open", "requests")
    op.create_index(
        "uq_requests_open",
        "requests",
        ["kind", "applicant", "occasion"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
