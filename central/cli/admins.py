"""``central admin``: the people who look after the kiosks, made and mended where nobody can sign in
yet, or any more."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import segno
import typer
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.admins.accounts import (
    AdminAccount,
    AdminAccounts,
    LoginTaken,
    account_named,
    accounts,
    checked_password,
    login_of,
)
from central.admins.changes import ADMINISTERS_ALL, AccountChange, AccountChanges
from central.admins.grants import give, take_back
from central.admins.lockout import Lockout
from central.admins.roles import AdminRole, Grant, Scope
from central.admins.second_factor import (
    grouped,
    new_secret,
    provisioning_uri,
    step_of,
    typed_code,
)
from central.admins.sign_in import audited
from central.cli.command import (
    ConfigOption,
    engine_of,
    mistakes_named,
    require_current_store,
    store_reached,
)
from central.cli.operator import account as operator
from central.cli.terminal import asked_for, printable, table
from central.config.dashboard_settings import DashboardSettings
from central.config.reading import load
from central.config.reading_admin import admin_key_of, audit_trail_of, make_missing_admin_key
from central.crypto.admin_key import AdminKey
from central.runtime.chance import SystemChance
from central.store.audit import AuditTrail, StaffAct
from central.store.database import transaction
from shared_runtime.clock import SystemClock

admins = typer.Typer(no_args_is_help=True, help="The people who look after the kiosks.")

_TRIES = 3
_QUIET_ZONE = 2

Login = Annotated[
    str, typer.Argument(metavar="LOGIN", help="Login, id, or subject at the provider.")
]
RoleArgument = Annotated[AdminRole, typer.Argument(help="What they may do.")]
ScopeArgument = Annotated[
    str, typer.Argument(metavar="SCOPE", help="Where: caisse, agency:SITE or tag:NAME.")
]


@dataclass(frozen=True, slots=True)
class _Parts:
    settings: DashboardSettings
    engine: Engine
    key: AdminKey
    audit: AuditTrail
    accounts: AdminAccounts
    changes: AccountChanges
    clock: SystemClock


@contextmanager
def _parts_at(config: Path | None, *, make_key: bool = False) -> Iterator[_Parts]:
    clock, chance = SystemClock(), SystemChance()
    with mistakes_named():
        settings = load(config, DashboardSettings)
        require_current_store(settings)
        made = make_missing_admin_key(settings, chance) if make_key else None
        if made is not None:
            typer.echo(f"a new key was written to {made}")
        key, audit = admin_key_of(settings), audit_trail_of(settings, clock)
        with engine_of(settings) as engine, store_reached():
            people = AdminAccounts(clock, chance, key)
            changes = AccountChanges(people, Lockout.of(engine, clock, key, ()), audit)
            yield _Parts(settings, engine, key, audit, people, changes, clock)


@admins.command()
def add(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="How they will sign in.")],
    name: Annotated[str, typer.Option(help="Their name, as others see it.")] = "",
    at_provider: Annotated[
        bool, typer.Option("--at-provider", help="LOGIN is their subject at the OIDC provider.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Add somebody. The first one is an administrator of the whole caisse; the others may do
    nothing until `central admin grant`. A password is asked for, or read as a line from standard
    input, and then a code of the second factor."""
    codes: tuple[str, ...] = ()
    with _parts_at(config, make_key=True) as parts:
        try:
            if at_provider:
                admin = _add_subject(parts, login, name)
            else:
                admin, codes = _add_local(parts, login, name)
        except LoginTaken:
            raise typer.BadParameter("there is somebody of this name already") from None
    typer.echo(f"added: {admin}")
    _show_codes(codes)


