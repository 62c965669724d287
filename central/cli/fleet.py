"""``central fleet``: the kiosks as a fleet."""

import typer

from central.cli.fleet_alerts import alerts
from central.cli.fleet_status import list_, show
from central.cli.fleet_usage import usage_
from central.cli.fleet_watch import watch

fleet = typer.Typer(no_args_is_help=True, help="The kiosks as a fleet.")

fleet.command("list")(list_)
fleet.command("show")(show)
fleet.command("usage")(usage_)
fleet.command("watch")(watch)
fleet.add_typer(alerts, name="alerts")
