"""Signing in with what only its owner knows and has: password and second factor, judged at once, so
that nobody learns which of them was wrong."""

from dataclasses import dataclass

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from central.admins.accounts import login_of, password_of
from central.admins.lockout import Lockout, Networks
from central.admins.second_factor import recovery_code, step_of, typed_code
from central.crypto.admin_key import AdminKey
from central.crypto.hashing import CodeHasher
from central.store.admin_models import AdminCredentialRow, AdminRow, RecoveryCodeRow
from central.store.alarms import AlarmKind, raise_alarm
from central.store.audit import AuditTrail, StaffAct
from central.store.database import transaction
from shared_runtime.clock import Clock
from shared_runtime.private import Private

NOBODY = "admin:?"
"""In the audit, where there is no such account: what was typed instead of a name may be a password.
"""


@dataclass(frozen=True, slots=True, repr=False)
class TypedCredential(Private):
    login: str
    password: str
    code: str


@dataclass(frozen=True, slots=True)
class Proven:
    admin: str
    by_recovery_code: bool = False


@dataclass(frozen=True, slots=True)
class NotProven:
    """Wrong, unknown or suspended: all the same to who asks."""


@dataclass(frozen=True, slots=True)
class SignInLocked:
    wait_s: int


SignInOutcome = Proven | NotProven | SignInLocked


@dataclass(frozen=True, slots=True)
class LocalSignIn:
    engine: Engine
    clock: Clock
    key: AdminKey
    hasher: CodeHasher
    audit: AuditTrail
    lockout: Lockout

    def check(
        self, typed: TypedCredential, networks: Networks, act: StaffAct = "sign_in"
    ) -> SignInOutcome:
        """Blocks its thread for the time of a hash. ``act``: what the audit calls it."""
        wait_s = self.lockout.address_wait_s(networks)
        if wait_s is not None:
            self._alarm("console-address-guesses", "console")
            return SignInLocked(wait_s)
        try:
            login = login_of(typed.login)
        except ValueError:
            login = ""
        with transaction(self.engine) as db:
            wait_s = self.lockout.account_wait_s(db, login)
            found = None if wait_s else self._credential(db, login)
        if wait_s is not None:
            with transaction(self.engine) as db:
                admin = db.scalar(select(AdminRow.id).where(AdminRow.login == login))
            self._alarm("console-account-guessed", audited(admin))
            return SignInLocked(wait_s)
        is_right = self.hasher.verify(
            None if found is None else found[1], password_of(typed.password)
        )
        with transaction(self.engine) as db:
            return self._judge(
                db, login, None if found is None else found[0], is_right, typed.code, act
            )

    def _credential(self, db: Session, login: str) -> tuple[str, str] | None:
        found = db.execute(
            select(AdminRow.id, AdminCredentialRow.password_hash)
            .join(AdminCredentialRow, AdminCredentialRow.admin == AdminRow.id)
            .where(AdminRow.login == login, AdminRow.suspended_at.is_(None))
        ).one_or_none()
        return None if found is None else (found.id, found.password_hash)

    def _judge(
        self, db: Session, login: str, admin: str | None, is_right: bool, code: str, act: StaffAct
    ) -> SignInOutcome:
        if admin is not None and is_right:
            # Read anew and held: two who send the same code at once are not both let in.
            if self._takes_code(db, admin, code):
                self.lockout.forget(db, login)
                self.audit.record_staff(db, audited(admin), act, "password+totp")
                return Proven(admin)
            if self._takes_recovery_code(db, admin, code):
                self.lockout.forget(db, login)
                self.audit.record_staff(db, audited(admin), act, "password+recovery-code")
                return Proven(admin, by_recovery_code=True)
        self.audit.record_staff(db, audited(admin), act, "wrong")
        return NotProven()

    def _takes_code(self, db: Session, admin: str, code: str) -> bool:
        row = db.scalar(
            select(AdminCredentialRow).where(AdminCredentialRow.admin == admin).with_for_update()
        )
        if row is None:
            return False
        secret = self.key.unseal("admin-totp", admin, row.totp_sealed, row.key_id).decode("ascii")
        step = step_of(secret, typed_code(code), self.clock.now(), row.totp_step)
        if step is None:
            return False
        db.execute(
            update(AdminCredentialRow)
            .where(AdminCredentialRow.admin == admin)
            .values(totp_step=step)
        )
        return True

    def _takes_recovery_code(self, db: Session, admin: str, text: str) -> bool:
        code = recovery_code(text)
        if code is None:
            return False
        row = db.get(RecoveryCodeRow, self.key.recovery_digest(admin, code), with_for_update=True)
        if row is None:
            return False
        db.delete(row)
        return True

    def _alarm(self, kind: AlarmKind, about: str) -> None:
        with transaction(self.engine) as db:
            raise_alarm(db, self.clock, kind, about)


def audited(admin: str | None) -> str:
    """How the audit and the alarms name an admin."""
    return NOBODY if admin is None else f"admin:{admin}"
