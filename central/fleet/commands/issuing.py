"""Commands as people give them: asked for, approved by a second person, cancelled, listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.fleet.configuration.content import content_digest, kept
from central.fleet.configuration.drafts import are_two
from central.store.command_models import (
    CommandApprovalRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.models import KioskRow
from wire.codec import codec_of
from wire.commands import LONGEST_VALIDITY, PRIVILEGED, KioskCommand
from wire.moments import within_years

_LISTED = 200


@dataclass(frozen=True, slots=True)
class IssuedCommand:
    """``state``: see ``CommandStateRow``; ``needs``: what keeps it from being sent, if anything
    does: ``approval`` or ``signature``."""

    id: UUID
    kiosk: str
    verb: str
    issuer: str
    approver: str | None
    issued_at: datetime
    expires_at: datetime
    state: str
    reason: str | None
    moved_at: datetime
    needs: str | None

    def state_at(self, now: datetime) -> str:
        """What nobody sent in time is over also before ``expire_unsent`` has written that down."""
        late = self.state == "pending" and self.expires_at <= now
        return "expired" if late else self.state


class CommandRefusal(StrEnum):
    """Why a command is not approved or cancelled; the value is a sentence for who asked."""

    UNKNOWN = "there is no such command"
    DONE = "it is approved already"
    NEEDS_NONE = "it needs no approval"
    SAME_PERSON = "who gave it cannot approve it: a second person must"
    NOT_PENDING = "it is not pending any more"


def issue(
    db: Session, now: datetime, issuer: str, kiosk: str, command: KioskCommand, valid: timedelta
) -> None:
    """Writes down what somebody wants; ``valid`` is at most LONGEST_VALIDITY."""
    issue_all(db, now, issuer, {kiosk: command}, valid)


def issue_all(
    db: Session,
    now: datetime,
    issuer: str,
    commands: Mapping[str, KioskCommand],
    valid: timedelta,
) -> None:
    """The same for several kiosks, each with a command of its own."""
    assert valid <= LONGEST_VALIDITY
    rows = [_row(now, issuer, kiosk, command, valid) for kiosk, command in commands.items()]
    db.add_all(rows)
    db.add_all(
        CommandStateRow(command=row.id, kiosk=row.kiosk, state="pending", moved_at=now)
        for row in rows
    )


def _row(
    now: datetime, issuer: str, kiosk: str, command: KioskCommand, valid: timedelta
) -> CommandRow:
    plain = codec_of(KioskCommand).plain(codec_of(KioskCommand).of_plain(command))["order"]
    row = CommandRow(
        id=command.id,
        kiosk=kiosk,
        verb=command.order.verb,
        content=kept(plain),
        digest="",
        issuer=issuer,
        issued_at=now,
        expires_at=now + valid,
    )
    row.digest = digest_of(row)
    return row


def digest_of(row: CommandRow) -> str:
    """Of all that an approval is about."""
    said: dict[str, Any] = {
        "id": str(row.id),
        "kiosk": row.kiosk,
        "content": row.content,
        "issued_at": within_years(row.issued_at).isoformat(timespec="microseconds"),
        "expires_at": within_years(row.expires_at).isoformat(timespec="microseconds"),
    }
    return content_digest(kept(said))


def approve_command(
    db: Session, now: datetime, approver: str, command: UUID
) -> IssuedCommand | CommandRefusal:
    found = command_of(db, command)
    if found is None:
        return CommandRefusal.UNKNOWN
    if found.verb not in PRIVILEGED:
        return CommandRefusal.NEEDS_NONE
    if found.approver is not None:
        return CommandRefusal.DONE
    if found.state != "pending" or found.expires_at <= now:
        return CommandRefusal.NOT_PENDING
    if not are_two(db, found.issuer, approver):
        return CommandRefusal.SAME_PERSON
    row = CommandApprovalRow(
        command=command,
        issuer=found.issuer,
        digest=db.get_one(CommandRow, command).digest,
        approver=approver,
        approved_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        # Two approvals at once: the other one was faster.
        return CommandRefusal.DONE
    return found


def cancel(db: Session, now: datetime, command: UUID) -> CommandRefusal | None:
    """None where it is cancelled now. What was sent is the kiosk's to tell of."""
    row = CommandStateRow
    if db.get(row, command) is None:
        return CommandRefusal.UNKNOWN
    cancelled = db.execute(
        update(row)
        .where(row.command == command, row.state == "pending")
        .values(state="cancelled", moved_at=now)
        .returning(row.command)
    ).all()
    return None if cancelled else CommandRefusal.NOT_PENDING


