"""``central staff``: who looks after the kiosks of each agency, and their PINs."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.admins.second_factor import grouped
from central.cli.command import (
    ConfigOption,
    engine_of,
    mistakes_named,
    require_current_store,
    store_reached,
)
from central.cli.operator import account, person
from central.cli.terminal import asked_for, printable, table
from central.config.dashboard_settings import DashboardSettings
from central.config.reading import load
from central.config.reading_admin import (
    audit_trail_of,
    make_missing_staff_secret,
    staff_secret_of,
)
from central.config.server_settings import ConfigurationError
from central.fleet.staff.badges import badge_text
from central.fleet.staff.keeping import (
    IssuedPin,
    StaffDraft,
    StaffEditor,
    StaffKeeping,
)
from central.fleet.staff.members import (
    StaffMember,
    WrongDetails,
    details,
    member,
    members_at,
    sites_named,
    staff_id,
)
from central.fleet.staff.pins import WrongPin, checked_pin
from central.fleet.staff.told import standing
from central.runtime.chance import SystemChance
from central.store.database import transaction
from shared_runtime.clock import SystemClock
from wire.staff_pepper import pepper_of_agency

staff = typer.Typer(no_args_is_help=True, help="Who looks after the kiosks on the spot.")

NOT_FOUND, REFUSED = 3, 4
StaffArgument = Annotated[str, typer.Argument(metavar="STAFF", help="What they type at a kiosk.")]
SiteArgument = Annotated[str, typer.Argument(metavar="SITE", help="Code of the agency.")]
SitesOption = Annotated[
    list[str] | None, typer.Option("--site", help="An agency; may be given again.")
]
BadgeOption = Annotated[
    str | None, typer.Option(help='Badge: "FAMILY serial|file HEX"; "" takes it away.')
]
Typed = Annotated[
    bool, typer.Option("--typed", help="Ask for the PIN, or read it as a line from standard input.")
]
WithCode = Annotated[bool, typer.Option("--second-factor", help="Ask a code of an app, too.")]


@dataclass(frozen=True, slots=True)
class _Parts:
    engine: Engine
    keeping: StaffKeeping
    by: StaffEditor


@contextmanager
def _parts_at(config: Path | None) -> Iterator[_Parts]:
    clock = SystemClock()
    with mistakes_named():
        settings = load(config, DashboardSettings)
        require_current_store(settings)
        secret = staff_secret_of(settings)
        if secret is None:
            raise ConfigurationError(("staff_secret_file: is not set",))
        keeping = StaffKeeping(clock, SystemChance(), audit_trail_of(settings, clock), secret)
        with engine_of(settings) as engine, store_reached():
            try:
                yield _Parts(engine, keeping, StaffEditor(account(), person()))
            except WrongDetails as error:
                _refuse(f"{error.field}: {_WHY[error.why]}", REFUSED)
            except WrongPin as error:
                _refuse(str(error), REFUSED)


_WHY = {
    "form": "is not in the form that `--help` says",
    "missing": "is missing",
    "unknown": "an agency of that code has no kiosk",
    "taken": "somebody else has it",
    "full": "no more members of staff fit there",
    "new_pin": "there they need a new PIN: `central staff pin`",
}


@staff.command()
def secret(config: ConfigOption = None) -> None:
    """Make the secret of the caisse (`staff_secret_file`) where it is missing."""
    with mistakes_named():
        made = make_missing_staff_secret(load(config, DashboardSettings), SystemChance())
    typer.echo("it is there already" if made is None else f"a new secret was written to {made}")


@staff.command()
def pepper(site: SiteArgument, config: ConfigOption = None) -> None:
    """Print the agency's pepper, for the credential `staff-pepper` of each of its kiosks."""
    with _parts_at(config) as parts:
        typer.echo(pepper_of_agency(parts.keeping.secret, site).text)


