"""``devdock do``: one command to a running demonstration, from a terminal."""

from pathlib import Path
from typing import Annotated, Any

import typer

from devdock import command_words
from devdock.control_server import Refusal
from devdock.remote import Remote

LINE = Path("build/demo/run/dock.sock")
EXIT_WRONG_WORD = 2
_AT_MOST_S = 60.0
"""A process that starts on a busy machine takes its time."""


def help_text() -> str:
    """What ``devdock do --help`` says, with every menu."""
    menus = "\n\n".join(f"\b\n{part}" for part in command_words.everything().split("\n\n"))
    return (
        f"Moves a card, a fault, a process or a finger on the demonstration that runs.\n\n{menus}"
    )


def do(
    action: Annotated[str, typer.Argument(help="What to do.", show_default=False)],
    words: Annotated[list[str] | None, typer.Argument(help="What it needs to know.")] = None,
    fault: Annotated[str | None, typer.Option(help="What is wrong with the card.")] = None,
    line: Annotated[Path, typer.Option(help="The demonstration's socket.")] = LINE,
) -> None:
    try:
        what, arguments = command_words.parse(action, words or [], fault)
    except command_words.WrongWord as wrong:
        typer.echo(wrong, err=True)
        raise typer.Exit(EXIT_WRONG_WORD) from None
    try:
        answer = Remote(line, _AT_MOST_S).do(what, **arguments)
    except Refusal as refusal:
        typer.echo(f"not done: {refusal}", err=True)
        raise typer.Exit(1) from None
    except OSError:
        typer.echo(f"no demonstration runs behind {line}; start one with `make demo`", err=True)
        raise typer.Exit(1) from None
    _show(answer)


def _show(answer: Any, indent: str = "") -> None:
    match answer:
        case None:
            return
        case dict():
            for name, value in answer.items():
                if isinstance(value, dict):
                    typer.echo(f"{indent}{name}:")
                    _show(value, f"{indent}  ")
                else:
                    typer.echo(f"{indent}{name}: {'–' if value is None else value}")
        case list():
            for each in answer:
                typer.echo(f"{indent}{each}")
        case _:
            typer.echo(f"{indent}{answer}")
