"""Commands in an exchange: what a kiosk reports is noted, and what it has not acknowledged is sent.

States follow what the kiosk says, and go forward only. An answer that got lost is sent again, also
when its time is over: whether it was begun before, only the kiosk knows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import structlog
from sqlalchemy import BindParameter, ColumnElement, bindparam, select, update
from sqlalchemy.orm import Session

from central.store.audit import AuditTrail
from central.store.command_models import CommandRow, CommandSignatureRow, CommandStateRow
from wire.commands import MAX_COMMANDS, SETTLED, CommandOffer, CommandReport
from wire.signed import SignedDocument

_RANK = {"pending": 0, "sent": 1, "acknowledged": 2}
_SETTLED_RANK = 3

OFFERED_UNTIL = "offered_until"
"""The parameter of ``is_offered``: now."""

Oddity = Literal["unknown", "of-another-kiosk", "never-sent", "backwards"]
"""Why a report changes nothing."""

_log = structlog.get_logger("central")


def commands_exchanged(
    db: Session,
    audit: AuditTrail,
    now: datetime,
    kiosk: str,
    reports: Sequence[CommandReport],
) -> tuple[tuple[CommandOffer, ...], tuple[UUID, ...]]:
    """What to send, and the reports that need not come again: all of them, for one that changes
    nothing now never will."""
    for report in reports:
        _note(db, audit, now, kiosk, report)
    return _offers(db, now, kiosk), tuple(dict.fromkeys(each.id for each in reports))


def is_offered(kiosk: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether ``commands_exchanged`` has something to send."""
    state = CommandStateRow
    waiting = select(state.command).join(CommandRow, CommandRow.id == state.command)
    return waiting.where(state.kiosk == kiosk, _may_go(bindparam(OFFERED_UNTIL))).exists()


def _may_go(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    state = CommandStateRow.state
    return (state == "sent") | ((state == "pending") & (CommandRow.expires_at > now))


def _note(db: Session, audit: AuditTrail, now: datetime, kiosk: str, report: CommandReport) -> None:
    row = db.get(CommandStateRow, report.id, with_for_update=True)
    odd = _oddity(row, kiosk, report)
    if odd is not None:
        _log.warning("command_report_refused", kiosk=kiosk, command=str(report.id), why=odd)
        audit.record_kiosk(db, kiosk, "command_report", odd, action=report.id)
        return
    assert row is not None
    if row.state == report.state:
        return
    row.state, row.reason, row.moved_at = report.state, report.reason, now
    if report.state in SETTLED:
        outcome = report.state if report.reason is None else f"{report.state} {report.reason}"
        audit.record_kiosk(db, kiosk, "command_report", outcome, action=report.id)
    _log.info("command_moved", kiosk=kiosk, command=str(report.id), state=report.state)


def _oddity(row: CommandStateRow | None, kiosk: str, report: CommandReport) -> Oddity | None:
    if row is None:
        return "unknown"
    if row.kiosk != kiosk:
        return "of-another-kiosk"
    if row.state == report.state:
        return None
    rank = _RANK.get(row.state, _SETTLED_RANK)
    if rank == _RANK["pending"] or row.state == "cancelled":
        return "never-sent"
    forward = rank < _RANK.get(report.state, _SETTLED_RANK)
    return None if forward else "backwards"


def _offers(db: Session, now: datetime, kiosk: str) -> tuple[CommandOffer, ...]:
    state = CommandStateRow
    found = db.execute(
        select(CommandSignatureRow, state.state)
        .join(state, state.command == CommandSignatureRow.command)
        .join(CommandRow, CommandRow.id == state.command)
        .where(
            state.kiosk == kiosk,
            _may_go(now),
        )
        .order_by(CommandSignatureRow.version)
        .limit(MAX_COMMANDS)
    ).all()
    fresh = [row.command for row, said in found if said == "pending"]
    if fresh:
        # Where somebody cancels it at this very moment, one of the two comes first.
        sent = db.execute(
            update(state)
            .where(state.command.in_(fresh), state.state == "pending")
            .values(state="sent", moved_at=now)
            .returning(state.command)
        )
        still = set(sent.scalars())
        found = [each for each in found if each[1] == "sent" or each[0].command in still]
    return tuple(
        CommandOffer(row.command, SignedDocument(row.body, row.key_id, row.signature))
        for row, _ in found
    )
