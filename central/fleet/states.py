"""The state of a kiosk as lists and counts show it, calculated by the database."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, case

from central.fleet.status import OUT_OF_SERVICE_AFTER, SILENT_AFTER
from central.store.fleet_models import KioskStatusRow


class ListedState(StrEnum):
    """That of a kiosk's worst check, or of one that is not heard; the worst first."""

    FAILED = "failed"
    SILENT = "silent"
    UNKNOWN = "unknown"
    WARNING = "warning"
    OUT_OF_SERVICE = "out_of_service"
    NEVER_HEARD = "never_heard"
    OK = "ok"


_TOLD = (ListedState.FAILED, ListedState.UNKNOWN, ListedState.WARNING, ListedState.OK)
_RANKS = {state: rank for rank, state in enumerate(ListedState)}


def state_at(now: datetime) -> ColumnElement[str]:
    """Of a row of ``kiosks`` with that of its status, if there is one: as ``roster.state_of``."""
    status = KioskStatusRow
    return case(
        (status.heard_at.is_(None), ListedState.NEVER_HEARD.value),
        (status.heard_at < now - OUT_OF_SERVICE_AFTER, ListedState.OUT_OF_SERVICE.value),
        (status.heard_at < now - SILENT_AFTER, ListedState.SILENT.value),
        (status.state.in_([each.value for each in _TOLD]), status.state),
        else_=ListedState.UNKNOWN.value,
    )


def rank_at(now: datetime) -> ColumnElement[int]:
    """0 of the worst state."""
    return case({state.value: rank for state, rank in _RANKS.items()}, value=state_at(now))
