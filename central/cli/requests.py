"""``central requests``: what agents see of requests, read of them, and close."""

from typing import Annotated, NoReturn
from uuid import UUID

import typer
from sqlalchemy.orm import Session

from central.cli.command import AtMost, ConfigOption, JsonOption, Since, container_at, midnight
from central.cli.operator import account
from central.cli.requests_shown import closer, list_lines, request_lines, trouble_lines
from central.cli.terminal import say
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.body_keys import BodyKeysUnusable
from central.intake.agents import Agents, NotFound, OpenedRequest, Several
from central.intake.closing import CloseOutcome
from central.intake.delays import Delays, LateAt
from central.intake.listing import Listed, RequestFilter, listed
from central.intake.notes import WrongNote
from central.intake.request_handler import RequestState
from central.intake.stored_bodies import StoredBodies
from central.intake.ticking import tick_off
from central.intake.troubles import RequestTrouble, TroubleFilter, troubles
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


SiteOption = Annotated[str | None, typer.Option("--site", help="Only of that agency.")]


def _sites(site: str | None) -> frozenset[str] | None:
    return None if site is None else frozenset({site})


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
    site: SiteOption = None,
    late: Annotated[
        bool, typer.Option("--late", help="Only what should have been dealt with, oldest first.")
    ] = False,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List requests, the newest first: never what is in them."""
    with container_at(config) as container:
        delays = Delays(container.settings.request_days)
        wanted = RequestFilter(
            kind,
            state,
            midnight(container, since),
            at_most,
            sites=_sites(site),
            late=LateAt(delays, container.clock.now()) if late else None,
            oldest_first=late,
        )
        with Session(container.light) as db:
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
def close(
    which: RequestArgument,
    agent: Agent = None,
    outcome: Annotated[CloseOutcome, typer.Option("--as", help="What came of it.")] = "done",
    config: ConfigOption = None,
) -> None:
    """Say that a request is dealt with: whoever asks again opens another."""
    with container_at(config) as container:
        closed = _agents(container).close(which, agent, outcome)
        if not isinstance(closed, Listed):
            _end(closed)
        typer.echo(f"closed by {closer(closed)}")


@requests.command()
def trouble(
    since: Since = None,
    site: SiteOption = None,
    ticked: Annotated[
        bool, typer.Option("--ticked", help="What somebody has seen to, instead.")
    ] = False,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what did not come, could not be taken, or is there twice, and what to do about it."""
    with container_at(config) as container:
        wanted = TroubleFilter(
            midnight(container, since), at_most, sites=_sites(site), ticked=ticked
        )
        with Session(container.light) as db:
            found = troubles(db, wanted)
        say(
            tuple[RequestTrouble, ...],
            found,
            as_json,
            trouble_lines(found, container.settings.zone),
        )


@requests.command()
def tick(
    which: RequestArgument,
    note: Annotated[str, typer.Option(help="What was done: no name, no number; kept.")] = "",
    agent: Agent = None,
    config: ConfigOption = None,
) -> None:
    """Say that somebody has seen to a trouble: `trouble --ticked` still finds it."""
    with container_at(config) as container, transaction(container.engine) as db:
        found = troubles(db, TroubleFilter(named=_id_or_reference(which), ticked=False))
        ids = tuple(dict.fromkeys(each.id for each in found))
        if len(ids) != 1:
            _end(Several(ids) if ids else NotFound())
        try:
            for each in found:
                tick_off(db, container.audit, each, agent or account(), account(), note)
        except WrongNote as error:
            raise typer.BadParameter(str(error), param_hint="--note") from None
    typer.echo(f"{len(found)} ticked off")


def _id_or_reference(name: str) -> UUID | str:
    try:
        return UUID(name)
    except ValueError:
        return name


def _agents(container: Container) -> Agents:
    return Agents(
        container.engine,
        container.clock,
        StoredBodies(container.keys, container.body_keys),
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
