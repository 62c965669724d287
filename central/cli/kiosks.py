"""``central kiosk``: device tokens, until all kiosks have keys, and budgets that are used up."""

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from central.cli.command import ConfigOption, container_at
from central.cli.operator import account
from central.container import Container
from central.fleet.kiosks import add_kiosk, find_kiosk
from central.store.database import transaction

kiosks = typer.Typer(no_args_is_help=True, help="Kiosks with device tokens; see `central fleet`.")

NOT_FOUND = 3
KioskName = Annotated[str, typer.Argument(help="Name of the kiosk: letters, digits, - and _.")]


@kiosks.command()
def add(name: KioskName, config: ConfigOption = None) -> None:
    """Give a kiosk of a former release a token, and print it: it is kept nowhere. With its first
    certificate the token ends; a new kiosk is enrolled, `central fleet code`."""
    if not (0 < len(name) <= 64 and name.replace("-", "").replace("_", "").isalnum()):
        raise typer.BadParameter("letters, digits, - and _, at most 64")
    with container_at(config) as container:
        token = add_kiosk(container.engine, container.clock, container.chance, name)
        with transaction(container.engine) as db:
            # What a thief has spent or locked hung on the former token.
            _resume(container, db, name)
            container.audit.record_staff(db, account(), "kiosk_add", "done", kiosk=name)
    typer.echo(token)


@kiosks.command()
def resume(name: KioskName, config: ConfigOption = None) -> None:
    """Let a kiosk that is paused serve people again, with a new day's budget, and take codes again
    where wrong ones have locked it."""
    with container_at(config) as container, transaction(container.engine) as db:
        known = find_kiosk(db, name)
        if known is not None:
            _resume(container, db, known.id)
            container.audit.record_staff(db, account(), "kiosk_resume", "done", kiosk=known.id)
    if known is None:
        typer.echo("no such kiosk", err=True)
        raise typer.Exit(NOT_FOUND)
    typer.echo(f"{name} may serve people again")


def _resume(container: Container, db: Session, name: str) -> None:
    container.budgets.resume(db, name)
    container.accounts.unlock_kiosk(db, name)
