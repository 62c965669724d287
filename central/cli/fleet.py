"""``central fleet``: what kiosks are told."""

import typer

from central.cli.fleet_commands import approve, cancel_command, command, commands, result
from central.cli.fleet_configuration import configuration
from central.cli.fleet_signer import signer, signing_key
from central.cli.fleet_waves import wave

fleet = typer.Typer(no_args_is_help=True, help="The fleet of kiosks.")
fleet.add_typer(configuration, name="config")
fleet.add_typer(wave, name="wave")
fleet.add_typer(command, name="command")
fleet.command()(commands)
fleet.command()(approve)
fleet.command("cancel")(cancel_command)
fleet.command()(result)
fleet.command()(signer)
fleet.command("signing-key")(signing_key)


@fleet.callback()
def about() -> None:
    """The fleet of kiosks."""
