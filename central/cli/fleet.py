"""``central fleet``: which machines are kiosks of this caisse, and which are so no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

import segno
import typer

from central.cli.command import ConfigOption, JsonOption, container_at
from central.cli.fleet_alerts import alerts
from central.cli.fleet_commands import approve_, cancel_command, command, commands, result
from central.cli.fleet_configuration import configuration
from central.cli.fleet_open import open_
from central.cli.fleet_signer import signer, signing_key
from central.cli.fleet_status import list_, show
from central.cli.fleet_usage import usage_
from central.cli.fleet_watch import watch
from central.cli.fleet_waves import wave
from central.cli.operator import account
from central.cli.terminal import local_time, printable, say, table
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.fleet.enrolment import CODE_LIFE, Enrolment, Enrolments, EnrolmentUnknown, grouped
from central.fleet.enrolment_wish import CodeRefusal, CodeWish, checked_wish
from central.fleet.kiosks import KnownKiosk, known_kiosks, release_kiosk, revoke_kiosk
from central.store.database import transaction

fleet = typer.Typer(no_args_is_help=True, help="The kiosks: who may call, and what they are told.")
fleet.add_typer(configuration, name="config")
fleet.add_typer(wave, name="wave")
fleet.add_typer(alerts, name="alerts")
fleet.command("list")(list_)
fleet.command("show")(show)
fleet.command("open")(open_)
fleet.command("usage")(usage_)
fleet.command("watch")(watch)
fleet.add_typer(command, name="command")
fleet.command()(commands)
fleet.command("approve-command")(approve_)
fleet.command("cancel")(cancel_command)
fleet.command()(result)
fleet.command()(signer)
fleet.command("signing-key")(signing_key)

NOT_FOUND = 3
KioskNamed = Annotated[str, typer.Argument(metavar="KIOSK", help="Its id, or its name.")]
EnrolmentArgument = Annotated[UUID, typer.Argument(metavar="ID", help="As `enrolments` lists it.")]


@fleet.command()
def code(
    name: Annotated[str, typer.Argument(help="What people call the kiosk.")],
    site: Annotated[str, typer.Option(help="Code of the agency where it stands.")],
    again: Annotated[bool, typer.Option(help="For the same kiosk, with a new key.")] = False,
    replaces: Annotated[
        str | None, typer.Option(help="Kiosk whose place it takes, and which calls no more.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Make a code with which one machine can ask to be this kiosk, within 15 minutes, once."""
    wish = CodeWish(name, site, name if again else "", replaces or "")
    with container_at(config) as container, transaction(container.engine) as db:
        enrolments = _enrolments(container)
        wanted = checked_wish(db, wish)
        if wanted is CodeRefusal.NO_FORMER:
            raise _not_found(wanted.value)
        if isinstance(wanted, CodeRefusal):
            raise typer.BadParameter(wanted.value)
        made = enrolments.make_code(
            db, site, name, account(), kiosk=wanted.kiosk, replaces=wanted.replaces
        ).code
        container.audit.record_staff(db, account(), "kiosk_code", "done", kiosk=name)
    segno.make(made, error="m").terminal(compact=True)
    typer.echo(grouped(made))
    typer.echo(f"good for {CODE_LIFE.seconds // 60} minutes; on the kiosk: kiosk enrol", err=True)


