"""What was done, the newest first, in pages: with kiosks, by staff, never by whom who stood at one.

A page looks through ``LOOKED_THROUGH`` rows at most: rare acts among millions of rows are looked
for a page at a time, and no page reads the table through. A kiosk's own are found by their index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, select

from central.store.audit import KioskAct, StaffAct
from central.store.audit_models import OUTSIDE_VISITS, AuditRow

LOOKED_THROUGH = 100_000
BY_KIOSKS, ON_THE_COMMAND_LINE = "kiosks", "command-line"
"""``who``, where it is not one admin, as the audit names them."""
ACTS: Sequence[str] = sorted(set(get_args(StaffAct)) | set(get_args(KioskAct)))
_ADMIN, _STAFF = "admin:", "staff:"
_AT_ONCE = 1_000
_ROW = AuditRow


@dataclass(frozen=True, slots=True)
class AuditChoice:
    """Empty where it does not matter. ``kiosk``: also the admin that it was about."""

    act: str = ""
    kiosk: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ListedAct:
    """``kiosk``: what it was about, in the words of the audit; ``account``: None where the kiosk
    did it; ``about``: a request or command."""

    id: int
    at: datetime
    act: str
    outcome: str
    kiosk: str | None
    account: str | None
    about: UUID | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """``after``: where the next page begins, None where there is none."""

    lines: tuple[ListedAct, ...]
    after: int | None = None


@dataclass(frozen=True, slots=True)
class AuditList:
    wanted: AuditChoice
    looked_through: int = LOOKED_THROUGH

    def page(self, db: Connection, before: int | None, at_most: int) -> AuditPage:
        end = before if before is not None else (db.scalar(select(func.max(_ROW.id))) or 0) + 1
        begin = 0 if self.wanted.kiosk else max(0, end - 1 - self.looked_through)
        rows = db.execute(
            select(_ROW.id, _ROW.at, _ROW.act, _ROW.outcome, _ROW.kiosk, _ROW.account, _ROW.action)
            .where(and_(_ROW.id < end, _ROW.id > begin, OUTSIDE_VISITS, *self._conditions()))
            .order_by(_ROW.id.desc())
            .limit(at_most + 1)
        ).all()
        lines = tuple(ListedAct(*row) for row in rows[:at_most])
        if len(rows) > at_most:
            return AuditPage(lines, lines[-1].id)
        return AuditPage(lines, begin + 1 if begin else None)

    def every(self, db: Connection) -> Iterator[ListedAct]:
        before: int | None = None
        while True:
            page = self.page(db, before, _AT_ONCE)
            yield from page.lines
            if page.after is None:
                return
            before = page.after

    def _conditions(self) -> Iterator[ColumnElement[bool]]:
        account: Any = _ROW.account
        if self.wanted.act:
            yield _ROW.act == self.wanted.act
        if self.wanted.kiosk:
            yield _ROW.kiosk == self.wanted.kiosk
        match self.wanted.who:
            case "":
                pass
            case "kiosks":
                yield account.is_(None)
            case "command-line":
                yield account.not_like(f"{_ADMIN}%")
                yield account.not_like(f"{_STAFF}%")
            case admin:
                yield account == admin
