"""The two administrators of the demonstration's console, whose password and second factor everybody
knows."""

import os
from typing import Any

from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccounts, account_named, checked_password
from central.admins.changes import ADMINISTERS_ALL
from central.admins.grants import give
from central.admins.invitations import Invitations
from central.admins.roles import AdminRole, Grant, Scope
from central.admins.second_factor import new_secret
from central.admins.sign_in import audited
from central.config.dashboard_settings import DashboardSettings
from central.config.reading_admin import (
    admin_key_of,
    audit_trail_of,
    make_missing_admin_key,
    make_missing_staff_secret,
)
from central.crypto.narrow_keys import AuditKey
from central.runtime.chance import SystemChance
from central.store.audit import AuditTrail
from central.store.database import engine_for, transaction
from central.store.production import is_production
from devdock.console_sign_in import LOGIN, NAME, PASSWORD, SECOND_LOGIN, SECOND_NAME, SECRET
from shared_runtime.clock import SystemClock

_BY = "demo"
_COLLEAGUES: tuple[tuple[Any, ...], ...] = (
    ("karim.benali", "Karim Benali", (AdminRole.OPERATOR, "caisse")),
    ("lucie.garnier", "Lucie Garnier", (AdminRole.PUBLISHER, "tag:pilote")),
    ("paul.leroy", "Paul Leroy"),
)


def settle_admins(settings: DashboardSettings, audit_key: AuditKey) -> None:
    """The console's keys, and who signs in there, where they are not there yet.

    Raises ValueError in production, also where only the store remembers it; ConfigurationError.
    """
    engine = engine_for(settings.database_url.get_secret_value())
    try:
        if settings.production or is_production(engine):
            raise ValueError("a password that everybody knows has no place in production")
        clock, chance = SystemClock(), SystemChance()
        make_missing_admin_key(settings, chance)
        if settings.staff_secret_file is not None:
            make_missing_staff_secret(settings, chance)
        settings.audit_key_file.touch(mode=0o600)
        settings.audit_key_file.write_text(audit_key.text + os.linesep, encoding="ascii")
        key, audit = admin_key_of(settings), audit_trail_of(settings, clock)
        accounts, hasher = AdminAccounts(clock, chance, key), key.hasher(settings.hash_cost)
        with transaction(engine) as db:
            if account_named(db, LOGIN) is not None:
                return
            hashed = hasher.hash(checked_password(PASSWORD, LOGIN))
            for login, name in ((LOGIN, NAME), (SECOND_LOGIN, SECOND_NAME)):
                admin, _ = accounts.add_local(db, login, name, hashed, SECRET)
                audit.record_staff(db, _BY, "admin_add", "done", kiosk=audited(admin))
                give(db, clock, audit, admin, ADMINISTERS_ALL, _BY)
            _add_colleagues(db, accounts, audit, hashed)
    finally:
        engine.dispose()


def _add_colleagues(db: Session, people: AdminAccounts, audit: AuditTrail, hashed: str) -> None:
    """So that the list of accounts shows something. Nobody knows their second factors."""
    for login, name, *grants in _COLLEAGUES:
        admin, _ = people.add_local(db, login, name, hashed, new_secret(people.chance))
        for role, scope in grants:
            give(db, people.clock, audit, admin, Grant(role, Scope.parse(scope)), _BY)
    invited = Invitations(people).add(db, "ines.petit", "Inès Petit")
    give(
        db, people.clock, audit, invited.admin, Grant(AdminRole.READER, Scope.parse("caisse")), _BY
    )
