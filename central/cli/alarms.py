"""``central alarms``: what somebody at the caisse must look into."""

import typer

from central.cli.command import AtMost, ConfigOption, JsonOption, Since, container_at, midnight
from central.cli.terminal import local_time, say, table
from central.store.alarms import MEANINGS, Alarm
from central.store.alarms import alarms as alarms_in
from central.store.database import transaction

alarms = typer.Typer(no_args_is_help=True, help="What somebody at the caisse must look into.")


@alarms.callback()
def _one_of_several() -> None:
    """Keeps the name of a single command, which the library would leave out."""


@alarms.command("list")
def list_(
    since: Since = None,
    at_most: AtMost = 100,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List alarms, the newest first, and what each kind means."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            found = alarms_in(db, midnight(container, since), at_most)
        zone = container.settings.zone
        rows = (
            (
                alarm.kind,
                alarm.kiosk,
                local_time(alarm.raised_at, zone),
                local_time(alarm.last_at, zone),
                f"{alarm.times} x",
            )
            for alarm in found
        )
        kinds = {alarm.kind for alarm in found}
        meanings = [f"{kind}: {text}" for kind, text in MEANINGS.items() if kind in kinds]
        heads = ("kind", "kiosk", "since", "until", "raised")
        say(tuple[Alarm, ...], found, as_json, [*table(heads, rows), *meanings])
