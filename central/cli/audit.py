"""``central audit``: whether it is whole, what was done about a person, and about whom."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, assert_never

import typer

from central.cli.command import ConfigOption, JsonOption, Since, container_at, midnight
from central.cli.operator import account
from central.cli.terminal import local_time, say, table
from central.store.audit_reading import (
    AuditEntry,
    AuditFilter,
    BrokenChain,
    Noted,
    Whole,
    about,
    touched,
)
from central.store.audit_reading import verify as verified
from central.store.audit_verified import record_verification
from central.store.database import STORE_FAILS, transaction
from wire.nir import checked_nir

audit = typer.Typer(no_args_is_help=True, help="What was done, and whether it was changed since.")

BROKEN = 5
_NOTED = re.compile(r"(0|[1-9][0-9]{0,9}):([0-9a-f]{64}|[0-9a-f]{8}\.[0-9a-f]{54})")


@audit.command()
def verify(
    noted: Annotated[
        str | None,
        typer.Option(help="POSITION:HASH as told before: the chain must still hold it."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Read the whole chain, and name the first row that is not as it was written."""
    known = None if noted is None else _noted(noted)
    with container_at(config) as container:
        found = verified(container.engine, container.audit, known)
        try:
            with transaction(container.engine) as db:
                record_verification(db, container.audit, account(), found)
        except STORE_FAILS:
            # Of a copy that nobody may write to, too, it is to be known whether it is whole.
            typer.echo("that it was verified could not be written down", err=True)
    match found:
        case Whole(position, hash_, before):
            typer.echo(f"whole: {position} rows, and {before} from before there was a chain")
            typer.echo(f"note this where nobody at the store can write: {position}:{hash_}")
        case BrokenChain():
            typer.echo(f"broken: {_said(found)}", err=True)
            raise typer.Exit(BROKEN)
        case _ as never:
            assert_never(never)


@audit.command()
def of(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List what was done about a person, whose NIR is asked for, or read from standard input. That
    it was looked for is written down too."""
    with container_at(config) as container:
        nir = next(_nirs(), None)
        if nir is None:
            raise typer.BadParameter("a NIR is needed on standard input")
        with transaction(container.engine) as db:
            found = about(db, container.audit, nir)
            container.audit.record_staff(db, account(), "audit", "of", nir=nir)
        zone = container.settings.zone
        rows = (
            (
                local_time(each.at, zone),
                each.act,
                each.outcome,
                each.by,
                str(each.visit or ""),
                str(each.action or ""),
            )
            for each in found
        )
        heads = ("at", "act", "outcome", "by", "visit", "action")
        say(tuple[AuditEntry, ...], found, as_json, table(heads, rows))


@audit.command()
def who(
    kiosk: Annotated[str | None, typer.Option(help="Only acts at that kiosk.")] = None,
    by: Annotated[
        str | None, typer.Option("--account", help="Only acts of an account with that in its name.")
    ] = None,
    since: Since = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what was before that day.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Of the NIRs on standard input, one a line, print those whom an act was about: the people to
    be told of a breach."""
    with container_at(config) as container:
        which = AuditFilter(kiosk, by, midnight(container, since), midnight(container, until))
        nirs = tuple(_nirs())
        with transaction(container.engine) as db:
            found = touched(db, container.audit, which, nirs)
            container.audit.record_staff(db, account(), "audit", "who", kiosk=kiosk)
    for nir in found:
        typer.echo(nir)


def _nirs() -> Iterator[str]:
    """Never from the command line, which every account of the machine can read."""
    if sys.stdin.isatty():
        yield _nir(typer.prompt("NIR", hide_input=True), 1)
        return
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            yield _nir(line, number)


def _nir(text: str, line: int) -> str:
    try:
        return checked_nir("".join(text.split())).value
    except ValueError as error:
        raise typer.BadParameter(f"line {line}: {error}") from None


def _noted(text: str) -> Noted:
    found = _NOTED.fullmatch(text)
    if found is None:
        raise typer.BadParameter("POSITION:HASH is needed", param_hint="--noted")
    return Noted(int(found[1]), found[2])


def _said(broken: BrokenChain) -> str:
    match broken.fault:
        case "changed":
            return f"row {broken.place} is not as it was written, or the server key is another"
        case "missing":
            return f"row {broken.place} is missing"
        case "outside":
            return f"the row of id {broken.place} was not written by central"
        case "past":
            return f"of the rows up to id {broken.place}, before the chain, some came or went"
        case "unknown-key":
            return f"row {broken.place} is under a server key that is not in the ring"
        case "other-head":
            return f"row {broken.place} is not the one that was noted"
        case _ as never:
            assert_never(never)
