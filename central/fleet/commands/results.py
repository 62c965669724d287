"""What commands bring: taken from the kiosk that was asked, kept for some days, and erased."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.store.command_models import CommandResultRow, CommandRow, CommandStateRow
from central.store.database import insert_or_update
from wire.commands import CommandResult

RESULTS_KEPT = timedelta(days=7)
"""Long enough to look into a fault; a picture of a screen is worth nothing after it."""
_VERBS = {"send-logs": "logs", "screenshot": "screenshot"}

ResultRefusal = Literal["unknown", "of-another-kiosk", "not-asked-for"]


def keep_result(
    db: Session, now: datetime, kiosk: str, result: CommandResult
) -> ResultRefusal | None:
    """None where it is kept, now or since it came before: an answer may have been lost."""
    forget_results(db, now)
    command, state = db.get(CommandRow, result.id), db.get(CommandStateRow, result.id)
    if command is None or state is None:
        return "unknown"
    if command.kiosk != kiosk:
        return "of-another-kiosk"
    open_ = state.state in {"sent", "acknowledged"}
    if not open_ or _VERBS.get(command.verb) != result.form:
        return "not-asked-for"
    row = insert_or_update(db, CommandResultRow).values(
        command=result.id, form=result.form, content=result.content, received_at=now
    )
    db.execute(row.on_conflict_do_nothing())
    return None


def result_of(db: Session, now: datetime, command: UUID) -> CommandResultRow | None:
    """None also of one whose time is over, which is erased with the next that comes."""
    row = CommandResultRow
    kept = select(row).where(row.command == command, row.received_at > now - RESULTS_KEPT)
    return db.scalar(kept)


def forget_results(db: Session, now: datetime) -> None:
    row = CommandResultRow
    db.execute(delete(row).where(row.received_at <= now - RESULTS_KEPT))
