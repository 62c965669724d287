"""The numbers of the rules: as central's file has them, until somebody changes one in the console.

The console cannot read central's file. Whoever watches writes down what stands there, so that a
page shows what counts, and from where it comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.alerts.rules import AlertRules
from central.store.alert_models import ThresholdRow
from central.store.database import insert_or_update

ThresholdUnit = Literal["min", "h", "days", "time"]
_HOUR = 60


class Threshold(StrEnum):
    OPENS_AFTER = "opens_after"
    CLOSES_AFTER = "closes_after"
    SILENT_AFTER = "silent_after"
    GONE_AFTER = "gone_after"
    REMIND_AFTER = "remind_after"
    QUIET_FROM = "quiet_from"
    QUIET_UNTIL = "quiet_until"


@dataclass(frozen=True, slots=True)
class ThresholdRange:
    """A time is in minutes of the day."""

    unit: ThresholdUnit
    least: int
    most: int


RANGES: Mapping[Threshold, ThresholdRange] = {
    Threshold.OPENS_AFTER: ThresholdRange("min", 1, 10_080),
    Threshold.CLOSES_AFTER: ThresholdRange("min", 1, 10_080),
    Threshold.SILENT_AFTER: ThresholdRange("min", 1, 10_080),
    Threshold.GONE_AFTER: ThresholdRange("days", 1, 3_650),
    Threshold.REMIND_AFTER: ThresholdRange("h", 1, 720),
    Threshold.QUIET_FROM: ThresholdRange("time", 0, 1_439),
    Threshold.QUIET_UNTIL: ThresholdRange("time", 0, 1_439),
}


@dataclass(frozen=True, slots=True)
class ThresholdInForce:
    """``from_file``: None where nobody has watched yet; ``changed``: None where the file counts."""

    name: Threshold
    from_file: int | None
    changed: int | None = None
    changed_by: str | None = None
    changed_at: datetime | None = None

    @property
    def value(self) -> int | None:
        return self.from_file if self.changed is None else self.changed


def values_of(rules: AlertRules) -> Mapping[Threshold, int]:
    return {
        Threshold.OPENS_AFTER: rules.opens_after // timedelta(minutes=1),
        Threshold.CLOSES_AFTER: rules.closes_after // timedelta(minutes=1),
        Threshold.SILENT_AFTER: rules.silent_after // timedelta(minutes=1),
        Threshold.GONE_AFTER: rules.gone_after // timedelta(days=1),
        Threshold.REMIND_AFTER: rules.remind_after // timedelta(hours=1),
        Threshold.QUIET_FROM: rules.quiet_from.hour * _HOUR + rules.quiet_from.minute,
        Threshold.QUIET_UNTIL: rules.quiet_until.hour * _HOUR + rules.quiet_until.minute,
    }


def with_threshold(rules: AlertRules, name: Threshold, value: int) -> AlertRules:
    match name:
        case Threshold.OPENS_AFTER:
            return replace(rules, opens_after=timedelta(minutes=value))
        case Threshold.CLOSES_AFTER:
            return replace(rules, closes_after=timedelta(minutes=value))
        case Threshold.SILENT_AFTER:
            return replace(rules, silent_after=timedelta(minutes=value))
        case Threshold.GONE_AFTER:
            return replace(rules, gone_after=timedelta(days=value))
        case Threshold.REMIND_AFTER:
            return replace(rules, remind_after=timedelta(hours=value))
        case Threshold.QUIET_FROM:
            return replace(rules, quiet_from=time(*divmod(value, _HOUR)))
        case Threshold.QUIET_UNTIL:
            return replace(rules, quiet_until=time(*divmod(value, _HOUR)))


def thresholds(db: Session) -> Sequence[ThresholdInForce]:
    """All there are, in their order."""
    rows = {row.name: row for row in db.scalars(select(ThresholdRow))}
    return tuple(
        ThresholdInForce(
            each,
            rows[each].from_file,
            _within(each, rows[each].changed),
            rows[each].changed_by,
            rows[each].changed_at,
        )
        if each in rows
        else ThresholdInForce(each, None)
        for each in Threshold
    )


def as_changed(db: Session, rules: AlertRules) -> AlertRules:
    """``rules``: as the file has them."""
    for each in thresholds(db):
        if each.changed is not None:
            rules = with_threshold(rules, each.name, each.changed)
    return rules


def publish_thresholds(db: Session, rules: AlertRules) -> None:
    known = {each.name: each.from_file for each in thresholds(db)}
    for name, value in values_of(rules).items():
        if known[name] != value:
            row = insert_or_update(db, ThresholdRow).values(name=name.value, from_file=value)
            db.execute(
                row.on_conflict_do_update(index_elements=["name"], set_={"from_file": value})
            )


def change(db: Session, name: Threshold, value: int | None, by: str, now: datetime) -> None:
    """None: as the file has it."""
    assert _within(name, value) == value
    values = {"changed": value, "changed_by": by, "changed_at": now}
    row = insert_or_update(db, ThresholdRow).values(name=name.value, **values)
    db.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))


def _within(name: Threshold, value: int | None) -> int | None:
    """What another release may have written there, this one leaves alone."""
    range_ = RANGES[name]
    return value if value is not None and range_.least <= value <= range_.most else None
