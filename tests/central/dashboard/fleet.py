"""Kiosks in the store, each as a test says."""

import json
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine

from central.fleet.heartbeats import USE_DETAIL, columns_of
from central.fleet.status import KioskStatus, Minute, Slot, slot_of
from central.fleet.use.rolling import AT_ONCE, UseRollUp
from central.store.configuration_models import KioskTagRow
from central.store.database import light_engine_for, transaction
from central.store.fleet_models import AlertRow, KioskStatusRow, KioskUsageRow
from central.store.models import EnrolmentRow, KioskRow
from tests.central.reports import a_report
from tests.central.world import MORNING, TurnedClock
from wire.health import CheckState, HealthCheck
from wire.report import UsageDetail

BOOT = UUID(int=7)


def add_kiosk_row(
    engine: Engine,
    kiosk: str,
    *changed: HealthCheck,
    name: str | None = None,
    site: str = "vannes",
    tags: tuple[str, ...] = (),
    ago: timedelta | None = timedelta(seconds=30),
    software: str = "0.1.0",
    **row: Any,
) -> None:
    """Well but for what has changed. ``ago``: when it was heard; None of one that never was."""
    report = a_report(1, *changed, versions={"software": software})
    with transaction(engine) as db:
        added = MORNING - timedelta(days=100)
        db.add(KioskRow(id=kiosk, name=name, site=site, added_at=added, **row))
        db.add_all(KioskTagRow(kiosk=kiosk, name=each) for each in tags)
        if ago is not None:
            at = MORNING - ago
            slot = Slot(slot_of(at), 1, CheckState.OK)
            status = KioskStatus(at, at, BOOT, 5_000.0, report, slot, Minute(at))
            db.add(KioskStatusRow(kiosk=kiosk, **columns_of(status)))


def add_alert(engine: Engine, kiosk: str, site: str = "vannes", **changed: Any) -> None:
    at = MORNING - timedelta(hours=1)
    row: dict[str, Any] = {
        "site": site,
        "kiosk": kiosk,
        "part": "printer",
        "state": "failed",
        "reason": "printer.paper_out",
        "trouble_since": at,
        "since": at,
        "opened_at": at,
    }
    with transaction(engine) as db:
        db.add(AlertRow(**(row | changed)))


def add_code(engine: Engine, enrolment: UUID, kiosk: str, site: str) -> None:
    """For a new key of a kiosk."""
    with transaction(engine) as db:
        db.add(
            EnrolmentRow(
                id=enrolment,
                code_sha256=f"{enrolment.int:064x}",
                site=site,
                name=kiosk,
                state="open",
                made_by="staff",
                made_at=MORNING,
                expires_at=MORNING + timedelta(minutes=15),
                kiosk=kiosk,
            )
        )


def add_usage(
    engine: Engine,
    kiosk: str,
    visits: int,
    sheets: int,
    *,
    days_ago: int = 0,
    strips: int = 0,
    services: Mapping[str, int] = MappingProxyType({}),
    detail: UsageDetail | None = None,
) -> None:
    """Nothing of it is told before ``sum_up``."""
    day = MORNING.date() - timedelta(days=days_ago)
    with transaction(engine) as db:
        db.add(
            KioskUsageRow(
                kiosk=kiosk,
                day=day,
                run=uuid4(),
                visits=visits,
                services=json.dumps(dict(services)),
                sheets=sheets,
                strips=strips,
                detail=None if detail is None else USE_DETAIL.write(detail).decode(),
            )
        )


def sum_up(engine: Engine) -> None:
    """What was told of use until yesterday."""
    light = light_engine_for(engine.url.render_as_string(hide_password=False))
    rolling = UseRollUp(engine, light, TurnedClock())
    while rolling.run() == AT_ONCE:
        pass
    light.dispose()
