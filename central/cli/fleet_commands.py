"""``central fleet command``: having a kiosk do something, and what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NoReturn
from uuid import UUID

import typer

from central.cli.command import ConfigOption, JsonOption, KioskArgument, container_at
from central.cli.command_signing import have_commands_signed
from central.cli.operator import account, person
from central.cli.terminal import local_time, say, table
from central.container import Container
from central.fleet.commands.issuing import (
    CommandRefusal,
    IssuedCommand,
    approve_command,
    cancel,
    commands_of,
    expire_unsent,
    issue,
)
from central.fleet.commands.results import result_of
from central.fleet.configuration.groups import is_known
from central.fleet.configuration.signer import NotSigned
from central.store.database import transaction
from wire.codec import Malformed, codec_of
from wire.commands import (
    PRIVILEGED,
    CommandOrder,
    KioskCommand,
    OutOfServiceReason,
    PrintTestPage,
    PurgePrints,
    PutBackInService,
    RefreshConfiguration,
    RestartApp,
    RestartMachine,
    SendLogs,
    ShowMessage,
    TakeOutOfService,
    TakeScreenshot,
)

command = typer.Typer(no_args_is_help=True, help="Have a kiosk do something, once.")

NOT_FOUND, REFUSED = 3, 4

CommandArgument = Annotated[UUID, typer.Argument(metavar="ID", help="Id of the command.")]
Valid = Annotated[
    int,
    typer.Option("--within", min=1, max=1_440, help="Minutes; what is not begun by then is not."),
]


@command.command("restart-app")
def restart_app(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Start the screen anew, when nobody is there. A second person approves it."""
    _give(config, kiosk, RestartApp(), within)


