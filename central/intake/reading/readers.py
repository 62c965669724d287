"""Who may read: ports to the sessions of admins and to what two people have approved."""

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from central.admins.roles import Admin


class Readers(Protocol):
    def live_admin(self, db: Session, token: str) -> Admin | None:
        """Whose session has that token, with the grants as they are now; None where there is none,
        or it is over."""
        ...


class NoReaders:
    """Where nobody signs in."""

    def live_admin(self, db: Session, token: str) -> Admin | None:  # noqa: ARG002
        return None


class BulkApproval(Protocol):
    def take(self, db: Session, admin: str, request: UUID, site: str) -> bool:
        """Uses up one reading of what a second person has approved for this admin, in the
        transaction of the reading; False where nothing of the kind is approved, or left."""
        ...


class NoBulkReading:
    def take(self, db: Session, admin: str, request: UUID, site: str) -> bool:  # noqa: ARG002
        return False
