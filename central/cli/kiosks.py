"""``central kiosk``: who may call, and who may no more."""

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from central.cli.command import ConfigOption, JsonOption, container_at
from central.cli.operator import account
from central.cli.terminal import local_time, say, table
from central.container import Container
from central.fleet.kiosks import KnownKiosk, add_kiosk, known_kiosks, revoke_kiosk
from central.store.database import transaction

kiosks = typer.Typer(no_args_is_help=True, help="The kiosks that may call.")

NOT_FOUND = 3
KioskName = Annotated[str, typer.Argument(help="Name of the kiosk: letters, digits, - and _.")]


@kiosks.command()
def add(name: KioskName, config: ConfigOption = None) -> None:
    """Make a kiosk known, or renew its token, and print the token: it is kept nowhere."""
    if not (0 < len(name) <= 64 and name.replace("-", "").replace("_", "").isalnum()):
        raise typer.BadParameter("letters, digits, - and _, at most 64")
    with container_at(config) as container:
        token = add_kiosk(container.engine, container.clock, container.chance, name)
        with transaction(container.engine) as db:
            # What a thief has spent or locked hung on the former token.
            _resume(container, db, name)
            container.audit.record_staff(db, account(), "kiosk_add", "done", kiosk=name)
    typer.echo(token)


@kiosks.command("list")
def list_(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the kiosks, and since when each may call, or may no more."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = known_kiosks(db)
        zone = container.settings.zone
        rows = (
            (
                kiosk.name,
                local_time(kiosk.added_at, zone),
                "" if kiosk.revoked_at is None else local_time(kiosk.revoked_at, zone),
            )
            for kiosk in found
        )
        heads = ("kiosk", "added", "revoked")
        say(tuple[KnownKiosk, ...], found, as_json, table(heads, rows))


@kiosks.command()
def revoke(name: KioskName, config: ConfigOption = None) -> None:
    """Let a kiosk call no more, from its next call on; `central kiosk add` gives it a new token."""
    with container_at(config) as container, transaction(container.engine) as db:
        revoked = revoke_kiosk(db, container.clock, name)
        if revoked is not None:
            container.audit.record_staff(db, account(), "kiosk_revoke", "done", kiosk=name)
    if revoked is None:
        typer.echo("no such kiosk", err=True)
        raise typer.Exit(NOT_FOUND)
    typer.echo(f"{revoked.name} may call no more")


@kiosks.command()
def resume(name: KioskName, config: ConfigOption = None) -> None:
    """Let a kiosk that is paused serve people again, with a new day's budget, and take codes again
    where wrong ones have locked it."""
    with container_at(config) as container, transaction(container.engine) as db:
        known = any(kiosk.name == name for kiosk in known_kiosks(db))
        if known:
            _resume(container, db, name)
            container.audit.record_staff(db, account(), "kiosk_resume", "done", kiosk=name)
    if not known:
        typer.echo("no such kiosk", err=True)
        raise typer.Exit(NOT_FOUND)
    typer.echo(f"{name} may serve people again")


def _resume(container: Container, db: Session, name: str) -> None:
    container.budgets.resume(db, name)
    container.accounts.unlock_kiosk(db, name)
