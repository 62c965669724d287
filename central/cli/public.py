"""What the public page and the console, processes of their own, are given: their narrow keys, and
the public page's role at PostgreSQL."""

from typing import Annotated

import typer

from central.cli.command import ConfigOption, mistakes_named, settings_from
from central.config.reading import keys_of
from central.web.verifier.roles import ROLE_NAME, public_role_statements


def check_key(config: ConfigOption = None) -> None:
    """Print the secret key of the check, a line for each server key: `check_key_file` of `central
    serve-public` wants it."""
    with mistakes_named():
        typer.echo(keys_of(settings_from(config)).check_key.text)


def audit_key(config: ConfigOption = None) -> None:
    """Print the secret key of the audit, a line for each server key: `audit_key_file` of `central
    dashboard` wants it."""
    with mistakes_named():
        typer.echo(keys_of(settings_from(config)).audit_key.text)


def public_role(
    name: Annotated[str, typer.Argument(help="Role of PostgreSQL: small letters, digits and _.")],
) -> None:
    """Print the SQL that lets a role, made with `createuser`, serve the check page and no more."""
    if not ROLE_NAME.fullmatch(name):
        raise typer.BadParameter("small letters, digits and _, at most 63")
    for statement in public_role_statements(name):
        typer.echo(statement)
