"""``central keys``: which keys there are, and putting a new one in the place of another."""

from collections.abc import Callable, Iterable

import typer

from central.cli.command import ConfigOption, JsonOption, container_at
from central.cli.keys_authority import retire_authority, rotate_authority
from central.cli.keys_intake import retire_intake, rotate_intake
from central.cli.keys_listed import (
    KeyLine,
    authorities,
    body_keys,
    intake_keys,
    server_keys,
    signing_keys,
)
from central.cli.keys_server import retire_server, rotate_server
from central.cli.keys_signing import retire_signing, rotate_signing
from central.cli.terminal import local_time, say, table
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.body_keys import BodyKeysUnusable

keys = typer.Typer(no_args_is_help=True, help="The keys of central: what each made, and its turn.")

_KINDS: tuple[Callable[[Container], Iterable[KeyLine]], ...] = (
    server_keys,
    body_keys,
    signing_keys,
    intake_keys,
    authorities,
)
"""Each tells the keys of its kind, for the list."""


@keys.command("list")
def list_keys(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the keys: since when each is what it is, and what hangs on it."""
    with container_at(config) as container:
        try:
            lines = tuple(line for kind in _KINDS for line in kind(container))
        except BodyKeysUnusable as error:
            raise ConfigurationError((f"body_keys_folder: {error}",)) from None
        zone = container.settings.zone
        heads = ("kind", "id", "since", "state", "hangs on it")
        rows = (
            (
                line.kind,
                line.id,
                "" if line.since is None else local_time(line.since, zone),
                line.state,
                ", ".join(f"{number} {what}" for what, number in line.uses.items()),
            )
            for line in lines
        )
        say(tuple[KeyLine, ...], lines, as_json, table(heads, rows))


for _turn in (
    rotate_server,
    retire_server,
    rotate_signing,
    retire_signing,
    rotate_intake,
    retire_intake,
    rotate_authority,
    retire_authority,
):
    keys.command()(_turn)
