"""Checking a code: the one way from level C to level L."""

from dataclasses import dataclass

from sqlalchemy import Engine

from central.crypto.hashing import CodeHasher
from central.crypto.references import SessionReferences
from central.rights.accounts import AccountLocked, Accounts, KioskLocked, Try
from central.rights.budgets import Budgets
from central.rights.provisional import Pending, ProvisionalCodes
from central.rights.sessions import CitizenSession, CitizenSessions, whole_seconds
from central.store.alarms import raise_alarm
from central.store.audit import AuditTrail
from central.store.database import transaction
from shared_runtime.clock import Clock
from wire.citizen import (
    AccountSuspended,
    CheckCode,
    CodeAcceptedWithToken,
    CodeExpired,
    CodeWrong,
)


@dataclass(frozen=True, slots=True)
class SessionGone:
    """The session ended while its code was being checked."""


@dataclass(frozen=True, slots=True)
class TooManyWrong:
    """Too many wrong codes came from this kiosk: nobody's is looked at for a while."""

    retry_after_s: int


CodeCheckResult = (
    CodeAcceptedWithToken | CodeWrong | CodeExpired | AccountSuspended | SessionGone | TooManyWrong
)


@dataclass(frozen=True, slots=True)
class CodeChecker:
    engine: Engine
    clock: Clock
    accounts: Accounts
    hasher: CodeHasher
    provisional: ProvisionalCodes
    sessions: CitizenSessions
    references: SessionReferences
    audit: AuditTrail
    budgets: Budgets

    def check(self, session: CitizenSession, asked: CheckCode) -> CodeCheckResult:
        """Checks and counts. Blocks for the time of an argon2 hash: call it from a worker. Raises
        ServerKeyUnknown."""
        checked = self._check(session, asked)
        with transaction(self.engine) as db:
            outcome, nir = _outcome(checked), session.person.nir
            self.audit.record(db, session.kiosk, session.visit, "code", outcome, nir)
        return checked

    def _check(self, session: CitizenSession, asked: CheckCode) -> CodeCheckResult:
        pending: Pending | None = None
        if asked.kind == "provisional":
            with transaction(self.engine) as db:
                pending = self.provisional.pending(db, session)
            if pending is None:
                return CodeExpired()
        now = self.clock.now()
        counted = self.accounts.count_try(session.person_digests, session.kiosk, now)
        match counted:
            case AccountLocked():
                return AccountSuspended()
            case KioskLocked(until):
                with transaction(self.engine) as db:
                    raise_alarm(db, self.clock, "codes-locked", session.kiosk)
                return TooManyWrong(whole_seconds(until - now))
            case Try():
                pass
        if pending is None:
            right = self.hasher.verify(counted.code_hash, asked.code)
        else:
            right = self.provisional.is_right(pending, session.person_digests, asked.code)
        if right:
            return self._accept(session, counted, pending, asked.code)
        self.budgets.note_failure(session.kiosk)
        if counted.tries_left == 0:
            return AccountSuspended()
        return CodeWrong(tries_left=counted.tries_left)

    def _accept(
        self, session: CitizenSession, counted: Try, pending: Pending | None, code: str
    ) -> CodeCheckResult:
        person, kiosk = session.person_digests, session.kiosk
        turned = self.hasher.turned(counted.code_hash, code) if pending is None else None
        with transaction(self.engine) as db:
            if not self.accounts.forgive(db, person, kiosk, counted, self.clock.now(), turned):
                return AccountSuspended()
            if pending is not None and not self.provisional.use(db, pending):
                return CodeExpired()
            granted = self.sessions.raise_to_code(db, session)
        if granted is None:
            return SessionGone()
        return CodeAcceptedWithToken(
            token=granted.token,
            session_reference=self.references.give(kiosk, session.visit, person),
            expires_in_s=granted.expires_in_s,
        )


def _outcome(checked: CodeCheckResult) -> str:
    match checked:
        case SessionGone():
            return "gone"
        case TooManyWrong():
            return "too_many"
        case _:
            return checked.outcome
