"""The fictitious kiosks go on as they are: those that call are heard, the others are not."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Engine, Table, bindparam, func, literal, select, update

from central.fleet.status import SILENT_AFTER, slot_of
from central.store.database import insert_or_update, transaction
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow
from devdock.console_fleet.places import kiosk_id

EVERY_S = 20.0
_CALL_EVERY_S = 59
_STATUS, _PAST = KioskStatusRow, KioskStatusHistoryRow


def callers(engine: Engine, kiosks: int) -> Sequence[str]:
    """Of the first so many those that are not silent; though all of them rested for a while."""
    names = [kiosk_id(number + 1) for number in range(kiosks)]
    ours = _STATUS.kiosk.in_(names)
    with transaction(engine) as db:
        newest = db.scalar(select(func.max(_STATUS.heard_at)).where(ours))
        if newest is None:
            return ()
        heard = _STATUS.heard_at > newest - SILENT_AFTER
        return db.scalars(select(_STATUS.kiosk).where(ours, heard)).all()


def beat(engine: Engine, chance: Random, now: datetime, calling: Sequence[str]) -> None:
    """Each has called within the last minute, and is as it was then."""
    if not calling:
        return
    status = _STATUS.__table__
    assert isinstance(status, Table)
    calls = [
        {"of": each, "at": now - timedelta(seconds=chance.randint(0, _CALL_EVERY_S))}
        for each in calling
    ]
    said = select(
        _STATUS.kiosk, literal(slot_of(now)), literal(5), _STATUS.slot_worst, _STATUS.slot_reasons
    ).where(_STATUS.kiosk.in_(calling))
    with transaction(engine) as db:
        db.connection().execute(
            update(status)
            .where(status.c.kiosk == bindparam("of"))
            .values(heard_at=bindparam("at"), sent_at=bindparam("at")),
            calls,
        )
        columns = [_PAST.kiosk, _PAST.at, _PAST.heard, _PAST.worst, _PAST.reasons]
        db.execute(insert_or_update(db, _PAST).from_select(columns, said).on_conflict_do_nothing())
