"""The ``devdock`` command."""

import typer

from devdock import card_command, do_command

app = typer.Typer(help="The developer's side of the kiosk.", no_args_is_help=True)
app.command("card")(card_command.card)
app.command("do")(do_command.do)


@app.callback()
def devdock() -> None:
    """The developer's side of the kiosk."""


def main() -> None:
    app()
