"""Roles of PostgreSQL, for processes that are given less than central: their rights as SQL."""

from collections.abc import Sequence
from typing import Annotated

import typer

from central.store.console_role import CONSOLE_RIGHTS
from central.store.role_rights import ROLE_NAME, RoleRight, role_statements
from central.store.signer_role import SIGNER_RIGHTS
from central.web.verifier.roles import PUBLIC_RIGHTS

RoleName = Annotated[
    str, typer.Argument(metavar="ROLE", help="Role of PostgreSQL: small letters, digits and _.")
]


def public_role(name: RoleName) -> None:
    """Print the SQL that lets a role, made with `createuser`, serve the check page and no more."""
    _print(name, PUBLIC_RIGHTS)


def console_role(name: RoleName) -> None:
    """Print the SQL that lets a role, made with `createuser`, serve the console and no more."""
    _print(name, CONSOLE_RIGHTS)


def signer_role(name: RoleName) -> None:
    """Print the SQL that lets a role, made with `createuser`, sign what was approved and no
    more."""
    _print(name, SIGNER_RIGHTS)


def _print(name: str, rights: Sequence[RoleRight]) -> None:
    if not ROLE_NAME.fullmatch(name):
        raise typer.BadParameter("small letters, digits and _, at most 63")
    for statement in role_statements(name, rights):
        typer.echo(statement)
