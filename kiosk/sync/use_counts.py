"""How much the kiosk is used, kept over restarts: the day so far, and paper since it was loaded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import PAPER, USE
from wire.codec import Malformed, codec_of
from wire.report import Usage, UsageDetail
from wire.staff_calls.deeds import PaperPlace
from wire.staff_calls.looks import DayLook

RUNS_KEPT = 64
"""Each run of the screen on each day; it tells its newest eight days again and again."""


class UseCounts:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and nothing was
    changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, usages: Sequence[Usage]) -> None:
        """What the screen says it counted; said again, it counts once."""
        self._database.must(lambda connection: self._take(connection, usages))

    def _take(self, connection: Connection, usages: Sequence[Usage]) -> None:
        for usage in usages:
            before = _before(connection, usage)
            _add(connection, "sheets", usage.sheets - (0 if before is None else before.sheets))
            _add(connection, "strips", usage.strips - (0 if before is None else before.strips))
            row = {
                "day": usage.day.isoformat(),
                "run": str(usage.run),
                "said": codec_of(Usage).write(_plain(usage)).decode(),
            }
            put = insert(USE).values(row)
            connection.execute(
                put.on_conflict_do_update(
                    index_elements=[USE.c.day, USE.c.run], set_={"said": row["said"]}
                )
            )
        kept = select(USE.c.position).order_by(USE.c.position.desc()).limit(RUNS_KEPT)
        connection.execute(delete(USE).where(USE.c.position.not_in(kept)))

    def loaded(self, place: PaperPlace) -> None:
        """Paper was put in: it is counted from nothing again."""
        zero = insert(PAPER).values(place=place, taken=0)
        again = zero.on_conflict_do_update(index_elements=[PAPER.c.place], set_={"taken": 0})
        self._database.must(lambda connection: connection.execute(again))

    def taken(self, place: PaperPlace) -> int | None:
        """Since then; None where nobody has told of any."""
        one = select(PAPER.c.taken).where(PAPER.c.place == place)
        found: int | None = self._database.must(lambda connection: connection.execute(one).scalar())
        return found

    def of(self, day: date) -> DayLook:
        """All runs of that day together."""
        rows = select(USE).where(USE.c.day == day.isoformat())
        found = self._database.must(lambda connection: connection.execute(rows).all())
        told = [usage for row in found if (usage := _read(row.said)) is not None]
        services: Counter[str] = Counter()
        for usage in told:
            services.update(usage.services)
        return DayLook(
            day,
            visits=sum(each.visits for each in told),
            sheets=sum(each.sheets for each in told),
            strips=sum(each.strips for each in told),
            offline_minutes=sum(each.detail.offline_minutes for each in told if each.detail),
            services=dict(services.most_common(100)),
        )


def _before(connection: Connection, usage: Usage) -> Usage | None:
    same = (USE.c.day == usage.day.isoformat()) & (USE.c.run == str(usage.run))
    said = connection.execute(select(USE.c.said).where(same)).scalar()
    return None if said is None else _read(said)


def _add(connection: Connection, place: PaperPlace, more: int) -> None:
    one = insert(PAPER).values(place=place, taken=max(0, more))
    grown = {"taken": PAPER.c.taken + max(0, more)}
    connection.execute(one.on_conflict_do_update(index_elements=[PAPER.c.place], set_=grown))


def _plain(usage: Usage) -> Usage:
    offline = 0 if usage.detail is None else usage.detail.offline_minutes
    return replace(usage, detail=UsageDetail(offline_minutes=offline))


def _read(said: str) -> Usage | None:
    """None of a row that the disk has damaged."""
    try:
        return codec_of(Usage).read(said.encode())
    except Malformed:
        return None
