"""What the commands of ``central keys`` have in common: what they ask for, and how they refuse."""

from typing import Annotated, NoReturn

import typer

from central.cli.fleet_configuration import REFUSED
from central.fleet.keys_in_use import KeysOfKiosk

EvenSo = Annotated[bool, typer.Option("--even-so", help="Though kiosks hang on it.")]
KeyIdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="As `central keys list` tells it.")
]

_SHOWN = 10


def refuse_while(hanging: list[KeysOfKiosk], *, even_so: bool) -> None:
    if hanging and not even_so:
        shown = ", ".join(each.kiosk for each in hanging[:_SHOWN])
        more = " …" if len(hanging) > _SHOWN else ""
        refuse(f"{len(hanging)} kiosks hang on it: {shown}{more}; --even-so goes on")


def refuse(why: str) -> NoReturn:
    typer.echo(f"refused: {why}", err=True)
    raise typer.Exit(REFUSED)
