"""What a kiosk has been through: for each hour how long it was how, from rows of five minutes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from central.fleet.states import ListedState
from central.fleet.status import SLOT, Slot
from central.store.fleet_models import KioskStatusHistoryRow
from wire.health import CheckState

HOUR = timedelta(hours=1)
SLOTS_AN_HOUR = HOUR // SLOT
SHOWN_STATES = (
    ListedState.OK,
    ListedState.WARNING,
    ListedState.UNKNOWN,
    ListedState.FAILED,
    ListedState.SILENT,
)


@dataclass(frozen=True, slots=True)
class KioskHour:
    """From ``at`` on. ``slots``: how many of its five minutes were how; ``reasons``: what was not
    well, and in how many of them."""

    at: datetime
    slots: Mapping[ListedState, int]
    reasons: Mapping[str, int]


def slots_since(db: Connection, kiosk: str, since: datetime) -> Sequence[Slot]:
    """The oldest first."""
    row = KioskStatusHistoryRow
    rows = db.execute(
        select(row.at, row.heard, row.worst, row.reasons)
        .where(row.kiosk == kiosk, row.at >= since)
        .order_by(row.at)
    )
    return [
        Slot(each.at, each.heard, CheckState(each.worst), tuple(each.reasons.split()))
        for each in rows
    ]


def hours(slots: Iterable[Slot], since: datetime, until: datetime) -> Sequence[KioskHour]:
    """All hours from ``since`` to ``until``; five minutes of which nothing was heard are silent."""
    begins = _hour_of(since)
    number = max(0, -(-(until - begins) // HOUR))
    states = [Counter[ListedState]() for _ in range(number)]
    reasons = [Counter[str]() for _ in range(number)]
    for slot in slots:
        place = (slot.at - begins) // HOUR
        if 0 <= place < number:
            states[place][ListedState(slot.worst.value)] += 1
            reasons[place].update(slot.reasons)
    found: list[KioskHour] = []
    for place, counted in enumerate(states):
        at = begins + place * HOUR
        there = (min(until, at + HOUR) - max(since, at)) // SLOT
        counted[ListedState.SILENT] = max(0, there - counted.total())
        found.append(KioskHour(at, counted, reasons[place]))
    return found


def _hour_of(time: datetime) -> datetime:
    return time.replace(minute=0, second=0, microsecond=0)
