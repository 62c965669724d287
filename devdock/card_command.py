"""``devdock card``: a virtual card behind the real pcscd, until it is pulled or interrupted."""

from typing import Annotated

import typer

from devdock.cards.people import cards
from devdock.cards.vpcd import PORT, VpcdCard
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import FAULT_NAMES, parse_fault


def card(
    vpcd: Annotated[str, typer.Option(metavar="PROFILE", help="Name of the card to put in.")] = "",
    host: Annotated[str, typer.Option(help="Where the vpcd driver listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="35963 is slot 0.")] = PORT,
    fault: Annotated[str, typer.Option(help="What is wrong with the card.")] = "",
    menu: Annotated[bool, typer.Option("--list", help="Show cards and faults.")] = False,
) -> None:
    """Put a virtual card into the reader of the real pcscd; Ctrl-C takes it out."""
    named = cards()
    if menu or not vpcd:
        for entry in named.values():
            typer.echo(f"{entry.name:26} {entry.description_en}")
        typer.echo("\nFaults: " + ", ".join(FAULT_NAMES))
        return
    if vpcd not in named:
        raise typer.BadParameter(f"no card named {vpcd!r}; --list shows them", param_hint="--vpcd")
    chosen = named[vpcd]
    try:
        wrong = parse_fault(fault) if fault else chosen.fault
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fault") from error
    try:
        inserted = VpcdCard(VirtualChip(chosen.profile, wrong), host, port)
        typer.echo(f"{vpcd} is in the reader; Ctrl-C takes it out.")
        inserted.serve()
    except OSError as error:
        typer.echo(f"No vpcd driver on {host}:{port} ({error.strerror}): is pcscd up?", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{vpcd} is out.")
