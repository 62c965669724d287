"""Accounts: their state, and the count of failed codes that locks them for a time.

A try is counted before the code is looked at, and forgiven when it was right: neither parallel
tries nor a crash between the two buy anybody a guess. Why locks are counted as they are: decision
12.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Engine, Select, delete, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.crypto.digests import Digests
from central.rights.locks import FORGET_AFTER, LONGEST, is_locked, note_failure
from central.runtime.chance import Chance
from central.store.database import transaction
from central.store.models import AccountRow, CodeFailuresRow, FailureCount, ProvisionalCodeRow
from central.store.server_keys import may_be_made, require_known
from shared_runtime.private import Private
from wire.citizen import AccountState

_ANYBODY = ""
"""Stands for the person in the count of a whole kiosk."""
_KIOSK_FAILURES = 3
"""A kiosk is locked after so many times the failures that lock a person, without a right code."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, repr=False)
class Try(Private):
    """One counted try. ``code_hash`` is ``None`` for a person without a personal code."""

    id: UUID
    code_hash: str | None
    tries_left: int


@dataclass(frozen=True, slots=True)
class AccountLocked:
    """The account is suspended, or locked for a time."""


@dataclass(frozen=True, slots=True)
class KioskLocked:
    """Too many wrong codes came from this kiosk, whoever typed them."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Accounts:
    """``max_failures`` wrong codes in a row lock the account, on whichever kiosk they happen."""

    engine: Engine
    chance: Chance
    max_failures: int

    def state(self, db: Session, person: Digests, kiosk: str, now: datetime) -> AccountState:
        """The account as it stands on that kiosk. Raises ServerKeyUnknown."""
        row = db.scalar(_named(person))
        if row is None:
            require_known(db, person.key_ids)
            return AccountState.ABSENT
        here = db.get(CodeFailuresRow, (row.person, kiosk))
        if here is not None and is_locked(here, now):
            return AccountState.SUSPENDU
        if row.suspended_at is not None or is_locked(row, now):
            return AccountState.SUSPENDU
        return AccountState(row.state)

    def count_try(
        self, person: Digests, kiosk: str, now: datetime
    ) -> Try | AccountLocked | KioskLocked:
        """Counts a try. The last one locks at once. Raises ServerKeyUnknown."""
        return again_if_made_meanwhile(lambda: self._count_alone(person, kiosk, now))

    def forgive(
        self,
        db: Session,
        person: Digests,
        kiosk: str,
        right: Try,
        now: datetime,
        turned: str | None = None,
    ) -> bool:
        """The code was right: the failures before it no longer count. ``False``, and nothing is
        changed, where the account was suspended or locked meanwhile by another try than this.
        ``turned``: the same code's hash under the current key, to be kept."""
        account = _locked(db, person)
        if account is None or account.suspended_at is not None:
            return False
        here = db.get(CodeFailuresRow, (account.person, kiosk), with_for_update=True)
        counts: list[FailureCount] = [account] if here is None else [account, here]
        if any(is_locked(count, now) and count.locked_by != right.id for count in counts):
            return False
        for count in counts:
            count.failures, count.locks, count.locked_until, count.locked_by = 0, 0, None, None
        if turned is not None and account.code_hash == right.code_hash:
            account.code_hash = turned
        anybody = db.get(CodeFailuresRow, (_ANYBODY, kiosk), with_for_update=True)
        if anybody is not None:
            anybody.failures = 0
        return True

    def unlock(self, db: Session, person: Digests) -> AccountState:
        """Ends the locks of a person on all kiosks, for an agent who has seen them; returns the
        state, which is still suspended where the caisse did that. Raises ServerKeyUnknown."""
        row = _locked(db, person)
        if row is None:
            require_known(db, person.key_ids)
            return AccountState.ABSENT
        row.failures, row.locks, row.locked_until, row.locked_by = 0, 0, None, None
        db.execute(
            update(CodeFailuresRow)
            .where(CodeFailuresRow.person == row.person)
            .values(failures=0, locked_until=None, locked_by=None)
        )
        return AccountState(row.state) if row.suspended_at is None else AccountState.SUSPENDU

    def unlock_kiosk(self, db: Session, kiosk: str) -> None:
        """Ends the lock of a whole kiosk, for staff who know why it came to that. What is counted
        of single people there stays."""
        db.execute(
            update(CodeFailuresRow)
            .where(CodeFailuresRow.person == _ANYBODY, CodeFailuresRow.kiosk == kiosk)
            .values(failures=0, locks=0, locked_until=None, locked_by=None)
        )

    def _count_alone(
        self, person: Digests, kiosk: str, now: datetime
    ) -> Try | AccountLocked | KioskLocked:
        with transaction(self.engine) as db:
            return self._count(db, person, kiosk, now)

    def _count(
        self, db: Session, person: Digests, kiosk: str, now: datetime
    ) -> Try | AccountLocked | KioskLocked:
        _sweep(db, now)
        # In one order everywhere: no two transactions wait for each other in a circle.
        account = held(db, person)
        here = _failures(db, account.person, kiosk, now)
        anybody = _failures(db, _ANYBODY, kiosk, now)
        if account.suspended_at is not None or is_locked(account, now) or is_locked(here, now):
            return AccountLocked()
        if anybody.locked_until is not None and is_locked(anybody, now):
            return KioskLocked(anybody.locked_until)
        this = UUID(bytes=self.chance.bytes(16), version=4)
        left: list[int] = []
        if here.locks == 0:
            # Of one kiosk only what leads to its first lock counts everywhere: whoever goes on
            # guessing there keeps nobody from their account elsewhere.
            left.append(note_failure(account, self.max_failures, this, now))
        left.append(note_failure(here, self.max_failures, this, now))
        note_failure(anybody, _KIOSK_FAILURES * self.max_failures, this, now)
        here.failed_at = anybody.failed_at = now
        return Try(this, account.code_hash, min(left))