@fleet.command()
def enrolments(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the codes that may still be used, and the kiosks that wait for somebody to agree."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = _enrolments(container).under_way(db)
        zone = container.settings.zone
        rows = (
            (
                str(each.id),
                each.state,
                each.check or "",
                each.name,
                each.site,
                local_time(each.made_at, zone),
                each.made_by,
            )
            for each in found
        )
        heads = ("id", "state", "check word", "name", "site", "made", "by")
        say(tuple[Enrolment, ...], found, as_json, table(heads, rows))


@fleet.command()
def approve(
    enrolment: EnrolmentArgument,
    check: Annotated[str, typer.Option(help="The check word that the kiosk itself shows.")],
    config: ConfigOption = None,
) -> None:
    """Agree that the machine which shows this check word is the kiosk."""
    with container_at(config) as container:
        asked = _asked(container, enrolment)
        if not asked.shows(check):
            typer.echo("another check word: do not approve", err=True)
            raise typer.Exit(1)
        with _unknown_named(), transaction(container.engine) as db:
            approved = _enrolments(container).approve(db, enrolment, account())
            container.audit.record_staff(
                db, account(), "kiosk_approve", "done", kiosk=approved.kiosk
            )
    typer.echo(f"{approved.kiosk} may call: {approved.name}")


@fleet.command()
def refuse(enrolment: EnrolmentArgument, config: ConfigOption = None) -> None:
    """Say no to the machine that used this code."""
    with (
        container_at(config) as container,
        _unknown_named(),
        transaction(container.engine) as db,
    ):
        refused = _enrolments(container).refuse(db, enrolment, account())
        container.audit.record_staff(db, account(), "kiosk_refuse", "done", kiosk=refused.name)
    typer.echo(f"refused: {refused.name}")


@fleet.command()
def kiosks(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the kiosks, and whether each may call."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = known_kiosks(db)
        zone = container.settings.zone
        rows = (
            (
                kiosk.id,
                printable(kiosk.name),
                kiosk.site,
                _state(kiosk),
                local_time(kiosk.added_at, zone),
                "" if kiosk.certified_until is None else local_time(kiosk.certified_until, zone),
            )
            for kiosk in found
        )
        heads = ("kiosk", "name", "site", "state", "added", "certificate until")
        say(tuple[KnownKiosk, ...], found, as_json, table(heads, rows))


@fleet.command()
def revoke(kiosk: KioskNamed, config: ConfigOption = None) -> None:
    """Let a kiosk call no more, from its next call on; an open visit there ends."""
    with container_at(config) as container, transaction(container.engine) as db:
        revoked = _found(revoke_kiosk(db, container.clock, kiosk))
        container.audit.record_staff(db, account(), "kiosk_revoke", "done", kiosk=revoked.id)
    typer.echo(f"{revoked.id} may call no more")


@fleet.command()
def release(kiosk: KioskNamed, config: ConfigOption = None) -> None:
    """Let a kiosk out of quarantine, once somebody has seen that there is one machine only."""
    with container_at(config) as container, transaction(container.engine) as db:
        released = _found(release_kiosk(db, kiosk))
        container.audit.record_staff(db, account(), "kiosk_release", "done", kiosk=released.id)
    typer.echo(f"{released.id} may call again")


def _state(kiosk: KnownKiosk) -> str:
    if kiosk.revoked_at is not None:
        return "revoked"
    if kiosk.quarantined_at is not None:
        return "quarantined"
    return "token" if kiosk.certified_until is None else "certified"


def _enrolments(container: Container) -> Enrolments:
    if container.enrolments is None:
        raise ConfigurationError(
            (
                "kiosk_url: kiosks that are enrolled must be told where to come",
                "authority_key_file: `central migrate` makes one where it is missing",
            )
        )
    return container.enrolments


def _asked(container: Container, enrolment: UUID) -> Enrolment:
    with transaction(container.engine) as db:
        for each in _enrolments(container).under_way(db):
            if each.id == enrolment:
                return each
    raise _not_found("nothing of this id waits")


def _found(kiosk: KnownKiosk | None) -> KnownKiosk:
    if kiosk is None:
        raise _not_found("no such kiosk")
    return kiosk


@contextmanager
def _unknown_named() -> Iterator[None]:
    try:
        yield
    except EnrolmentUnknown:
        raise _not_found("nothing of this id waits") from None


def _not_found(why: str) -> typer.Exit:
    typer.echo(why, err=True)
    return typer.Exit(NOT_FOUND)
