"""``central requests``: what agents see of requests, read of them, and close."""

from typing import Annotated, NoReturn

import typer

from central.cli.command import AtMost, ConfigOption, JsonOption, Since, container_at, midnight
from central.cli.operator import account
from central.cli.requests_shown import closer, list_lines, request_lines, trouble_lines
from central.cli.terminal import say
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.body_keys import BodyKeysUnusable
from central.intake.agents import Agents, NotFound, OpenedRequest, Several
from central.intake.listing import Listed, RequestFilter, listed
from central.intake.request_handler import RequestState
from central.intake.troubles import RequestTrouble, troubles
from central.store.database import transaction
from wire.demandes.kinds import KINDS

requests = typer.Typer(no_args_is_help=True, help="What people have asked for at the kiosks.")

NOT_FOUND = 3
SEVERAL = 4

RequestArgument = Annotated[
    str, typer.Argument(metavar="REFERENCE|ID", help="As on the receipt, or its id.")
]
Agent = Annotated[
    str | None,
    typer.Option(
        "--agent", help="Who is asking: a note beside this system's account, which is always kept."
    ),
]


def _known_kind(kind: str | None) -> str | None:
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"one of {', '.join(KINDS)} is needed")
    return kind


@requests.command("list")
def list_(
    kind: Annotated[
        str | None,
        typer.Option(help=f"Only of that kind: {', '.join(KINDS)}.", callback=_known_kind),
    ] = None,
    state: Annotated[RequestState | None, typer.Option(help="Only in that state.")] = None,
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List requests, the newest first: never what is in them."""
    with container_at(config) as container:
        wanted = RequestFilter(kind, state, midnight(container, since), at_most)
        with transaction(container.engine) as db:
            found = listed(db, wanted)
        say(tuple[Listed, ...], found, as_json, list_lines(found, container.settings.zone))


@requests.command()
def show(
    which: RequestArgument,
    reason: Annotated[str, typer.Option(help="Why it is read: this is kept.")],
    agent: Agent = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show what is in a request. Who read it, when and why is written down."""
    if not reason.strip():
        raise typer.BadParameter("a reason is needed", param_hint="--reason")
    with container_at(config) as container:
        try:
            shown = _agents(container).show(which, agent, reason[:200])
        except BodyKeysUnusable as error:
            raise ConfigurationError((f"body_keys_folder: {error}",)) from None
        if not isinstance(shown, OpenedRequest):
            _end(shown)
        say(OpenedRequest, shown, as_json, request_lines(shown, container.settings.zone))


@requests.command()
def close(which: RequestArgument, agent: Agent = None, config: ConfigOption = None) -> None:
    """Say that a request is dealt with: whoever asks again opens another."""
    with container_at(config) as container:
        closed = _agents(container).close(which, agent)
        if not isinstance(closed, Listed):
            _end(closed)
        typer.echo(f"closed by {closer(closed)}")


@requests.command()
def trouble(
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what did not come, could not be taken, or is there twice: somebody must be told."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = troubles(db, midnight(container, since), at_most)
        say(
            tuple[RequestTrouble, ...],
            found,
            as_json,
            trouble_lines(found, container.settings.zone),
        )


def _agents(container: Container) -> Agents:
    return Agents(
        container.engine,
        container.clock,
        container.keys,
        container.body_keys,
        container.audit,
        account(),
    )


def _end(missing: NotFound | Several) -> NoReturn:
    match missing:
        case NotFound():
            typer.echo("no such request", err=True)
            raise typer.Exit(NOT_FOUND)
        case Several(ids):
            typer.echo("several requests bear this reference: name one by its id", err=True)
            typer.echo("\n".join(map(str, ids)), err=True)
            raise typer.Exit(SEVERAL)
