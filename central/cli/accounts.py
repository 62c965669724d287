"""``central account``: what an agent does for somebody who is locked out."""

from typing import Annotated

import typer

from central.cli.command import ConfigOption, container_at
from central.cli.operator import account
from central.cli.terminal import asked_for
from central.rights.people import PersonId
from central.rights.sessions import person_digests
from central.store.database import transaction
from wire.citizen import AccountState
from wire.nir import checked_nir

accounts = typer.Typer(no_args_is_help=True, help="What is done for somebody who is locked out.")

SUSPENDED = 4
_DIGITS = 8


@accounts.callback()
def _one_of_several() -> None:
    """Keeps the name of a single command, which the library would leave out."""


@accounts.command()
def unlock(
    birth_rank: Annotated[
        int, typer.Option(min=1, max=9, help="Of twins who share number and birth date.")
    ] = 1,
    config: ConfigOption = None,
) -> None:
    """End the locks after wrong codes of a person, whose NIR and birth date (AAAAMMJJ) are asked
    for, or read as two lines from standard input. That it was done is written down."""
    with container_at(config) as container:
        person = PersonId(_nir(asked_for("NIR")), _birth_date(asked_for("birth date")), birth_rank)
        with transaction(container.engine) as db:
            state = container.accounts.unlock(db, person_digests(container.keys, person))
            container.audit.record_staff(db, account(), "unlock", state.value, nir=person.nir)
    if state is AccountState.SUSPENDU:
        typer.echo("suspended by the caisse: that is not ended here", err=True)
        raise typer.Exit(SUSPENDED)
    typer.echo("no lock is left")


def _nir(text: str) -> str:
    try:
        return checked_nir("".join(text.split())).value
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _birth_date(text: str) -> str:
    text = text.strip()
    if not (len(text) == _DIGITS and text.isascii() and text.isdigit()):
        raise typer.BadParameter("a birth date of 8 digits is needed, AAAAMMJJ")
    return text
