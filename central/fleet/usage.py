"""How much the kiosks were used, in numbers that say nothing of anybody."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.store.fleet_models import KioskUsageRow

LEAST_TOLD = 5
"""A smaller number could be somebody: at a kiosk where two people came, a service is a person's."""


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """Of all kiosks together; None for a number that is too small to be told."""

    day: date
    visits: int | None
    services: dict[str, int | None]
    sheets: int
    strips: int


@dataclass(frozen=True, slots=True)
class RunOfUse:
    """What one kiosk told of one run of its screen on that day."""

    day: date
    visits: int
    services: dict[str, int]
    sheets: int = 0
    strips: int = 0


def usage(db: Session, since: date) -> Sequence[DayOfUse]:
    rows = db.scalars(select(KioskUsageRow).where(KioskUsageRow.day >= since))
    return by_day(
        RunOfUse(row.day, row.visits, json.loads(row.services), row.sheets, row.strips)
        for row in rows
    )


def by_day(runs: Iterable[RunOfUse]) -> Sequence[DayOfUse]:
    """The newest day first."""
    days: dict[date, list[RunOfUse]] = {}
    for run in runs:
        days.setdefault(run.day, []).append(run)
    return tuple(_summed(day, days[day]) for day in sorted(days, reverse=True))


def _summed(day: date, runs: Sequence[RunOfUse]) -> DayOfUse:
    services = Counter[str]()
    for run in runs:
        services.update(run.services)
    return DayOfUse(
        day,
        _told(sum(run.visits for run in runs)),
        {service: _told(number) for service, number in sorted(services.items())},
        sum(run.sheets for run in runs),
        sum(run.strips for run in runs),
    )


def _told(number: int) -> int | None:
    return number if number >= LEAST_TOLD else None
