"""What lists of kiosks tell, of kiosks that were silent when the store learned to tell it."""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine

from central.store.migrate import upgrade
from central.store.models import UtcDateTime
from tests.central.store.migrating import alembic
from tests.central.world import MORNING

BEFORE = "0024"
BEFORE_LISTS = sa.table(
    "kiosk_status",
    sa.column("kiosk", sa.String),
    sa.column("heard_at", UtcDateTime),
    sa.column("sent_at", UtcDateTime),
    sa.column("boot", sa.Uuid),
    sa.column("uptime_s", sa.Double),
    sa.column("state", sa.String),
    sa.column("report", sa.Text),
    sa.column("slot_at", UtcDateTime),
    sa.column("slot_heard", sa.Integer),
    sa.column("slot_worst", sa.String),
    sa.column("slot_reasons", sa.Text),
)
CLOCK = {"name": "clock", "state": "warning", "reason": "clock.unkept"}
PRINTER = {"name": "printer", "state": "failed", "reason": "printer.paper_out"}


def heard(engine: Engine, kiosk: str, state: str, report: str | None) -> None:
    row = {
        "kiosk": kiosk,
        "heard_at": MORNING,
        "sent_at": MORNING,
        "boot": UUID(int=1),
        "uptime_s": 1.0,
        "state": state,
        "report": report,
        "slot_at": MORNING,
        "slot_heard": 1,
        "slot_worst": "ok",
        "slot_reasons": "",
    }
    with engine.begin() as db:
        db.execute(sa.insert(BEFORE_LISTS).values(row))


def test_what_silent_kiosks_told_last_is_in_their_lists(engine: Engine) -> None:
    alembic(engine, command.upgrade, BEFORE)
    report = {"number": 1, "checks": [CLOCK, PRINTER], "versions": {"software": "0.0.9"}}
    heard(engine, "k1", "failed", json.dumps(report))
    heard(engine, "k2", "unknown", None)
    upgrade(engine)
    told = "SELECT software, trouble, out_of_paper FROM kiosk_status ORDER BY kiosk"
    with engine.connect() as db:
        first, second = db.execute(sa.text(told)).all()
    assert (first.software, bool(first.out_of_paper)) == ("0.0.9", True)
    assert json.loads(first.trouble) == PRINTER
    assert (second.software, second.trouble, bool(second.out_of_paper)) == (None, None, False)
