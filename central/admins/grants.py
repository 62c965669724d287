"""Grants in the store: given, taken back, and read with each request."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from central.admins.roles import AdminRole, Grant, Scope
from central.store.admin_models import AdminGrantRow, AdminRow
from central.store.audit import AuditTrail
from central.store.database import insert_or_update
from shared_runtime.clock import Clock


def give(db: Session, clock: Clock, audit: AuditTrail, admin: str, grant: Grant, by: str) -> None:
    """Given twice it is given once. ``by``: who grants, as the audit names them."""
    row = insert_or_update(db, AdminGrantRow).values(
        admin=admin,
        role=grant.role.value,
        scope=str(grant.scope),
        granted_by=by,
        granted_at=clock.now(),
    )
    db.execute(row.on_conflict_do_nothing())
    audit.record_staff(db, by, "admin_grant", outcome_of(grant), kiosk=_whom(admin))


def take_back(db: Session, audit: AuditTrail, admin: str, grant: Grant, by: str) -> bool:
    """Whether there was such a grant."""
    found = db.execute(
        delete(AdminGrantRow)
        .where(
            AdminGrantRow.admin == admin,
            AdminGrantRow.role == grant.role.value,
            AdminGrantRow.scope == str(grant.scope),
        )
        .returning(AdminGrantRow.admin)
    ).one_or_none()
    if found is None:
        return False
    audit.record_staff(db, by, "admin_ungrant", outcome_of(grant), kiosk=_whom(admin))
    return True


def grants_of(db: Session | Connection, admin: str) -> tuple[Grant, ...]:
    found = db.execute(
        select(AdminGrantRow.role, AdminGrantRow.scope)
        .where(AdminGrantRow.admin == admin)
        .order_by(AdminGrantRow.role, AdminGrantRow.scope)
    )
    return tuple(_readable((row.role, row.scope) for row in found))


def holders_of(db: Session | Connection, scope: Scope) -> Sequence[tuple[str, AdminRole]]:
    """Who has which role over exactly that scope, by name; what a provider's groups give is not
    written down."""
    rows = db.execute(
        select(AdminRow.name, AdminGrantRow.role)
        .join(AdminRow, AdminRow.id == AdminGrantRow.admin)
        .where(AdminGrantRow.scope == str(scope), AdminRow.suspended_at.is_(None))
        .order_by(AdminRow.name, AdminRow.id, AdminGrantRow.role)
    )
    return tuple((name, AdminRole(role)) for name, role in rows if role in set(AdminRole))


def grants_of_all(db: Session | Connection) -> Mapping[str, tuple[Grant, ...]]:
    """By the id of whose they are."""
    row = AdminGrantRow
    found = db.execute(select(row.admin, row.role, row.scope).order_by(row.role, row.scope))
    pairs: dict[str, list[tuple[str, str]]] = {}
    for each in found:
        pairs.setdefault(each.admin, []).append((each.role, each.scope))
    return {admin: tuple(_readable(theirs)) for admin, theirs in pairs.items()}


def as_text(grants: Iterable[Grant]) -> str:
    """One a line, as ``of_text`` reads it."""
    return "\n".join(f"{grant.role} {grant.scope}" for grant in grants)


def of_text(text: str) -> tuple[Grant, ...]:
    pairs = (line.partition(" ") for line in text.splitlines())
    return tuple(_readable((role, scope) for role, _, scope in pairs))


def outcome_of(grant: Grant) -> str:
    """As the audit says it: the role and the sort of scope fit its column, the name may not."""
    return f"{grant.role}@{grant.scope}"[:32]


def _readable(pairs: Iterable[tuple[str, str]]) -> Iterable[Grant]:
    """What a newer release may have written, this one grants nobody."""
    for role, scope in pairs:
        try:
            yield Grant(AdminRole(role), Scope.parse(scope))
        except ValueError:
            continue


def _whom(admin: str) -> str:
    return f"admin:{admin}"