@staff.command("list")
def list_staff(site: SiteArgument, config: ConfigOption = None) -> None:
    """Who looks after the kiosks of an agency, and whether these know."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        found = members_at(db, site)
        stands = standing(db, parts.keeping.secret, site)
    typer.echo("\n".join(table(("STAFF", "NAME", "ROLE", "STATE", "BADGE"), map(_row, found))))
    if not stands.in_force:
        waits = f"draft {stands.draft} waits for a second person" if stands.draft else "not drafted"
        typer.echo(f"kiosks are not told yet: {waits}")


@staff.command()
def add(
    id_: StaffArgument,
    name: Annotated[str, typer.Option(help="Their name, for the caisse alone.")],
    site: SitesOption = None,
    role: Annotated[str, typer.Option(help="agent or technician.")] = "agent",
    badge: BadgeOption = None,
    typed: Typed = False,
    second_factor: WithCode = False,
    config: ConfigOption = None,
) -> None:
    """Add somebody, with a PIN that is shown once; a second person approves the draft."""
    with _parts_at(config) as parts:
        id_, said = staff_id(id_), details(name, role, badge or "")
        sites = _sites(parts, site or ())
        issued = parts.keeping.issue(id_, sites, _typed(typed), with_code=second_factor)
        with transaction(parts.engine) as db:
            drafts = parts.keeping.add(db, parts.by, id_, said, issued)
    _show(issued, drafts)


@staff.command()
def change(
    id_: StaffArgument,
    name: Annotated[str | None, typer.Option(help="Their name.")] = None,
    role: Annotated[str | None, typer.Option(help="agent or technician.")] = None,
    badge: BadgeOption = None,
    site: SitesOption = None,
    config: ConfigOption = None,
) -> None:
    """Change what is written of somebody; `--site`: the agencies of theirs where they stay."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        who = _known(db, id_)
        had = "" if who.badge is None else badge_text(who.badge)
        said = details(name or who.name, role or who.role, had if badge is None else badge)
        drafts = parts.keeping.change(db, parts.by, who, said, tuple(site or who.sites))
    _tell(drafts)


@staff.command()
def pin(
    id_: StaffArgument,
    site: SitesOption = None,
    typed: Typed = False,
    second_factor: WithCode = False,
    config: ConfigOption = None,
) -> None:
    """Give somebody a new PIN, which is shown once; `--site`: the agencies where it is good,
    those of before where none is given."""
    with _parts_at(config) as parts:
        with transaction(parts.engine) as db:
            who = _known(db, id_)
        sites = _sites(parts, site or who.sites)
        issued = parts.keeping.issue(who.id, sites, _typed(typed), with_code=second_factor)
        with transaction(parts.engine) as db:
            drafts = parts.keeping.give_pin(db, parts.by, who, issued)
    _show(issued, drafts)


@staff.command()
def suspend(id_: StaffArgument, config: ConfigOption = None) -> None:
    """Have somebody let in no more, until `resume`."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        drafts = parts.keeping.suspend(db, parts.by, _known(db, id_))
    _tell(drafts)


@staff.command()
def resume(id_: StaffArgument, config: ConfigOption = None) -> None:
    """Have somebody let in again, by the PIN they had."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        drafts = parts.keeping.resume(db, parts.by, _known(db, id_))
    _tell(drafts)


@staff.command()
def remove(id_: StaffArgument, config: ConfigOption = None) -> None:
    """Forget somebody; what they did stays in the audit."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        drafts = parts.keeping.remove(db, parts.by, _known(db, id_))
    _tell(drafts)


@staff.command()
def draft(site: SiteArgument, config: ConfigOption = None) -> None:
    """Draft an agency's staff once more, where another draft was approved in between."""
    with _parts_at(config) as parts, transaction(parts.engine) as db:
        drafted = parts.keeping.draft(db, parts.by, site)
    _tell([drafted])


def _typed(typed: bool) -> str | None:
    return checked_pin(asked_for("PIN")) if typed else None


def _sites(parts: _Parts, named: Iterable[str]) -> Sequence[str]:
    with transaction(parts.engine) as db:
        return sites_named(db, " ".join(named))


def _known(db: Session, id_: str) -> StaffMember:
    found = member(db, id_)
    if found is None:
        _refuse("nobody of this name: `central staff list SITE`", NOT_FOUND)
    return found


def _show(issued: IssuedPin, drafts: Sequence[StaffDraft]) -> None:
    typer.echo(f"PIN, not shown again: {issued.pin}")
    if issued.secret is not None:
        secret = base64.b32encode(issued.secret).decode("ascii")
        typer.echo(f"for an authenticator app: {grouped(secret)}")
    _tell(drafts)


def _tell(drafts: Sequence[StaffDraft]) -> None:
    for each in drafts:
        typer.echo(f"agency {each.site}: draft {each.number} waits for a second person")


def _row(who: StaffMember) -> tuple[str, ...]:
    state = "suspended" if who.suspended_at else "-"
    return who.id, printable(who.name), who.role, state, "badge" if who.badge else "-"


def _refuse(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
