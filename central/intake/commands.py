"""``central requests``: what agents see of requests, read of them, and close."""

import json
import os
import pwd
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import TypeAdapter

from central.command import (
    ConfigOption,
    mistakes_named,
    require_current_store,
    settings_from,
    store_reached,
)
from central.intake.agents import Agents, NotFound, Several, Shown
from central.intake.desk import State
from central.intake.listing import Listed, Wanted, listed
from central.intake.shown import list_lines, request_lines, trouble_lines
from central.intake.troubles import Trouble, troubles
from central.parts import Parts, build
from central.store.database import transaction
from wire.demandes import Kind

requests = typer.Typer(no_args_is_help=True, help="What people have asked for at the kiosks.")

NOT_FOUND = 3
SEVERAL = 4

Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what came in from that day on.")
]
AtMost = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Which = Annotated[str, typer.Argument(metavar="REFERENCE|ID", help="As on the receipt, or its id.")]
Agent = Annotated[
    str | None,
    typer.Option("--agent", help="Who is asking; this system's account where it is not given."),
]


@requests.command("list")
def list_(
    kind: Annotated[Kind | None, typer.Option(help="Only of that kind.")] = None,
    state: Annotated[State | None, typer.Option(help="Only in that state.")] = None,
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List requests, the newest first: never what is in them."""
    with _parts(config) as parts:
        wanted = Wanted(kind, state, _midnight(parts, since), at_most)
        with transaction(parts.engine) as db:
            found = listed(db, wanted)
        _say(tuple[Listed, ...], found, as_json, list_lines(found, parts.settings.zone))


@requests.command()
def show(
    which: Which,
    reason: Annotated[str, typer.Option(help="Why it is read: this is kept.")],
    agent: Agent = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show what is in a request. Who read it, when and why is written down."""
    if not reason.strip():
        raise typer.BadParameter("a reason is needed", param_hint="--reason")
    with _parts(config) as parts:
        shown = _agents(parts).show(which, _who(agent), reason[:200])
        if not isinstance(shown, Shown):
            _end(shown)
        _say(Shown, shown, as_json, request_lines(shown, parts.settings.zone))


@requests.command()
def close(which: Which, agent: Agent = None, config: ConfigOption = None) -> None:
    """Say that a request is dealt with: whoever asks again opens another."""
    with _parts(config) as parts:
        closed = _agents(parts).close(which, _who(agent))
        if not isinstance(closed, Listed):
            _end(closed)
        typer.echo(f"closed by {closed.closed_by}")


@requests.command()
def trouble(
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what did not come, could not be taken, or is there twice: somebody must be told."""
    with _parts(config) as parts:
        with transaction(parts.engine) as db:
            found = troubles(db, _midnight(parts, since), at_most)
        _say(tuple[Trouble, ...], found, as_json, trouble_lines(found, parts.settings.zone))


@contextmanager
def _parts(config: Path | None) -> Iterator[Parts]:
    with mistakes_named():
        settings = settings_from(config)
        require_current_store(settings)
        parts = build(settings)
        try:
            with store_reached():
                yield parts
        finally:
            parts.engine.dispose()


def _agents(parts: Parts) -> Agents:
    return Agents(parts.engine, parts.clock, parts.keys)


def _who(agent: str | None) -> str:
    return (agent or _account())[:64]


def _account() -> str:
    # By its number: a name in the environment is anybody's to set.
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"


def _midnight(parts: Parts, day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=parts.settings.zone)


def _say(shape: Any, found: Any, as_json: bool, lines: Sequence[str]) -> None:
    if as_json:
        typer.echo(
            json.dumps(TypeAdapter(shape).dump_python(found, mode="json"), ensure_ascii=False)
        )
    else:
        typer.echo("\n".join(lines))


def _end(missing: NotFound | Several) -> NoReturn:
    match missing:
        case NotFound():
            typer.echo("no such request", err=True)
            raise typer.Exit(NOT_FOUND)
        case Several(ids):
            typer.echo("several requests bear this reference: name one by its id", err=True)
            typer.echo("\n".join(map(str, ids)), err=True)
            raise typer.Exit(SEVERAL)
