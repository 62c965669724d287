"""What was told of days and weeks until now: what is summed once more is held against it."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from central.fleet.use.groups import UseGroup
from central.fleet.use.telling import Counts, ToldDay, Use
from central.store.use_models import ToldUseDayRow, ToldUseWeekRow, UseGroupRow

_DAYS, _WEEKS, _GROUP = ToldUseDayRow, ToldUseWeekRow, UseGroupRow


def told_by_day(
    db: Connection | Session, first: date, last: date
) -> Mapping[tuple[UseGroup, date], ToldDay]:
    rows = db.execute(
        select(
            _GROUP.site,
            _GROUP.tags,
            _DAYS.day,
            _DAYS.visits,
            _DAYS.sheets,
            _DAYS.strips,
            _DAYS.services,
        )
        .join(_GROUP, _GROUP.id == _DAYS.group)
        .where(_DAYS.day >= first, _DAYS.day <= last)
    )
    return {
        (_group(each), each.day): ToldDay(
            Use(each.visits, each.sheets, each.strips), json.loads(each.services)
        )
        for each in rows
    }


def told_of_week(db: Session, week: date) -> Mapping[UseGroup, Counts]:
    rows = db.execute(
        select(_GROUP.site, _GROUP.tags, _WEEKS.counts)
        .join(_GROUP, _GROUP.id == _WEEKS.group)
        .where(_WEEKS.week == week)
    )
    return {_group(each): Counter(json.loads(each.counts)) for each in rows}


def _group(row: Any) -> UseGroup:
    return row.site, tuple(row.tags.split("\n")) if row.tags else ()
