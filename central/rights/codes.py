"""Checking a code: the one way from level C to level L."""

from dataclasses import dataclass

from sqlalchemy import Engine

from central.clock import Clock
from central.intake.references import SessionReferences
from central.rights.accounts import Accounts
from central.rights.hashing import CodeHasher
from central.rights.provisional import Pending, ProvisionalCodes
from central.rights.sessions import CitizenSession, CitizenSessions
from central.store.audit import AuditTrail
from central.store.database import transaction
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


Checked = CodeAcceptedWithToken | CodeWrong | CodeExpired | AccountSuspended | SessionGone


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

    def check(self, session: CitizenSession, asked: CheckCode) -> Checked:
        """Checks and counts. Blocks for the time of an argon2 hash: call it from a worker."""
        checked = self._check(session, asked)
        with transaction(self.engine) as db:
            outcome = "gone" if isinstance(checked, SessionGone) else checked.outcome
            self.audit.record(db, session.kiosk, session.visit, "code", outcome, session.person.nir)
        return checked

    def _check(self, session: CitizenSession, asked: CheckCode) -> Checked:
        person = session.person_digest
        pending: Pending | None = None
        if asked.kind == "provisional":
            with transaction(self.engine) as db:
                pending = self.provisional.pending(db, person)
            if pending is None:
                return CodeExpired()
        counted = self.accounts.count_try(person, self.clock.now())
        if counted is None:
            return AccountSuspended()
        if pending is None:
            right = self.hasher.verify(counted.code_hash, asked.code)
        else:
            right = self.provisional.is_right(pending, person, asked.code)
        if right:
            return self._accept(session, pending)
        if counted.tries_left == 0:
            return AccountSuspended()
        return CodeWrong(tries_left=counted.tries_left)

    def _accept(self, session: CitizenSession, pending: Pending | None) -> Checked:
        with transaction(self.engine) as db:
            self.accounts.forgive(db, session.person_digest)
            if pending is not None and not self.provisional.use(db, pending):
                return CodeExpired()
            granted = self.sessions.raise_to_code(db, session)
        if granted is None:
            return SessionGone()
        return CodeAcceptedWithToken(
            token=granted.token,
            session_reference=self.references.give(
                session.kiosk, session.visit, session.person_digest
            ),
            expires_in_s=granted.expires_in_s,
        )
