"""Which kiosks a list is to show, and what there is to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from central.fleet.reach import Reach
from central.fleet.states import ListedState
from central.store.configuration_models import KioskTagRow
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.models import KioskRow

_KIOSK, _STATUS, _ALERT = KioskRow, KioskStatusRow, AlertRow
UNPLACED = "none"
NAME = func.coalesce(_KIOSK.name, _KIOSK.id)
BY_NAME = func.lower(NAME)


class KioskAccess(StrEnum):
    """Of kiosks that may not call."""

    QUARANTINED = "quarantined"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KioskFilter:
    """Empty or None where it does not matter. Revoked kiosks are shown where they are asked for.
    ``departement``: its code, or UNPLACED; whoever asks for one says which ``sites`` lie there."""

    search: str = ""
    state: ListedState | None = None
    site: str = ""
    tag: str = ""
    software: str = ""
    access: KioskAccess | None = None
    out_of_paper: bool = False
    alert: bool = False
    departement: str = ""
    sites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to choose from, each at most so many."""

    sites: tuple[str, ...]
    tags: tuple[str, ...]
    software: tuple[str, ...]


def choices(db: Connection, reach: Reach, at_most: int = 300) -> FilterChoices:
    there = (reach.kiosks, _KIOSK.revoked_at.is_(None))

    def distinct(column: Any, query: Select[Any]) -> tuple[str, ...]:
        found = query.where(*there, column.is_not(None), column != "").distinct()
        return tuple(db.scalars(found.order_by(column).limit(at_most)))

    tags = select(KioskTagRow.name).join(_KIOSK, _KIOSK.id == KioskTagRow.kiosk)
    software = select(_STATUS.software).join(_KIOSK, _KIOSK.id == _STATUS.kiosk)
    return FilterChoices(
        distinct(_KIOSK.site, select(_KIOSK.site)),
        distinct(KioskTagRow.name, tags),
        distinct(_STATUS.software, software),
    )


def conditions_of(wanted: KioskFilter) -> Iterator[ColumnElement[bool]]:
    match wanted.access:
        case KioskAccess.REVOKED:
            yield _KIOSK.revoked_at.is_not(None)
        case KioskAccess.QUARANTINED:
            yield _KIOSK.quarantined_at.is_not(None)
            yield _KIOSK.revoked_at.is_(None)
        case None:
            yield _KIOSK.revoked_at.is_(None)
    if wanted.search:
        sought = wanted.search.lower()
        yield (
            BY_NAME.contains(sought, autoescape=True)
            | func.lower(_KIOSK.id).contains(sought, autoescape=True)
            | func.lower(_KIOSK.site).contains(sought, autoescape=True)
        )
    if wanted.site:
        yield _KIOSK.site == wanted.site
    if wanted.departement:
        yield _KIOSK.site.in_(sorted(wanted.sites))
    if wanted.tag:
        yield _KIOSK.id.in_(select(KioskTagRow.kiosk).where(KioskTagRow.name == wanted.tag))
    if wanted.software:
        yield _STATUS.software == wanted.software
    if wanted.out_of_paper:
        yield _STATUS.out_of_paper.is_(True)
    if wanted.alert:
        yield exists().where(
            _ALERT.ended_at.is_(None),
            _ALERT.opened_at.is_not(None),
            _ALERT.kiosk == _KIOSK.id,
        )
