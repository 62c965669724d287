"""That a store is a caisse's: written once by who says so, and never taken back."""

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from central.store.database import transaction
from central.store.models import ProductionRow

_ONLY = 1


def mark_production(engine: Engine, now: datetime) -> None:
    if is_production(engine):
        return
    try:
        with transaction(engine) as db:
            db.add(ProductionRow(id=_ONLY, since=now))
    except IntegrityError:
        return  # another process wrote it meanwhile


def is_production(engine: Engine) -> bool:
    with transaction(engine) as db:
        return db.get(ProductionRow, _ONLY) is not None
