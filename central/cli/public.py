"""What the public page and the console, processes of their own, are given: their narrow keys."""

import typer

from central.cli.command import ConfigOption, mistakes_named, settings_from
from central.config.reading import keys_of


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