def held(db: Session, person: Digests) -> AccountRow:
    """The person's row, for this transaction alone, made where there is none; one under a former
    key is moved, with all that hangs on its name. What is flushed raises IntegrityError where
    another transaction made it meanwhile. Raises ServerKeyUnknown."""
    row = _locked(db, person)
    if row is None and not may_be_made(db, (person,)):
        row = _locked(db, person)
    if row is None:
        row = AccountRow(person=person.current, state=AccountState.ABSENT, failures=0, locks=0)
        db.add(row)
        db.flush()
    elif row.person in person.former:
        row = _moved(db, row, person)
    return row


def _locked(db: Session, person: Digests) -> AccountRow | None:
    found = _named(person).with_for_update().execution_options(populate_existing=True)
    return db.scalar(found)


def _named(person: Digests) -> Select[AccountRow]:
    return select(AccountRow).where(AccountRow.person.in_(person.names))


def _moved(db: Session, row: AccountRow, person: Digests) -> AccountRow:
    former = row.person
    db.expunge(row)
    for table in (AccountRow, CodeFailuresRow, ProvisionalCodeRow):
        moved = update(table).where(table.person == former).values(person=person.current)
        db.execute(moved, execution_options={"synchronize_session": False})
    moved_row = _locked(db, person)
    assert moved_row is not None
    return moved_row


def again_if_made_meanwhile(act: Callable[[], _T]) -> _T:
    """Does it anew when another process made the same first row meanwhile: it is there now."""
    while True:
        try:
            return act()
        except IntegrityError:
            continue


def put_account(
    db: Session, digests: Digests, state: AccountState, code_hash: str | None, now: datetime
) -> None:
    """Sets an account to a known state, for seeding."""
    suspended = state is AccountState.SUSPENDU
    person = held(db, digests).person
    db.execute(delete(CodeFailuresRow).where(CodeFailuresRow.person == person))
    db.merge(
        AccountRow(
            person=person,
            state=AccountState.ACTIF if suspended else state,
            code_hash=code_hash,
            failures=0,
            locks=0,
            locked_until=None,
            locked_by=None,
            suspended_at=now if suspended else None,
        )
    )


def _failures(db: Session, person: str, kiosk: str, now: datetime) -> CodeFailuresRow:
    row = db.get(CodeFailuresRow, (person, kiosk), with_for_update=True)
    if row is None:
        row = CodeFailuresRow(person=person, kiosk=kiosk, failures=0, locks=0, failed_at=now)
        db.add(row)
        db.flush()
    return row


def _sweep(db: Session, now: datetime) -> None:
    key = tuple_(CodeFailuresRow.person, CodeFailuresRow.kiosk)
    old = select(CodeFailuresRow.person, CodeFailuresRow.kiosk).where(
        CodeFailuresRow.failed_at <= now - FORGET_AFTER - LONGEST
    )
    # What another transaction is busy with is left to the next sweep.
    db.execute(delete(CodeFailuresRow).where(key.in_(old.with_for_update(skip_locked=True))))