def expire_unsent(db: Session, now: datetime) -> None:
    """What no kiosk was ever sent, and is too late now. What was sent, its kiosk tells of."""
    late = select(CommandRow.id).where(CommandRow.expires_at <= now)
    row = CommandStateRow
    db.execute(
        update(row)
        .where(row.state == "pending", row.command.in_(late))
        .values(state="expired", moved_at=now)
    )


def to_be_signed(
    db: Session, now: datetime, at_most: int, after: tuple[datetime, UUID] | None = None
) -> Sequence[tuple[datetime, UUID]]:
    """Those that wait for the signer alone, each behind when it ends: the first to end first, from
    behind ``after``."""
    row = CommandRow
    agreed = row.verb.not_in(PRIVILEGED) | CommandApprovalRow.approver.is_not(None)
    waits = (
        select(row.expires_at, row.id)
        .join(CommandStateRow, CommandStateRow.command == row.id)
        .outerjoin(CommandApprovalRow, CommandApprovalRow.command == row.id)
        .outerjoin(CommandSignatureRow, CommandSignatureRow.command == row.id)
        .where(*_unsigned(now), agreed)
        .order_by(row.expires_at, row.id)
    )
    if after is not None:
        waits = waits.where(tuple_(row.expires_at, row.id) > after)
    return tuple((ends_at, id_) for ends_at, id_ in db.execute(waits.limit(at_most)))


def to_be_approved(
    db: Session, now: datetime, kiosks: ColumnElement[bool]
) -> Sequence[IssuedCommand]:
    """Those of some kiosks that wait for a second person, the newest first."""
    privileged = CommandRow.verb.in_(PRIVILEGED), CommandApprovalRow.approver.is_(None)
    inside = CommandRow.kiosk.in_(select(KioskRow.id).where(kiosks))
    return commands_where(db, *_unsigned(now), *privileged, inside, limit=_LISTED)


def _unsigned(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Asked of the store: those that wait for something else hide none, however many they are."""
    return (
        CommandStateRow.state == "pending",
        CommandRow.expires_at > now,
        CommandSignatureRow.version.is_(None),
    )


def command_of(db: Session, command: UUID) -> IssuedCommand | None:
    return next(iter(commands_where(db, CommandRow.id == command)), None)


def commands_of(
    db: Session,
    kiosk: str | None = None,
    states: Sequence[str] | None = None,
    limit: int = _LISTED,
) -> Sequence[IssuedCommand]:
    """The newest first."""
    wanted = [] if kiosk is None else [CommandRow.kiosk == kiosk]
    if states is not None:
        wanted.append(CommandStateRow.state.in_(states))
    return commands_where(db, *wanted, limit=limit)


def commands_where(db: Session, *wanted: Any, limit: int = 1) -> Sequence[IssuedCommand]:
    """Those of these conditions on commands and their states, the newest first."""
    rows = db.execute(
        select(
            CommandRow, CommandStateRow, CommandApprovalRow.approver, CommandSignatureRow.version
        )
        .join(CommandStateRow, CommandStateRow.command == CommandRow.id)
        .outerjoin(CommandApprovalRow, CommandApprovalRow.command == CommandRow.id)
        .outerjoin(CommandSignatureRow, CommandSignatureRow.command == CommandRow.id)
        .where(*wanted)
        .order_by(CommandRow.issued_at.desc(), CommandRow.id)
        .limit(limit)
    )
    return tuple(_issued(*row) for row in rows)


def _issued(
    row: CommandRow, state: CommandStateRow, approver: str | None, version: int | None
) -> IssuedCommand:
    needs = None
    if state.state == "pending" and version is None:
        needs = "approval" if row.verb in PRIVILEGED and approver is None else "signature"
    return IssuedCommand(
        row.id,
        row.kiosk,
        row.verb,
        row.issuer,
        approver,
        row.issued_at,
        row.expires_at,
        state.state,
        state.reason,
        state.moved_at,
        needs,
    )
