"""Who may sign in, as administrators see it: how, since when seen, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from central.admins.grants import grants_of_all
from central.admins.lockout import Lockout
from central.admins.roles import Grant
from central.store.admin_models import (
    AdminCredentialRow,
    AdminInvitationRow,
    AdminRow,
    AdminSessionRow,
    RecoveryCodeRow,
)


class AdminState(StrEnum):
    """``invited``: has set no password yet, and may; ``lapsed``: may no more."""

    OPEN = "open"
    INVITED = "invited"
    LAPSED = "lapsed"
    LOCKED = "locked"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class ListedAdmin:
    """``login`` is empty of who signs in at the provider. ``recovery_codes`` are those that are
    left; ``seen_at``: None where no session of theirs is kept."""

    id: str
    name: str
    login: str
    state: AdminState
    has_second_factor: bool
    recovery_codes: int
    seen_at: datetime | None
    invited_until: datetime | None
    grants: tuple[Grant, ...]


def listed_admins(
    db: Session,
    lockout: Lockout,
    now: datetime,
    *,
    search: str = "",
    one: str | None = None,
    at_most: int = 200,
) -> Sequence[ListedAdmin]:
    """By name. ``search``: in name or login; ``one``: nobody but the one of that id."""
    row, code, session = AdminRow, RecoveryCodeRow, AdminSessionRow
    codes = select(func.count()).where(code.admin == row.id).scalar_subquery()
    seen = select(func.max(session.seen_at)).where(session.admin == row.id).scalar_subquery()
    query = (
        select(
            *(row.id, row.name, row.login, row.suspended_at),
            AdminCredentialRow.admin.label("joined"),
            AdminInvitationRow.expires_at,
            codes.label("codes"),
            seen.label("seen_at"),
        )
        .outerjoin(AdminCredentialRow, AdminCredentialRow.admin == row.id)
        .outerjoin(AdminInvitationRow, AdminInvitationRow.admin == row.id)
        .order_by(func.lower(row.name), row.id)
        .limit(at_most)
    )
    if one is not None:
        query = query.where(row.id == one)
    if search:
        sought = search.lower()
        query = query.where(
            or_(
                func.lower(row.name).contains(sought, autoescape=True),
                func.lower(row.login).contains(sought, autoescape=True),
            )
        )
    rows = db.execute(query).all()
    locked = lockout.locked(db, [each.login for each in rows if each.login])
    grants = grants_of_all(db)
    return tuple(
        ListedAdmin(
            each.id,
            each.name,
            each.login or "",
            _state(each, each.login in locked, now),
            each.joined is not None,
            each.codes,
            each.seen_at,
            each.expires_at,
            grants.get(each.id, ()),
        )
        for each in rows
    )


def _state(row: Any, is_locked: bool, now: datetime) -> AdminState:
    if row.suspended_at is not None:
        return AdminState.SUSPENDED
    if row.login is not None and row.joined is None:
        is_invited = row.expires_at is not None and row.expires_at > now
        return AdminState.INVITED if is_invited else AdminState.LAPSED
    return AdminState.LOCKED if is_locked else AdminState.OPEN
