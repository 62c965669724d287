"""Sessions of admins, kept in the store: begun, found again with each request, rotated, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.orm import Session

from central.admins.grants import as_text, grants_of, of_text
from central.admins.roles import Admin, Grant
from central.admins.session_times import SessionTimes
from central.crypto.keys import fingerprint
from central.runtime.chance import Chance, token
from central.store.admin_models import AdminRow, AdminSessionRow
from shared_runtime.clock import Clock

_TOUCHED_EVERY = timedelta(minutes=1)
"""A page that is looked at all day is no write a request."""
_KEPT_FOR = timedelta(days=7)
"""After its end, so that who comes back to a form is known to be its writer."""
_TOKEN_LENGTH = 43


@dataclass(frozen=True, slots=True)
class LiveSession:
    id: UUID
    admin: Admin
    local: bool
    proved_at: datetime
    is_fresh: bool
    seen_long_ago: bool


@dataclass(frozen=True, slots=True)
class OverSession:
    """Known, and over: whose it was."""

    admin: str


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """For the list of one's own."""

    id: UUID
    began_at: datetime
    seen_at: datetime


_COLUMNS = (
    AdminSessionRow.id,
    AdminSessionRow.admin,
    AdminSessionRow.claimed,
    AdminSessionRow.began_at,
    AdminSessionRow.proved_at,
    AdminSessionRow.seen_at,
    AdminSessionRow.ended_at,
    AdminRow.name,
    AdminRow.login,
    AdminRow.suspended_at,
)


@dataclass(frozen=True, slots=True)
class AdminSessions:
    clock: Clock
    chance: Chance
    times: SessionTimes

    def begin(self, db: Session, admin: str, claimed: Sequence[Grant] = ()) -> str:
        """The token of a new session, which only its cookie holds."""
        now, made = self.clock.now(), token(self.chance)
        self._sweep(db, now)
        db.add(
            AdminSessionRow(
                id=UUID(bytes=self.chance.bytes(16), version=4),
                token_sha256=fingerprint(made),
                admin=admin,
                claimed=as_text(claimed),
                began_at=now,
                proved_at=now,
                seen_at=now,
            )
        )
        return made

    def find(self, db: Session | Connection, sent: str) -> LiveSession | OverSession | None:
        """With the grants as they are now: what was taken back counts from here on."""
        if len(sent) != _TOKEN_LENGTH:
            return None
        row = db.execute(
            select(*_COLUMNS)
            .join(AdminRow, AdminRow.id == AdminSessionRow.admin)
            .where(AdminSessionRow.token_sha256 == fingerprint(sent))
        ).one_or_none()
        if row is None:
            return None
        now = self.clock.now()
        lives = self.times.lives(row.began_at, row.seen_at, row.ended_at, now)
        if not lives or row.suspended_at is not None:
            return OverSession(row.admin)
        return self._live(db, row, now)

    def touch(self, db: Session, session: UUID) -> None:
        """Never brings back one that ended meanwhile."""
        db.execute(
            update(AdminSessionRow)
            .where(AdminSessionRow.id == session, AdminSessionRow.ended_at.is_(None))
            .values(seen_at=self.clock.now())
        )

    def prove_again(self, db: Session, session: UUID) -> str | None:
        """Its new token, as of somebody who has just proved who they are; the absolute end stays.
        None where it has ended."""
        now, made = self.clock.now(), token(self.chance)
        changed = db.execute(
            update(AdminSessionRow)
            .where(AdminSessionRow.id == session, AdminSessionRow.ended_at.is_(None))
            .values(token_sha256=fingerprint(made), proved_at=now, seen_at=now)
            .returning(AdminSessionRow.id)
        ).one_or_none()
        return None if changed is None else made

    def end(self, db: Session, admin: str, session: UUID) -> bool:
        """Whether it was one of theirs, and under way."""
        ended = db.execute(
            update(AdminSessionRow)
            .where(
                AdminSessionRow.id == session,
                AdminSessionRow.admin == admin,
                AdminSessionRow.ended_at.is_(None),
            )
            .values(ended_at=self.clock.now())
            .returning(AdminSessionRow.id)
        ).one_or_none()
        return ended is not None

    def of_admin(self, db: Session | Connection, admin: str) -> tuple[SessionEntry, ...]:
        """Those under way, the one seen last first."""
        now, row = self.clock.now(), AdminSessionRow
        found = db.execute(
            select(row.id, row.began_at, row.seen_at)
            .where(row.admin == admin, row.ended_at.is_(None))
            .order_by(row.seen_at.desc(), row.id)
        )
        return tuple(
            SessionEntry(each.id, each.began_at, each.seen_at)
            for each in found
            if self.times.lives(each.began_at, each.seen_at, None, now)
        )

    def known_admin(self, db: Session | Connection, admin: str) -> Admin | None:
        """Somebody who need not be signed in, with the grants as they are now: of a provider's
        groups what the last sign-in gave, for as long as a session lasts. None where there is no
        such account, or it is suspended."""
        row = AdminSessionRow
        account = db.execute(
            select(AdminRow.name).where(AdminRow.id == admin, AdminRow.suspended_at.is_(None))
        ).one_or_none()
        if account is None:
            return None
        claimed = db.scalar(
            select(row.claimed)
            .where(row.admin == admin, row.began_at > self.clock.now() - self.times.absolute)
            .order_by(row.began_at.desc())
            .limit(1)
        )
        grants = dict.fromkeys((*grants_of(db, admin), *of_text(claimed or "")))
        return Admin(admin, account.name, tuple(grants))

    def _live(self, db: Session | Connection, row: Any, now: datetime) -> LiveSession:
        grants = dict.fromkeys((*grants_of(db, row.admin), *of_text(row.claimed)))
        return LiveSession(
            row.id,
            Admin(row.admin, row.name, tuple(grants)),
            row.login is not None,
            row.proved_at,
            self.times.is_fresh(row.proved_at, now),
            abs(now - row.seen_at) >= _TOUCHED_EVERY,
        )

    def _sweep(self, db: Session, now: datetime) -> None:
        old = now - self.times.absolute - _KEPT_FOR
        db.execute(delete(AdminSessionRow).where(AdminSessionRow.began_at < old))
