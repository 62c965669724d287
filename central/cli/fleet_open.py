"""``central fleet open``: the list of open kiosks as everybody has it."""

from collections.abc import Iterator

import typer

from central.cli.command import ConfigOption, JsonOption, container_at
from central.cli.terminal import printable, say, table
from central.fleet.open_kiosks.keeping import edition
from central.web.verifier.feed import OpenKiosk, OpenKiosks, OpenKiosksFeed
from shared_runtime.messages.loading import shipped
from wire.codec import codec_of

_NOW = {True: "open", False: "closed", None: "–"}


def open_(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Show where the public is told that kiosks are: places, their state, whether they are open
    now. `central fleet watch` makes the list."""
    with container_at(config) as at:
        made = edition(at.engine)
        body = OpenKiosksFeed(at.engine, at.clock, at.settings.zone, shipped()).page().body
    found = codec_of(OpenKiosks).read(body)
    heads = ("place", "address", "state", "now", "services")
    rows = (tuple(_cells(each)) for each in found.kiosks)
    say(OpenKiosks, found, as_json, table(heads, rows))
    if made is None:
        typer.echo("Nobody has made the list yet: `central fleet watch` does.", err=True)


def _cells(kiosk: OpenKiosk) -> Iterator[str]:
    address = kiosk.address
    yield printable(kiosk.name)
    yield printable(f"{address.street}, {address.postcode} {address.town}")
    yield kiosk.state
    yield _NOW[kiosk.open_now]
    yield str(len(kiosk.services))
