"""Who may sign in: accounts in the store, made on the command line or by a provider's word."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.admins.grants import grants_of
from central.admins.roles import Grant
from central.admins.second_factor import new_recovery_codes
from central.crypto.admin_key import AdminKey
from central.runtime.chance import Chance, crockford
from central.store.admin_models import (
    AdminCredentialRow,
    AdminInvitationRow,
    AdminRow,
    AdminSessionRow,
    RecoveryCodeRow,
)
from shared_runtime.clock import Clock

_ID_LENGTH = 16
_LONGEST_NAME, _LONGEST_LOGIN = 100, 64
SHORTEST_PASSWORD, _LONGEST_PASSWORD = 12, 128
"""NIST SP 800-63B: length, and nothing else asked of it; the second factor does the rest."""


class LoginTaken(Exception):
    """Another account has this login, or is this subject of the provider."""


class WeakPassword(ValueError):
    """``why`` is a stable word, the text for people."""

    def __init__(self, why: Literal["short", "long", "guessed"], text: str) -> None:
        super().__init__(text)
        self.why = why


@dataclass(frozen=True, slots=True)
class AdminAccount:
    """``login`` is empty where a provider says who it is."""

    id: str
    name: str
    login: str
    subject: str
    suspended: bool
    grants: tuple[Grant, ...]


def login_of(text: str) -> str:
    """The login in its one form. Raises ValueError with words for people."""
    login = unicodedata.normalize("NFKC", text).strip().casefold()
    if not (login and len(login) <= _LONGEST_LOGIN and login.isprintable() and " " not in login):
        raise ValueError(f"a login has 1 to {_LONGEST_LOGIN} letters or digits, and no space")
    return login


def shown_name(text: str) -> str:
    """A name as it may be shown: on one line, and without marks that turn what stands around it."""
    kept = "".join(
        letter if letter.isprintable() and unicodedata.category(letter) != "Cf" else " "
        for letter in unicodedata.normalize("NFC", text[: 10 * _LONGEST_NAME])
    )
    return " ".join(kept.split())[:_LONGEST_NAME]


def checked_password(text: str, login: str) -> str:
    """In the one form in which it is hashed, however a keyboard composes letters. Raises
    WeakPassword."""
    password = password_of(text)
    if len(password) < SHORTEST_PASSWORD:
        text = f"at least {SHORTEST_PASSWORD} characters are needed: some words do"
        raise WeakPassword("short", text)
    if len(password) > _LONGEST_PASSWORD:
        raise WeakPassword("long", f"at most {_LONGEST_PASSWORD} characters are taken")
    if login in password.casefold() or len(set(password)) < SHORTEST_PASSWORD // 2:
        text = "the login, or few characters over and over, are guessed first"
        raise WeakPassword("guessed", text)
    return password


def password_of(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@dataclass(frozen=True, slots=True)
class AdminAccounts:
    clock: Clock
    chance: Chance
    key: AdminKey

    def add_local(
        self, db: Session, login: str, name: str, password_hash: str, secret: str
    ) -> tuple[str, tuple[str, ...]]:
        """The id of the new account, and its recovery codes. Raises LoginTaken."""
        admin = self.add_invited(db, login, name)
        return admin, self.set_credential(db, admin, password_hash, secret)

    def add_invited(self, db: Session, login: str, name: str) -> str:
        """The id of somebody who is to set password and second factor. Raises LoginTaken."""
        return self._add(db, AdminRow(name=shown_name(name) or login, login=login))

    def add_subject(self, db: Session, issuer: str, subject: str, name: str) -> str:
        """The id of somebody whom a provider knows. Raises LoginTaken."""
        shown = shown_name(name) or shown_name(subject) or "?"
        return self._add(db, AdminRow(name=shown, issuer=issuer, subject=subject))

    def set_credential(
        self, db: Session, admin: str, password_hash: str, secret: str
    ) -> tuple[str, ...]:
        """A new password and second factor in place of the former ones; returns the new recovery
        codes. Whoever is signed in by the former ones is so no more."""
        codes = new_recovery_codes(self.chance)
        db.execute(delete(AdminCredentialRow).where(AdminCredentialRow.admin == admin))
        db.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.admin == admin))
        db.execute(delete(AdminInvitationRow).where(AdminInvitationRow.admin == admin))
        db.add(
            AdminCredentialRow(
                admin=admin,
                password_hash=password_hash,
                totp_sealed=self.key.seal(self.chance, "admin-totp", admin, secret.encode("ascii")),
                key_id=self.key.id,
                totp_step=0,
                set_at=self.clock.now(),
            )
        )
        db.add_all(
            RecoveryCodeRow(digest=self.key.recovery_digest(admin, code), admin=admin)
            for code in codes
        )
        self._end_sessions(db, admin)
        return codes

    def suspend(self, db: Session, admin: str) -> None:
        db.execute(update(AdminRow).where(AdminRow.id == admin).values(suspended_at=self._now()))
        self._end_sessions(db, admin)

    def resume(self, db: Session, admin: str) -> None:
        db.execute(update(AdminRow).where(AdminRow.id == admin).values(suspended_at=None))

    def _add(self, db: Session, row: AdminRow) -> str:
        row.id, row.added_at = crockford(self.chance, _ID_LENGTH), self._now()
        try:
            with db.begin_nested():
                db.add(row)
        except IntegrityError:
            raise LoginTaken from None
        return row.id

    def _end_sessions(self, db: Session, admin: str) -> None:
        db.execute(
            update(AdminSessionRow)
            .where(AdminSessionRow.admin == admin, AdminSessionRow.ended_at.is_(None))
            .values(ended_at=self._now())
        )

    def _now(self) -> datetime:
        return self.clock.now()


def accounts(db: Session) -> Sequence[AdminAccount]:
    """By name."""
    rows = db.scalars(select(AdminRow).order_by(AdminRow.name, AdminRow.id))
    return tuple(_account(db, row) for row in rows)


def account_named(db: Session, name: str) -> AdminAccount | None:
    """By login, id or the provider's subject."""
    row = db.scalar(
        select(AdminRow).where(
            (AdminRow.login == name.casefold())
            | (AdminRow.id == name.upper())
            | (AdminRow.subject == name)
        )
    )
    return None if row is None else _account(db, row)


def account_of_subject(db: Session, issuer: str, subject: str) -> AdminAccount | None:
    row = db.scalar(select(AdminRow).where(AdminRow.issuer == issuer, AdminRow.subject == subject))
    return None if row is None else _account(db, row)


def _account(db: Session, row: AdminRow) -> AdminAccount:
    return AdminAccount(
        row.id,
        row.name,
        row.login or "",
        row.subject or "",
        row.suspended_at is not None,
        grants_of(db, row.id),
    )
