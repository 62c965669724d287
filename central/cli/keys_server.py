"""``central keys rotate-server`` and ``retire-server``: what digests, seals and the audit are made
with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from central.cli.command import ConfigOption, container_at
from central.cli.keys_turning import KeyIdArgument, refuse
from central.cli.operator import account
from central.config.key_ring_file import changing, write_ring
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.key_ring import KeyRing, KeyRingRefused, ServerKey
from central.intake.arrival import LONGEST_QUEUED
from central.store.audit import StaffAct
from central.store.database import transaction
from central.store.key_uses import uses
from central.store.server_keys import forget, note_in_use


def rotate_server(
    prepare: Annotated[
        bool, typer.Option("--prepare", help="First: make the next key, which all must know.")
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Then: have all that is new made by it.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Make a new server key beside the former ones, in two steps; after each of them every process
    of central is started anew, one by one."""
    if prepare == use:
        raise typer.BadParameter("one of --prepare and --use is needed")
    with container_at(config) as container, _ring_of(container) as (path, ring):
        now = container.clock.now()
        try:
            turned = ring.prepared(container.chance.bytes(32), now) if prepare else ring.used(now)
        except KeyRingRefused as error:
            refuse(str(error))
        key = turned.keys[-1] if prepare else turned.current
        with transaction(container.engine) as db:
            # Before anything is made by a key: whoever lacks it is to see that there is something.
            note_in_use(db, turned, now)
            act: StaffAct = "key_prepare" if prepare else "key_use"
            container.audit.record_staff(db, account(), act, f"server {key.id}")
        write_ring(path, turned)
    if prepare:
        typer.echo(f"{key.id} is prepared; start every process of central anew, then use it")
    else:
        typer.echo(f"{key.id} is used by each process that is started from now on")
        typer.echo(
            "the check page, where it is a process of its own, wants `central check-key` anew,"
        )
        typer.echo("and the console `central audit-key`")


def retire_server(key: KeyIdArgument, config: ConfigOption = None) -> None:
    """Throw away a server key on which nothing hangs any more."""
    with container_at(config) as container, _ring_of(container) as (path, ring):
        try:
            left = ring.without(key)
        except KeyRingRefused as error:
            refuse(str(error))
        (thrown,) = (each for each in ring.keys if each.id == key)
        with transaction(container.engine) as db:
            hangs = uses(db, thrown)
            if hangs:
                refuse(
                    ", ".join(f"{number} {what}" for what, number in hangs.items()) + " hang on it"
                )
            until = carried_until(thrown)
            if until is not None and container.clock.now() < until:
                refuse(f"kiosks may carry proofs of codes under it until {until:%Y-%m-%d}")
            forget(db, key)
            container.audit.record_staff(db, account(), "key_retire", f"server {key}")
        write_ring(path, left)
    typer.echo(f"{key} is thrown away")


@contextmanager
def _ring_of(container: Container) -> Iterator[tuple[Path, KeyRing]]:
    """The file and what is in it, while nobody else changes it."""
    settings = container.settings
    if settings.server_key is not None:
        raise ConfigurationError(("server_key: to turn it, put it into server_key_file",))
    with changing(settings.server_key_file) as ring:
        yield settings.server_key_file, ring


def carried_until(key: ServerKey) -> datetime | None:
    """Until when a kiosk that is dark may come with a proof that this key sealed; None where it
    sealed none."""
    if key.state != "former" or key.since is None:
        return None
    return key.since + LONGEST_QUEUED
