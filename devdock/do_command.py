"""``devdock do``: one move on a running demonstration, from a terminal."""

from pathlib import Path
from typing import Annotated

import typer

from devdock.remote import Remote, RemoteRefusal

_ARGUMENT = {
    "clock": "shift_s",
    "insert": "card",
    "key": "key",
    "press": "name",
    "printer": "fault",
    "reader": "state",
}
"""What the word after each action means to the stage."""
MENU = (
    "insert CARD, remove, printer FAULT|none, reader unplug|plug, clock SECONDS, press NAME, "
    "controls, texts"
)


def do(
    action: Annotated[str, typer.Argument(help=MENU)],
    what: Annotated[str | None, typer.Argument(help="The card, fault or control.")] = None,
    fault: Annotated[str | None, typer.Option(help="What is wrong with the card.")] = None,
    line: Annotated[Path, typer.Option(help="The demonstration's socket.")] = Path(
        "build/demo/run/hand.sock"
    ),
) -> None:
    """Moves a card, a fault or a finger on the demonstration that runs."""
    arguments: dict[str, str] = {}
    if what is not None and what != "none":
        arguments[_ARGUMENT.get(action, "name")] = what
    if fault is not None:
        arguments["fault"] = fault
    try:
        answer = Remote(line).do(action, **arguments)
    except RemoteRefusal as refusal:
        typer.echo(f"not done: {refusal}", err=True)
        raise typer.Exit(1) from None
    except OSError:
        typer.echo(f"no demonstration runs behind {line}; start one with `make demo`", err=True)
        raise typer.Exit(1) from None
    for each in answer if isinstance(answer, list) else []:
        typer.echo(each)
