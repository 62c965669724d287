"""Whether what a kiosk's page shows has changed: cheap enough to be asked each second."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, func, select

from central.fleet.status import SILENT_AFTER
from central.store.command_models import (
    CommandApprovalRow,
    CommandResultRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.configuration_models import ConfigurationTargetRow
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.models import KioskRow

_DIGITS = 16


def kiosk_revision(db: Connection, kiosk: str, now: datetime) -> str:
    """Another one whenever it calls, falls silent, or something of its commands, alerts or
    configuration moves."""
    found = db.execute(select(*_seen(kiosk, now))).one()
    return hashlib.sha256(repr(tuple(found)).encode()).hexdigest()[:_DIGITS]


def _seen(kiosk: str, now: datetime) -> list[ScalarSelect[Any]]:
    known, status, target = KioskRow, KioskStatusRow, ConfigurationTargetRow
    command, state, alert = CommandRow, CommandStateRow, AlertRow
    silent = status.heard_at < now - SILENT_AFTER
    of_kiosk = select(func.count()).join(command, command.kiosk == kiosk)
    late = (state.state == "pending") & (command.expires_at <= now)
    return [
        *(
            select(column).where(row.kiosk == kiosk).scalar_subquery()
            for row, column in (
                (status, status.heard_at),
                (status, silent),
                (target, target.set_at),
                (target, target.reported_at),
                (state, func.max(state.moved_at)),
                (state, func.count()),
                (CommandSignatureRow, func.count()),
                (alert, func.max(alert.id)),
                (alert, func.count(alert.ended_at)),
                (alert, func.count(alert.acknowledged_at)),
            )
        ),
        *(
            of_kiosk.where(*wanted).select_from(row).scalar_subquery()
            for row, wanted in (
                (CommandApprovalRow, (CommandApprovalRow.command == command.id,)),
                (CommandResultRow, (CommandResultRow.command == command.id,)),
                (state, (state.command == command.id, late)),
            )
        ),
        *(
            select(column).where(known.id == kiosk).scalar_subquery()
            for column in (known.revoked_at, known.quarantined_at)
        ),
    ]
