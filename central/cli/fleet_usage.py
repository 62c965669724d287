"""``central fleet usage``: how much the kiosks were used."""

from datetime import date, timedelta

from central.cli.command import ConfigOption, JsonOption, Since, container_at
from central.cli.terminal import printable, say, table
from central.fleet.usage import LEAST_TOLD, DayOfUse, usage
from central.store.database import transaction

_USUALLY = timedelta(days=14)


def usage_(since: Since = None, as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Show visits, services and printed paper by day, of all kiosks together; fourteen days unless
    told. Numbers below five are not told."""
    with container_at(config) as container:
        first: date = container.today() - _USUALLY if since is None else since.date()
        with transaction(container.engine) as db:
            found = usage(db, first)
    rows = (
        (
            day.day.isoformat(),
            _number(day.visits),
            str(day.sheets),
            str(day.strips),
            printable(" ".join(f"{name} {_number(each)}" for name, each in day.services.items())),
        )
        for day in found
    )
    heads = ("day", "visits", "sheets", "strips", "services")
    say(tuple[DayOfUse, ...], found, as_json, table(heads, rows))


def _number(number: int | None) -> str:
    return f"<{LEAST_TOLD}" if number is None else str(number)
