"""All that is known of one command, and lists of those within somebody's reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.commands.issuing import IssuedCommand, command_of, commands_where
from central.fleet.commands.results import RESULTS_KEPT
from central.fleet.configuration.content import read_kept
from central.fleet.kiosk_filter import NAME
from central.fleet.reach import Reach
from central.store.command_models import (
    IS_UNDER_WAY,
    CommandApprovalRow,
    CommandResultRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.models import KioskRow

OPEN_STATES = ("pending", "sent", "acknowledged")


@dataclass(frozen=True, slots=True)
class CommandSheet:
    """``asked``: what the order says beside its verb; ``result``: its form, where one is kept, and
    ``kept_until`` when it is erased."""

    command: IssuedCommand
    asked: Mapping[str, Any]
    approved_at: datetime | None
    signed_at: datetime | None
    result: str | None
    kept_until: datetime | None


@dataclass(frozen=True, slots=True)
class ListedCommand:
    command: IssuedCommand
    kiosk_name: str
    site: str


def command_sheet(db: Session, now: datetime, command: UUID) -> CommandSheet | None:
    found = command_of(db, command)
    if found is None:
        return None
    result, signature = CommandResultRow, CommandSignatureRow
    content = read_kept(db.get_one(CommandRow, command).content)
    approval = db.get(CommandApprovalRow, command)
    # Not what it brought: that is read for who asks for it.
    brought = db.execute(
        select(result.form, result.received_at).where(
            result.command == command, result.received_at > now - RESULTS_KEPT
        )
    ).one_or_none()
    return CommandSheet(
        command=found,
        asked={name: each for name, each in content.items() if name != "verb"},
        approved_at=None if approval is None else approval.approved_at,
        signed_at=db.scalar(select(signature.issued_at).where(signature.command == command)),
        result=None if brought is None else brought.form,
        kept_until=None if brought is None else brought.received_at + RESULTS_KEPT,
    )


def open_commands(db: Session, kiosk: str) -> Sequence[IssuedCommand]:
    return commands_where(
        db, CommandRow.kiosk == kiosk, CommandStateRow.state.in_(OPEN_STATES), limit=20
    )


def commands_within(
    db: Session, reach: Reach, open_ones: bool, limit: int
) -> Sequence[ListedCommand]:
    """The newest first, of kiosks within the reach; ``open_ones``: only what is not over."""
    kiosk = KioskRow
    inside = (
        [] if reach.everywhere else [CommandRow.kiosk.in_(select(kiosk.id).where(reach.kiosks))]
    )
    wanted = [IS_UNDER_WAY] if open_ones else []
    found = commands_where(db, *inside, *wanted, limit=limit)
    ids = {each.kiosk for each in found}
    rows = db.execute(select(kiosk.id, NAME.label("name"), kiosk.site).where(kiosk.id.in_(ids)))
    known = {row.id: row for row in rows}
    return [
        ListedCommand(each, known[each.kiosk].name, known[each.kiosk].site)
        for each in found
        if each.kiosk in known
    ]