@command.command("restart-machine")
def restart_machine(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Start the machine anew, when nobody is there. A second person approves it."""
    _give(config, kiosk, RestartMachine(), within)


@command.command("out-of-service")
def out_of_service(
    kiosk: KioskArgument,
    reason: Annotated[
        OutOfServiceReason, typer.Option(help="Which sentence the screen says.")
    ] = "maintenance",
    within: Valid = 60,
    config: ConfigOption = None,
) -> None:
    """Let nobody begin any more, until it is put back in service."""
    _give(config, kiosk, TakeOutOfService(reason), within)


@command.command("back-in-service")
def back_in_service(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Take back what `out-of-service` did."""
    _give(config, kiosk, PutBackInService(), within)


@command.command("test-page")
def print_test_page(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Print a page on which nobody's data stand."""
    _give(config, kiosk, PrintTestPage(), within)


@command.command("purge-prints")
def purge_prints(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Take the kiosk's own jobs out of the printer's queue."""
    _give(config, kiosk, PurgePrints(), within)


@command.command("send-logs")
def send_logs(
    kiosk: KioskArgument,
    hours: Annotated[int, typer.Option(min=1, max=48, help="Of the last so many hours.")] = 2,
    within: Valid = 60,
    config: ConfigOption = None,
) -> None:
    """Have the newest lines of its own events sent; see `central fleet result`."""
    _give(config, kiosk, SendLogs(hours), within)


@command.command()
def refresh(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Have it ask for its configuration at once."""
    _give(config, kiosk, RefreshConfiguration(), within)


@command.command()
def screenshot(kiosk: KioskArgument, within: Valid = 60, config: ConfigOption = None) -> None:
    """Have a picture of the screen sent, unless somebody is there; see `central fleet result`."""
    _give(config, kiosk, TakeScreenshot(), within)


@command.command()
def message(
    kiosk: KioskArgument,
    text: Annotated[
        list[str], typer.Option(metavar="LANGUAGE=TEXT", help="fr=… first; may be given again.")
    ],
    minutes: Annotated[int, typer.Option(min=1, max=1_440, help="For how long.")] = 60,
    within: Valid = 60,
    config: ConfigOption = None,
) -> None:
    """Show a sentence to the public."""
    texts = {name: said for name, _, said in (each.partition("=") for each in text)}
    _give(config, kiosk, ShowMessage(texts, minutes), within)


def commands(
    kiosk: Annotated[str | None, typer.Argument(metavar="KIOSK", help="Of this one alone.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List commands, the newest first, and how each stands."""
    with container_at(config) as container, transaction(container.engine) as db:
        expire_unsent(db, container.clock.now())
        found = tuple(commands_of(db, kiosk))
        say(tuple[IssuedCommand, ...], found, as_json, _lines(container, found))


def approve_(id_: CommandArgument, config: ConfigOption = None) -> None:
    """Approve a command that somebody else has given, and have it signed."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            outcome = approve_command(db, container.clock.now(), person(), id_)
            if isinstance(outcome, CommandRefusal):
                _refuse(outcome)
            container.audit.record_staff(
                db, account(), "command_approve", outcome.verb, kiosk=outcome.kiosk, request=id_
            )
        _signed(container, id_)


def cancel_command(id_: CommandArgument, config: ConfigOption = None) -> None:
    """Take back a command that was not sent yet."""
    with container_at(config) as container, transaction(container.engine) as db:
        refusal = cancel(db, container.clock.now(), id_)
        if refusal is not None:
            _refuse(refusal)
        container.audit.record_staff(db, account(), "command_cancel", "done", request=id_)


def result(
    id_: CommandArgument,
    out: Annotated[Path, typer.Option("--out", help="The file to be written.")],
    config: ConfigOption = None,
) -> None:
    """Write what a command brought into a file: lines of JSON, or a picture."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = result_of(db, container.clock.now(), id_)
            if found is None:
                typer.echo("nothing came of that command, or it was erased", err=True)
                raise typer.Exit(NOT_FOUND)
            container.audit.record_staff(db, account(), "command_result", found.form, request=id_)
        try:
            out.write_bytes(found.content)
        except OSError as error:
            typer.echo(f"{out}: {error.strerror}", err=True)
            raise typer.Exit(REFUSED) from None
    typer.echo(f"{found.form}, {len(found.content)} bytes")


def _give(config: Path | None, kiosk: str, order: CommandOrder, within: int) -> None:
    with container_at(config) as container:
        # Random, as a kiosk remembers ids for good: none is ever given again.
        given = KioskCommand(UUID(bytes=container.chance.bytes(16), version=4), order)
        try:
            codec_of(KioskCommand).of_plain(given)
        except Malformed as error:
            for each in error.errors(include_input=False, include_context=False, include_url=False):
                typer.echo(f"{'.'.join(map(str, each['loc'][2:]))}: {each['msg']}", err=True)
            raise typer.Exit(REFUSED) from None
        now = container.clock.now()
        with transaction(container.engine) as db:
            if not is_known(db, kiosk):
                typer.echo("no such kiosk", err=True)
                raise typer.Exit(NOT_FOUND)
            issue(db, now, person(), kiosk, given, timedelta(minutes=within))
            container.audit.record_staff(
                db, account(), "command_issue", order.verb, kiosk=kiosk, request=given.id
            )
        typer.echo(str(given.id))
        if order.verb in PRIVILEGED:
            typer.echo(
                f"a second person approves it: central fleet approve-command {given.id}", err=True
            )
        else:
            _signed(container, given.id)


def _signed(container: Container, command: UUID) -> None:
    outcome = have_commands_signed(container).get(command)
    if isinstance(outcome, NotSigned):
        typer.echo(f"not signed: {outcome}", err=True)
        raise typer.Exit(REFUSED)


def _lines(container: Container, found: Sequence[IssuedCommand]) -> list[str]:
    zone = container.settings.zone
    return table(
        ("id", "kiosk", "verb", "state", "since", "why", "until", "by"),
        (
            (
                str(each.id),
                each.kiosk,
                each.verb,
                each.state if each.needs is None else f"{each.state}, needs {each.needs}",
                local_time(each.moved_at, zone),
                each.reason or "",
                local_time(each.expires_at, zone),
                each.issuer if each.approver is None else f"{each.issuer}, {each.approver}",
            )
            for each in found
        ),
    )


def _refuse(why: CommandRefusal) -> NoReturn:
    typer.echo(str(why), err=True)
    raise typer.Exit(NOT_FOUND if why is CommandRefusal.UNKNOWN else REFUSED)