@admins.command("list")
def list_admins(config: ConfigOption = None) -> None:
    """Who may sign in, and what each may do where."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        found = accounts(db)
    heads = ("ID", "LOGIN", "NAME", "STATE", "MAY")
    typer.echo("\n".join(table(heads, map(_row, found))))


@admins.command()
def grant(
    login: Login, role: RoleArgument, scope: ScopeArgument, config: ConfigOption = None
) -> None:
    """Let somebody do what a role may, there."""
    wanted = _grant(role, scope)
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        who = _known(db, login)
        give(db, parts.clock, parts.audit, who.id, wanted, operator())
    typer.echo("granted; it counts from their next request on")


@admins.command()
def ungrant(
    login: Login, role: RoleArgument, scope: ScopeArgument, config: ConfigOption = None
) -> None:
    """Take that back."""
    wanted = _grant(role, scope)
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        if not take_back(db, parts.audit, _known(db, login).id, wanted, operator()):
            raise typer.BadParameter("there is no such grant: `central admin list`")
    typer.echo("taken back; it counts from their next request on")


@admins.command()
def suspend(login: Login, config: ConfigOption = None) -> None:
    """Let somebody in no more, and end where they are signed in."""
    _change(AccountChange.SUSPEND, login, config)
    typer.echo("suspended, and signed out everywhere")


@admins.command()
def resume(login: Login, config: ConfigOption = None) -> None:
    """Let somebody in again who was suspended."""
    _change(AccountChange.RESUME, login, config)
    typer.echo("not suspended")


@admins.command()
def unlock(login: Login, config: ConfigOption = None) -> None:
    """End the lock after wrong passwords or codes."""
    _change(AccountChange.UNLOCK, login, config)
    typer.echo("no lock is left")


@admins.command()
def recover(login: Login, config: ConfigOption = None) -> None:
    """Give somebody a new password, second factor and recovery codes in place of those they had,
    and sign them out everywhere."""
    with _parts_at(config) as parts:
        with transaction(parts.engine) as db:
            who = _known(db, login)
        if not who.login:
            raise typer.BadParameter("their password is the provider's")
        hashed, secret = _credential(parts, who.login)
        with transaction(parts.engine) as db:
            codes = parts.accounts.set_credential(db, who.id, hashed, secret)
            parts.changes.lockout.forget(db, who.login)
            _record(parts, db, "admin_recover", who.id)
    typer.echo("the former password, second factor and recovery codes are void")
    _show_codes(codes)


def _change(change: AccountChange, login: str, config: Path | None) -> None:
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        parts.changes.make(db, change, _known(db, login), operator())


def _add_local(parts: _Parts, login: str, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        login = login_of(login)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    with transaction(parts.engine) as db:
        if account_named(db, login) is not None:
            raise LoginTaken
    hashed, secret = _credential(parts, login)
    with transaction(parts.engine) as db:
        admin, codes = parts.accounts.add_local(db, login, name, hashed, secret)
        _record_added(parts, db, admin)
    return admin, codes


def _add_subject(parts: _Parts, subject: str, name: str) -> str:
    if parts.settings.oidc is None:
        raise typer.BadParameter("there is no provider: the setting `oidc` names one")
    with transaction(parts.engine) as db:
        issuer = parts.settings.oidc.issuer
        admin = parts.accounts.add_subject(db, issuer, subject, name)
        _record_added(parts, db, admin)
    return admin


def _record_added(parts: _Parts, db: Session, admin: str) -> None:
    _record(parts, db, "admin_add", admin)
    if len(accounts(db)) == 1:
        give(db, parts.clock, parts.audit, admin, ADMINISTERS_ALL, operator())


def _credential(parts: _Parts, login: str) -> tuple[str, str]:
    """The hash of a password that somebody typed, and the secret of which they have typed a code:
    so that nobody is locked out by a phone that took nothing over."""
    try:
        password = checked_password(asked_for("password").rstrip("\n"), login)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if checked_password(asked_for("password once more").rstrip("\n"), login) != password:
        raise typer.BadParameter("the two passwords are not the same")
    secret = new_secret(parts.accounts.chance)
    address = provisioning_uri(secret, login, parts.settings.caisse_name)
    typer.echo("Take this into an authenticator app, by its camera or as text:\n")
    if sys.stdout.isatty():
        segno.make(address).terminal(border=_QUIET_ZONE)
    typer.echo(f"\n{grouped(secret)}\n")
    for _ in range(_TRIES):
        typed = typed_code(asked_for("code of the app"))
        if step_of(secret, typed, parts.clock.now(), 0) is not None:
            return parts.key.hasher(parts.settings.hash_cost).hash(password), secret
        typer.echo("that is not the code of now", err=True)
    raise typer.BadParameter("no right code: is the phone's clock right?")


def _show_codes(codes: tuple[str, ...]) -> None:
    if codes:
        typer.echo("\nRecovery codes, each for one sign-in without the app. Print them, lock them")
        typer.echo("away; they are not shown again:\n")
        typer.echo("\n".join(f"  {grouped(code)}" for code in codes))


def _known(db: Session, login: str) -> AdminAccount:
    found = account_named(db, login)
    if found is None:
        raise typer.BadParameter("nobody of this name: `central admin list`")
    return found


def _grant(role: AdminRole, scope: str) -> Grant:
    try:
        return Grant(role, Scope.parse(scope))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _record(parts: _Parts, db: Session, act: StaffAct, admin: str) -> None:
    parts.audit.record_staff(db, operator(), act, "done", kiosk=audited(admin))


def _row(who: AdminAccount) -> tuple[str, ...]:
    may = ", ".join(f"{each.role} {each.scope}" for each in who.grants)
    state = "suspended" if who.suspended else "-"
    return who.id, who.login or f"({who.subject})", printable(who.name), state, may or "nothing"
