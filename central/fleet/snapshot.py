"""What an exchange has to know of a kiosk, read in one statement that waits for nobody: from nearly
all of them nothing follows but the heartbeat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, null, select

from central.fleet.commands.exchange import OFFERED_UNTIL, is_offered
from central.fleet.configuration.targets import TARGET_COLUMNS, is_settled
from central.fleet.heartbeats import STATUS_COLUMNS, status_of
from central.fleet.places import current_place
from central.fleet.status import KioskStatus
from central.store.configuration_models import ConfigurationTargetRow
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow
from wire.report import KioskReport
from wire.sync import SyncRequest

_SNAPSHOT = (
    select(
        *STATUS_COLUMNS,
        current_place(KioskRow.id.expression, "boot").label("boot_place"),
        *TARGET_COLUMNS,
        is_offered(KioskRow.id.expression).label("is_offered"),
    )
    .select_from(KioskRow)
    .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.id)
    .outerjoin(ConfigurationTargetRow, ConfigurationTargetRow.kiosk == KioskRow.id)
    .where(KioskRow.id == bindparam("of"))
)
_BARE = _SNAPSHOT.with_only_columns(
    *(
        null().label("report") if each.name == "report" else each
        for each in _SNAPSHOT.selected_columns
    )
)
"""Without the report that a whole one takes the place of. Both built once: each exchange reads one.
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``status``: None of a kiosk that was never heard. ``boot``: digest of the boot in which it
    was heard last."""

    status: KioskStatus | None
    boot: str | None
    _row: Any

    def has_nothing_for(self, sent: SyncRequest) -> bool:
        """Whether the kiosk has its configuration and says nothing new of it, and no command waits
        or moves."""
        row = self._row
        return (
            not row.is_offered
            and not sent.command_reports
            and is_settled(row, sent.applied_configuration)
        )


def snapshot(light: Engine, kiosk: str, sent: SyncRequest, now: datetime) -> Snapshot:
    """Of a kiosk that was let in, and has sent this."""
    replaced = isinstance(sent.report, KioskReport) and sent.report.upon is None
    with light.connect() as db:
        asked = {"of": kiosk, OFFERED_UNTIL: now}
        row = db.execute(_BARE if replaced else _SNAPSHOT, asked).one()
    return Snapshot(None if row.heard_at is None else status_of(row), row.boot_place, row)
