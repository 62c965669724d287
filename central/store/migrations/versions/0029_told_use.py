"""Numbers of use as they may be told, summed once a day, so that a page of statistics adds up few
rows. They are made by who watches the fleet, for all days that are there."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kiosk_usage", sa.Column("detail", sa.Text()))
    op.create_table(
        "use_groups",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.UniqueConstraint("site", "tags", name="uq_use_groups"),
    )
    op.create_table(
        "use_tags",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "use_group_tags",
        sa.Column("tag", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("group", sa.Integer(), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "use_members",
        sa.Column("week", sa.Date(), primary_key=True),
        sa.Column("kiosk", sa.String(64), primary_key=True),
        sa.Column("group", sa.Integer(), nullable=False),
    )
    op.create_table(
        "told_use_days",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("group", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("strips", sa.Integer(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
    )
    op.create_index(
        "ix_told_use_days", "told_use_days", ["group", "day", "visits", "sheets", "strips"]
    )
    op.create_table(
        "told_use_weeks",
        sa.Column("week", sa.Date(), primary_key=True),
        sa.Column("group", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("counts", sa.Text(), nullable=False),
    )
    op.create_table(
        "use_days_due",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("told", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for name in ("use_days_due", "told_use_weeks", "told_use_days"):
        op.drop_table(name)
    for name in ("use_members", "use_group_tags", "use_tags", "use_groups"):
        op.drop_table(name)
    with op.batch_alter_table("kiosk_usage") as table:
        table.drop_column("detail")
