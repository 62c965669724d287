"""What is done to somebody's account: by a command, which may do all of it, or by another admin on
a page, who may not do everything."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccount, AdminAccounts
from central.admins.grants import give, take_back
from central.admins.lockout import Lockout
from central.admins.roles import AdminRole, Grant, Scope, ScopeKind
from central.admins.sign_in import audited
from central.store.admin_models import AdminCredentialRow, AdminGrantRow, AdminRow
from central.store.audit import AuditTrail, StaffAct

ADMINISTERS_ALL = Grant(AdminRole.ADMINISTRATOR, Scope(ScopeKind.CAISSE))


class AccountChange(StrEnum):
    SUSPEND = "suspend"
    """Let in no more, and signed out everywhere."""
    RESUME = "resume"
    UNLOCK = "unlock"
    """After wrong passwords or codes."""


_ACTS: dict[AccountChange, StaffAct] = {
    AccountChange.SUSPEND: "admin_suspend",
    AccountChange.RESUME: "admin_resume",
    AccountChange.UNLOCK: "admin_unlock",
}


class ChangeRefused(Exception):
    """Its text is a stable word: why."""


class OwnAccount(ChangeRefused):
    """Nobody changes what they themselves may do."""

    def __init__(self) -> None:
        super().__init__("own")


class LastAdministrator(ChangeRefused):
    """Nobody would be left who can let others in."""

    def __init__(self) -> None:
        super().__init__("last")


@dataclass(frozen=True, slots=True)
class AccountChanges:
    accounts: AdminAccounts
    lockout: Lockout
    audit: AuditTrail

    def make(self, db: Session, change: AccountChange, who: AdminAccount, by: str) -> None:
        """``by``: as the audit names them."""
        match change:
            case AccountChange.SUSPEND:
                self.accounts.suspend(db, who.id)
            case AccountChange.RESUME:
                self.accounts.resume(db, who.id)
            case AccountChange.UNLOCK:
                self.lockout.forget(db, who.login)
        self.audit.record_staff(db, by, _ACTS[change], "done", kiosk=audited(who.id))


@dataclass(frozen=True, slots=True)
class ChangesByAdmin:
    """The same, and grants, as one admin may do them to another. Raises ChangeRefused."""

    changes: AccountChanges
    by: str

    def make(self, db: Session, change: AccountChange, who: AdminAccount) -> None:
        self._not_oneself(who)
        if change is AccountChange.SUSPEND:
            _require_another(db, who.id)
        self.changes.make(db, change, who, audited(self.by))

    def give(self, db: Session, who: AdminAccount, grant: Grant) -> None:
        self._not_oneself(who)
        clock, audit = self.changes.accounts.clock, self.changes.audit
        give(db, clock, audit, who.id, grant, audited(self.by))

    def take_back(self, db: Session, who: AdminAccount, grant: Grant) -> bool:
        """Whether there was such a grant."""
        self._not_oneself(who)
        if grant == ADMINISTERS_ALL:
            _require_another(db, who.id)
        return take_back(db, self.changes.audit, who.id, grant, audited(self.by))

    def _not_oneself(self, who: AdminAccount) -> None:
        if who.id == self.by:
            raise OwnAccount


def _require_another(db: Session, admin: str) -> None:
    """That somebody else administers the whole caisse and can sign in. What a provider's groups
    give is left out: it is the provider's to take away. All of them are held until the transaction
    is over, so that two who suspend each other at once are not both gone."""
    row, grant, credential = AdminRow, AdminGrantRow, AdminCredentialRow
    found = db.execute(
        select(row.id, row.login, credential.admin.label("joined"))
        .join(grant, grant.admin == row.id)
        .outerjoin(credential, credential.admin == row.id)
        .where(grant.role == ADMINISTERS_ALL.role.value, grant.scope == str(ADMINISTERS_ALL.scope))
        .where(row.suspended_at.is_(None))
        .order_by(row.id)
        .with_for_update(of=(row, grant))
    ).all()
    can_sign_in = {each.id for each in found if each.login is None or each.joined is not None}
    if not can_sign_in - {admin}:
        raise LastAdministrator
