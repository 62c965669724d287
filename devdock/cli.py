"""The ``devdock`` command."""

import typer

from devdock import card_command, do_command, fleet_command

app = typer.Typer(
    help="The developer's side of the kiosk.", no_args_is_help=True, rich_markup_mode=None
)
app.command("card")(card_command.card)
app.command("fleet")(fleet_command.fleet)
app.command(
    "do",
    help=do_command.help_text(),
    short_help="One command to the demonstration that runs.",
    # A jump of the clock such as -1h is a word, not an option.
    context_settings={"ignore_unknown_options": True},
)(do_command.do)


@app.callback()
def devdock() -> None:
    """The developer's side of the kiosk."""


def main() -> None:
    app()
