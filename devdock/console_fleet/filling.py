"""Filling a store that is up to date with so many kiosks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.fleet.alerts.observing import SILENT
from central.fleet.heartbeats import CHECK, columns_of
from central.fleet.status import KioskStatus, Minute, Slot, slot_of
from central.store.configuration_models import KioskTagRow
from central.store.database import insert_all, transaction
from central.store.fleet_models import (
    AlertRow,
    KioskStatusRow,
    KioskUsageRow,
)
from central.store.models import KioskRow
from devdock.console_fleet.consent import await_consent
from devdock.console_fleet.demandes import DemandeRows
from devdock.console_fleet.health import CONCERNS, FAILURES, report_of
from devdock.console_fleet.past import remember
from devdock.console_fleet.places import agencies, kiosk_id, kiosk_names
from devdock.console_fleet.told import approve_layers, tell
from devdock.console_fleet.use import sum_up, usage
from devdock.console_fleet.waves import roll_out
from wire.health import CheckState, HealthCheck

_TAGS = ("pilote", "nord", "sud", "accès facilité")
_AT_ONCE = 500
_DEMANDES = 160
_IN_WAVES = 60
_SHOWN = {"k00009": 0.995, "k00014": 0.97, "k00020": 0.983, "k00027": 0.94, "k00033": 0.01}
"""One of each, also where the fleet is small: never heard, out of service, in quarantine, silent,
failed."""


@dataclass
class _Rows:
    """By table, until they are written."""

    kiosks: list[dict[str, Any]] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)
    status: list[dict[str, Any]] = field(default_factory=list)
    usage: list[dict[str, Any]] = field(default_factory=list)
    alerts: list[dict[str, Any]] = field(default_factory=list)

    def write(self, db: Session) -> None:
        insert_all(db, KioskRow, self.kiosks)
        insert_all(db, KioskTagRow, self.tags)
        insert_all(db, KioskStatusRow, self.status)
        insert_all(db, KioskUsageRow, self.usage)
        insert_all(db, AlertRow, self.alerts)


def fill(
    engine: Engine,
    now: datetime,
    kiosks: int,
    *,
    history_days: int = 7,
    usage_days: int = 30,
    history_of: int | None = None,
) -> None:
    """The same rows for the same arguments. ``history_of``: how many have one, None for all. What
    has no history has none of its days: ``remember`` gives it later."""
    chance, made, places = Random(kiosks), 0, agencies()  # noqa: S311 — nothing is kept secret by it
    towns: dict[str, str] = {}
    while made < kiosks:
        rows = _Rows()
        while made < kiosks and len(rows.kiosks) < _AT_ONCE:
            site, town = next(places)
            towns[site] = town
            number = min(chance.choice((2, 2, 3, 3, 4, 5)), kiosks - made)
            for name in kiosk_names(chance, town, number):
                made += 1
                _Filler(chance, now, rows, kiosk_id(made), site).add(name, usage_days)
        with transaction(engine) as db:
            rows.write(db)
            tell(db, chance, now, [each["kiosk"] for each in rows.status])
    with transaction(engine) as db:
        approve_layers(db, now, towns)
        roll_out(db, now, [kiosk_id(each + 1) for each in range(min(kiosks, _IN_WAVES))])
        _ask(db, chance, now, min(kiosks, _DEMANDES))
        await_consent(db, now)
    sum_up(engine, now)
    remember(engine, kiosks if history_of is None else min(kiosks, history_of), history_days)


@dataclass(frozen=True, slots=True)
class _Filler:
    chance: Random
    now: datetime
    rows: _Rows
    kiosk: str
    site: str

    def add(self, name: str, usage_days: int) -> None:
        drawn = _SHOWN.get(self.kiosk, self.chance.random())
        self.rows.kiosks.append(
            {
                "name": self.kiosk,  # the names of the columns: see KioskRow
                "label": name,
                "site": self.site,
                "token_sha256": None,
                "key_sha256": f"{self.chance.getrandbits(256):064x}",
                "certified_until": self.now + timedelta(days=self.chance.randint(11, 29)),
                "added_at": self.now - timedelta(days=self.chance.randint(40, 400)),
                "revoked_at": self.now - timedelta(days=2) if 0.987 < drawn < 0.99 else None,
                "quarantined_at": self.now - timedelta(days=1) if 0.98 < drawn < 0.987 else None,
            }
        )
        tags = self.chance.sample(_TAGS, k=self.chance.choice((0, 0, 1, 2)))
        self.rows.tags += [{"kiosk": self.kiosk, "name": each} for each in tags]
        if drawn >= 0.99:
            return  # never heard
        trouble = self._trouble(drawn)
        heard_at = self._heard_at(drawn)
        self.rows.status.append(self._status(trouble, heard_at))
        if heard_at < self.now - timedelta(minutes=10):
            if heard_at > self.now - timedelta(days=30):
                self._alert(None, heard_at)
        elif trouble is not None and self.chance.random() < 0.8:
            self._alert(trouble, self.now - timedelta(minutes=self.chance.randint(6, 900)))
        today = self.now.date()
        self.rows.usage += usage(self.chance, self.kiosk, today, usage_days)

    def _trouble(self, drawn: float) -> HealthCheck | None:
        if drawn < 0.06:
            return self.chance.choice(FAILURES)
        return self.chance.choice(CONCERNS) if drawn < 0.14 else None

    def _heard_at(self, drawn: float) -> datetime:
        if 0.93 < drawn < 0.965:
            return self.now - timedelta(minutes=self.chance.randint(11, 3_000))
        if 0.965 < drawn < 0.98:
            return self.now - timedelta(days=self.chance.randint(31, 90))
        return self.now - timedelta(seconds=self.chance.randint(0, 59))

    def _status(self, trouble: HealthCheck | None, heard_at: datetime) -> dict[str, Any]:
        report = report_of(self.chance, self.now, trouble)
        reasons = () if trouble is None else (trouble.reason,)
        worst = CheckState.OK if trouble is None else trouble.state
        uptime_s = self.chance.uniform(2_000, 900_000)
        boot = UUID(int=self.chance.getrandbits(128), version=4)
        slot = Slot(slot_of(heard_at), 2, worst, reasons)
        status = KioskStatus(heard_at, heard_at, boot, uptime_s, report, slot, Minute(heard_at))
        return {"kiosk": self.kiosk} | columns_of(status)

    def _alert(self, trouble: HealthCheck | None, since: datetime) -> None:
        taken_up = self.chance.random() < 0.2
        self.rows.alerts.append(
            {
                "site": self.site,
                "kiosk": self.kiosk,
                "part": SILENT if trouble is None else trouble.name,
                "state": (CheckState.FAILED if trouble is None else trouble.state).value,
                "reason": "kiosk.silent" if trouble is None else trouble.reason,
                "told_check": None if trouble is None else CHECK.write(trouble).decode(),
                "trouble_since": since,
                "since": since,
                "opened_at": since + timedelta(minutes=5),
                "well_since": None,
                "told_at": since + timedelta(minutes=5),
                "closed_at": None,
                "acknowledged_at": self.now - timedelta(minutes=3) if taken_up else None,
                "acknowledged_by": "claire.morel" if taken_up else None,
                "ended_at": None,
            }
        )


def _ask(db: Session, chance: Random, now: datetime, number: int) -> None:
    kiosks = db.execute(select(KioskRow.id, KioskRow.site).order_by(KioskRow.id).limit(number))
    rows = DemandeRows(chance, now, [(kiosk, site or "") for kiosk, site in kiosks])
    rows.make(number)
    rows.write(db)
