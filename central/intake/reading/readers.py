"""Who may read: ports to the sessions of admins and to what two people have approved."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from central.admins.roles import Admin
from central.admins.sessions import AdminSessions, LiveSession


class Readers(Protocol):
    def live_admin(self, db: Session, token: str) -> Admin | None:
        """Whose session has that token, with the grants as they are now; None where there is none,
        or it is over."""
        ...


@dataclass(frozen=True, slots=True)
class ConsoleReaders:
    """Whoever has signed in at the console. ``sessions`` have the times of the process that asks,
    not of the one that shows: that one cannot lengthen any."""

    sessions: AdminSessions

    def live_admin(self, db: Session, token: str) -> Admin | None:
        found = self.sessions.find(db, token)
        return found.admin if isinstance(found, LiveSession) else None


class BulkApproval(Protocol):
    def take(self, db: Session, admin: str, request: UUID, site: str) -> bool:
        """Uses up one reading of what a second person has approved for this admin, in the
        transaction of the reading; False where nothing of the kind is approved, or left."""
        ...
