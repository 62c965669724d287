"""Doing what was confirmed: some kiosks at a time, each time in a transaction of its own, so that
no kiosk's call waits for the end of a large one, and one that was broken off goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from central.fleet.bulk.actions import (
    ACTIONS,
    BulkAction,
    GiveCommand,
    LeftOut,
    PutTag,
    TakeTag,
    reason_at,
)
from central.fleet.commands.issuing import issue_all
from central.fleet.reach import Reach
from central.fleet.tags import put_tag, take_tag
from central.runtime.chance import Chance
from central.store.audit import AuditTrail
from central.store.fleet_models import KioskStatusRow
from central.store.list_models import TO_DO, BulkActionRow, BulkKioskRow
from central.store.models import KioskRow
from wire.commands import KioskCommand

AT_ONCE = 250
_MEMBER = BulkKioskRow


@dataclass(frozen=True, slots=True)
class BulkDoing:
    """``issuer``: by whom commands are given; ``account``: whom the audit names; ``reach``: where
    they may do it now, not when they confirmed it."""

    audit: AuditTrail
    chance: Chance
    now: datetime
    issuer: str
    account: str
    reach_for: Callable[[BulkAction], Reach]

    def do_some(self, db: Session, row: BulkActionRow) -> bool:
        """Whether there is more to do. ``row`` is locked: nobody else does the same."""
        if row.confirmed_at is None or row.done_at is not None or row.action is None:
            return False
        members = db.execute(
            select(_MEMBER.position, _MEMBER.kiosk)
            .where(_MEMBER.bulk == row.id, TO_DO)
            .order_by(_MEMBER.position)
            .limit(AT_ONCE)
        ).all()
        action = ACTIONS.read(row.action)
        kiosks = [each.kiosk for each in members]
        reasons = self._reasons(db, action, kiosks)
        fitting = [each for each in kiosks if not reasons[each]]
        commands = self._do(db, action, fitting)
        if members:
            written = [
                {
                    "of": row.id,
                    "at": position,
                    "left_out": reasons[kiosk],
                    "done_at": self.now,
                    "command": commands.get(kiosk),
                }
                for position, kiosk in members
            ]
            at_each = (_MEMBER.bulk == bindparam("of"), _MEMBER.position == bindparam("at"))
            assert isinstance(_MEMBER.__table__, Table)
            db.connection().execute(update(_MEMBER.__table__).where(*at_each), written)
        if len(members) == AT_ONCE:
            return True
        row.done_at = self.now
        return False

    def _reasons(self, db: Session, action: BulkAction, kiosks: Sequence[str]) -> dict[str, str]:
        """What came up since whoever confirmed it saw them."""
        found = db.execute(
            select(KioskRow.id, reason_at(self.now, action, self.reach_for(action)))
            .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.id)
            .where(KioskRow.id.in_(kiosks))
        )
        return dict.fromkeys(kiosks, LeftOut.REVOKED.value) | {row[0]: row[1] for row in found}

    def _do(self, db: Session, action: BulkAction, kiosks: Sequence[str]) -> dict[str, UUID]:
        """The commands that were given, by their kiosks."""
        match action:
            case GiveCommand(order, minutes):
                given = {each: KioskCommand(self._id(), order) for each in kiosks}
                issue_all(db, self.now, self.issuer, given, timedelta(minutes=minutes))
                for kiosk, command in given.items():
                    self._record(db, "command_issue", order.verb, kiosk, command.id)
                return {kiosk: command.id for kiosk, command in given.items()}
            case PutTag(tag):
                for kiosk in sorted(put_tag(db, kiosks, tag)):
                    self._record(db, "tag_put", tag[:32], kiosk)
            case TakeTag(tag):
                for kiosk in sorted(take_tag(db, kiosks, tag)):
                    self._record(db, "tag_take", tag[:32], kiosk)
        return {}

    def _record(
        self, db: Session, act: Any, outcome: str, kiosk: str, id_: UUID | None = None
    ) -> None:
        self.audit.record_staff(db, self.account, act, outcome, kiosk=kiosk, request=id_)

    def _id(self) -> UUID:
        return UUID(bytes=self.chance.bytes(16), version=4)
