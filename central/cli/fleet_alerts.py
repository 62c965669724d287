"""``central fleet alerts``: what is wrong with the fleet, and who has taken it up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from central.cli.command import AtMost, ConfigOption, JsonOption, Since, container_at, midnight
from central.cli.kiosks import NOT_FOUND
from central.cli.operator import account
from central.cli.terminal import local_time, printable, say, table
from central.fleet.alerts.keeping import KeptAlert, acknowledge, opened
from central.fleet.alerts.wording import AlertTexts
from central.store.database import transaction
from shared_runtime.messages.loading import shipped
from shared_runtime.messages.terminal import translations_of_terminal

alerts = typer.Typer(no_args_is_help=True, help="What is wrong with the fleet, and who is told.")

AlertNumber = Annotated[int, typer.Argument(min=1, max=2**31 - 1, help="Number of the alert.")]


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """``ended_at``: None of one that goes on."""

    number: int
    site: str
    kiosk: str
    part: str
    reason: str
    state: str
    since: datetime
    told_at: datetime | None
    acknowledged_by: str | None
    ended_at: datetime | None
    means: str
    mend: str


@alerts.command("list")
def list_(
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List the alerts that go on, the newest first, and with --since those that ended."""
    with container_at(config) as container:
        texts = AlertTexts(translations_of_terminal(shipped()))
        with transaction(container.engine) as db:
            found = tuple(
                _shown(each, texts) for each in opened(db, midnight(container, since), at_most)
            )
        zone = container.settings.zone
        rows = (
            (
                str(each.number),
                printable(each.kiosk or each.site),
                each.reason,
                local_time(each.since, zone),
                "" if each.ended_at is None else local_time(each.ended_at, zone),
                each.acknowledged_by or "",
                printable(each.means),
            )
            for each in found
        )
        heads = ("number", "kiosk", "what", "since", "ended", "taken up by", "means")
        say(tuple[ShownAlert, ...], found, as_json, table(heads, rows))


@alerts.command("acknowledge")
def acknowledge_(number: AlertNumber, config: ConfigOption = None) -> None:
    """Say that you see to an alert: nobody is reminded of it any more."""
    with container_at(config) as container, transaction(container.engine) as db:
        found = acknowledge(db, number, account(), container.clock.now())
        if found is not None and found.is_new:
            container.audit.record_staff(
                db, account(), "alert_acknowledge", str(number), kiosk=found.kiosk or None
            )
    if found is None:
        typer.echo("no such alert goes on", err=True)
        raise typer.Exit(NOT_FOUND)
    typer.echo(f"alert {number} is acknowledged")


def _shown(kept: KeptAlert, texts: AlertTexts) -> ShownAlert:
    alert, said = kept.alert, texts.said(kept.alert)
    return ShownAlert(
        kept.id,
        alert.subject.site,
        alert.subject.kiosk,
        alert.subject.part,
        alert.trouble.reason,
        alert.trouble.state.value,
        alert.since,
        alert.told_at,
        kept.acknowledged_by,
        kept.ended_at,
        said.means,
        said.mend,
    )
