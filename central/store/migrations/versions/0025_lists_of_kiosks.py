"""What lists of kiosks tell of each beside its state, so that none of them reads whole reports."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_OUT_OF_PAPER = {"printer.paper_out", "receipts.paper_out"}
_OUTSIDE_VISITS = sa.text("visit IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("kiosk_status") as table:
        table.add_column(sa.Column("software", sa.String(40)))
        table.add_column(sa.Column("trouble", sa.Text()))
        table.add_column(
            sa.Column("out_of_paper", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _tell_of_what_is_there()
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(
            "ix_kiosk_status_listed",
            "kiosk_status",
            ["kiosk", "heard_at", "state", "out_of_paper", "software"],
        )
    op.create_index("ix_fleet_alerts_kiosk", "fleet_alerts", ["kiosk", "opened_at"])
    op.create_index("ix_kiosks_listed", "kiosks", ["site", "revoked_at", "name", "label"])
    op.drop_index("ix_kiosk_usage_day", "kiosk_usage")
    op.create_index("ix_kiosk_usage_totals", "kiosk_usage", ["day", "kiosk", "visits", "sheets"])
    op.create_index(
        "ix_audit_kiosk",
        "audit",
        ["kiosk", "id"],
        sqlite_where=_OUTSIDE_VISITS,
        postgresql_where=_OUTSIDE_VISITS,
    )


def downgrade() -> None:
    op.drop_index("ix_audit_kiosk", "audit")
    op.drop_index("ix_kiosk_usage_totals", "kiosk_usage")
    op.create_index("ix_kiosk_usage_day", "kiosk_usage", ["day"])
    op.drop_index("ix_kiosks_listed", "kiosks")
    op.drop_index("ix_fleet_alerts_kiosk", "fleet_alerts")
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_kiosk_status_listed", "kiosk_status")
    with op.batch_alter_table("kiosk_status") as table:
        for column in ("out_of_paper", "trouble", "software"):
            table.drop_column(column)


def _tell_of_what_is_there() -> None:
    """Kiosks that are silent would tell of it no more."""
    status = sa.table(
        "kiosk_status",
        sa.column("kiosk", sa.String),
        sa.column("state", sa.String),
        sa.column("report", sa.Text),
        sa.column("software", sa.String),
        sa.column("trouble", sa.Text),
        sa.column("out_of_paper", sa.Boolean),
    )
    store = op.get_bind()
    kiosks = store.execute(sa.select(status.c.kiosk).where(status.c.report.is_not(None))).scalars()
    for kiosk in kiosks.all():
        row = store.execute(
            sa.select(status.c.state, status.c.report).where(status.c.kiosk == kiosk)
        ).one()
        store.execute(
            sa.update(status).where(status.c.kiosk == kiosk).values(**_told(row.state, row.report))
        )


def _told(state: str, report: str) -> dict[str, Any]:
    told = json.loads(report)
    checks = told.get("checks", [])
    worst = next((each for each in checks if each["state"] == state != "ok"), None)
    return {
        "software": told.get("versions", {}).get("software"),
        "trouble": None if worst is None else json.dumps(worst, ensure_ascii=False),
        "out_of_paper": any(each["reason"] in _OUT_OF_PAPER for each in checks),
    }
