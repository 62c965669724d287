"""Accounts: their state, and the count of failed codes that suspends them.

A try is counted before the code is looked at, and forgiven when it was right: neither parallel
tries nor a crash between the two buy anybody a guess.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.private import Private
from central.store.database import transaction
from central.store.models import AccountRow
from wire.citizen import AccountState


@dataclass(frozen=True, slots=True, repr=False)
class Try(Private):
    """One counted try. ``code_hash`` is ``None`` for a person without a personal code."""

    code_hash: str | None
    tries_left: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """``max_failures`` wrong codes in a row suspend the account, on whichever kiosk they happen."""

    engine: Engine
    max_failures: int

    def state(self, db: Session, person: str) -> AccountState:
        row = db.get(AccountRow, person)
        if row is None:
            return AccountState.ABSENT
        if row.suspended_at is not None:
            return AccountState.SUSPENDU
        return AccountState(row.state)

    def count_try(self, person: str, now: datetime) -> Try | None:
        """Counts a try; ``None`` when the account is suspended. The last one suspends at once."""
        while True:
            try:
                with transaction(self.engine) as db:
                    return self._count(db, person, now)
            except IntegrityError:
                continue  # another process made the person's first row meanwhile: it is there now

    def forgive(self, db: Session, person: str) -> None:
        """The code was right: the failures before it no longer count."""
        row = db.get(AccountRow, person, with_for_update=True)
        if row is not None:
            row.failures, row.suspended_at = 0, None

    def _count(self, db: Session, person: str, now: datetime) -> Try | None:
        row = db.get(AccountRow, person, with_for_update=True)
        if row is None:
            row = AccountRow(person=person, state=AccountState.ABSENT, failures=0)
            db.add(row)
        if row.suspended_at is not None:
            return None
        row.failures += 1
        if row.failures >= self.max_failures:
            row.suspended_at = now
        return Try(row.code_hash, max(0, self.max_failures - row.failures))


def put_account(
    db: Session, person: str, state: AccountState, code_hash: str | None, now: datetime
) -> None:
    """Sets an account to a known state, for seeding."""
    suspended = state is AccountState.SUSPENDU
    db.merge(
        AccountRow(
            person=person,
            state=AccountState.ACTIF if suspended else state,
            code_hash=code_hash,
            failures=0,
            suspended_at=now if suspended else None,
        )
    )
