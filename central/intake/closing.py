"""Closing a request: once, by whoever is first, with what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.admins.roles import Admin
from central.intake.scope import in_audit, may_read_at
from central.store.audit import AuditTrail
from central.store.database import transaction
from central.store.intake_models import RequestRow

CloseOutcome = Literal["done", "declined", "withdrawn", "unreached", "not-theirs"]
"""``done``: as asked; ``declined``: it cannot be; ``withdrawn``: the person wants it no more;
``unreached``: the person was not, and it needed their word; ``not-theirs``: somebody else asked."""


@dataclass(frozen=True, slots=True)
class ClosedRequest:
    """``is_ours``: by this act; else somebody was first, and it stays as they closed it. ``how`` is
    None where nobody was asked yet."""

    is_ours: bool
    by: str
    at: datetime
    how: str | None


@dataclass(frozen=True, slots=True)
class NotClosable:
    """``may_not``: it is of another agency; else there is no such request."""

    may_not: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """For the pages of admins, whose process opens no body."""

    engine: Engine
    audit: AuditTrail

    def close(
        self, request: UUID, admin: Admin, outcome: CloseOutcome
    ) -> ClosedRequest | NotClosable:
        with transaction(self.engine) as db:
            found = db.get(RequestRow, request, with_for_update=True)
            if found is None:
                return NotClosable(may_not=False)
            if not may_read_at(admin, found.site):
                return NotClosable(may_not=True)
            is_ours = close_once(db, self.audit, found, admin.name, in_audit(admin), outcome)
            assert found.closed_at is not None
            assert found.closed_by is not None
            return ClosedRequest(is_ours, found.closed_by, found.closed_at, found.closed_as)


def close_once(
    db: Session,
    audit: AuditTrail,
    locked: RequestRow,
    who: str,
    account: str,
    outcome: CloseOutcome,
) -> bool:
    """Whether it was open until now. The row is held by the caller, so that nobody is beside it."""
    if locked.state == "done":
        return False
    locked.state, locked.closed_as = "done", outcome
    locked.closed_at, locked.closed_by = audit.clock.now(), who[:64]
    locked.closed_account = account
    audit.record_staff(db, account, "close", outcome, request=locked.id)
    return True
