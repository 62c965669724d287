"""Invitations: an account that is made for somebody, who then sets password and second factor by
herself with a code that counts once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, false, select
from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccounts
from central.admins.second_factor import read_code
from central.runtime.chance import crockford
from central.store.admin_models import AdminCredentialRow, AdminInvitationRow, AdminRow
from central.store.database import insert_or_update
from shared_runtime.private import Private

VALID_FOR = timedelta(hours=48)
_LENGTH = 20
"""100 bits: a keyed digest of it needs no slow hash."""


@dataclass(frozen=True, slots=True, repr=False)
class MadeInvitation(Private):
    """``code``: for the one who is invited alone; nothing else holds it."""

    admin: str
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a code is of."""

    admin: str
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Invitations:
    accounts: AdminAccounts

    def add(self, db: Session, login: str, name: str) -> MadeInvitation:
        """A new account, which nobody can sign in to yet. Raises LoginTaken."""
        return self._made(db, self.accounts.add_invited(db, login, name))

    def renew(self, db: Session, admin: str) -> MadeInvitation | None:
        """In place of the one there was. None of who has a password already: whoever could give
        them a new one could act under their name."""
        row = db.scalar(
            select(AdminRow.id)
            .outerjoin(AdminCredentialRow, AdminCredentialRow.admin == AdminRow.id)
            .where(AdminRow.id == admin, AdminRow.login.is_not(None))
            .where(AdminCredentialRow.admin.is_(None))
        )
        return None if row is None else self._made(db, admin)

    def find(self, db: Session, typed: str) -> Invited | None:
        """None where it is none, or counts no more: all the same to who asks."""
        row = db.execute(
            select(AdminRow.id, AdminRow.login, AdminRow.name)
            .join(AdminInvitationRow, AdminInvitationRow.admin == AdminRow.id)
            .where(*self._counts(typed), AdminRow.suspended_at.is_(None))
        ).one_or_none()
        return None if row is None else Invited(row.id, row.login or "", row.name)

    def accept(
        self, db: Session, typed: str, password_hash: str, secret: str
    ) -> tuple[str, ...] | None:
        """The recovery codes of the account, which is signed in to by these from now on. None where
        the code counts no more: of two who send it at once, one."""
        if self.find(db, typed) is None:
            return None
        admin = db.scalar(
            delete(AdminInvitationRow)
            .where(*self._counts(typed))
            .returning(AdminInvitationRow.admin)
        )
        if admin is None:
            return None
        return self.accounts.set_credential(db, admin, password_hash, secret)

    def _made(self, db: Session, admin: str) -> MadeInvitation:
        code, now = crockford(self.accounts.chance, _LENGTH), self.accounts.clock.now()
        made = MadeInvitation(admin, code, now + VALID_FOR)
        values = {
            "code_digest": self.accounts.key.invitation_digest(code),
            "made_at": now,
            "expires_at": made.expires_at,
        }
        row = insert_or_update(db, AdminInvitationRow).values(admin=admin, **values)
        db.execute(row.on_conflict_do_update(index_elements=["admin"], set_=values))
        return made

    def _counts(self, typed: str) -> tuple[ColumnElement[bool], ...]:
        row, now = AdminInvitationRow, self.accounts.clock.now()
        code = read_code(typed, _LENGTH)
        if code is None:
            return (false(),)
        # One that was made by a clock ahead of this one counts no longer than any other.
        within = (row.expires_at > now, row.expires_at <= now + VALID_FOR)
        return (row.code_digest == self.accounts.key.invitation_digest(code), *within)
