"""One provisional code of a person at a time, whoever asks for how many at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Codes live minutes: whoever waits for one asks again.
    op.execute(sa.text("DELETE FROM provisional_codes"))
    op.create_index(
        "uq_provisional_codes_open",
        "provisional_codes",
        ["person"],
        unique=True,
        sqlite_where=sa.text("closed = 0"),
        postgresql_where=sa.text("NOT closed"),
    )
