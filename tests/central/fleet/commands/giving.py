"""Commands as two people give them, the signer signs them and a kiosk hears of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from central.fleet.commands.issuing import (
    CommandRefusal,
    IssuedCommand,
    approve_command,
    command_of,
    issue,
)
from central.fleet.commands.signer import CommandSigner
from central.store.database import transaction
from tests.central.fleet.configurations import AUTHOR, SECOND, Count, signer_at
from tests.central.world import World
from wire.codec import codec_of
from wire.commands import CommandOrder, CommandReport, KioskCommand
from wire.sync import SyncAnswer

KIOSK = "demo"
HOUR = timedelta(hours=1)


def given(world: World, order: CommandOrder, kiosk: str = KIOSK, valid: timedelta = HOUR) -> UUID:
    at, command = world.container, KioskCommand(uuid4(), order)
    with transaction(at.engine) as db:
        issue(db, at.clock.now(), AUTHOR, kiosk, command, valid)
    return command.id


def approved(world: World, command: UUID, by: str = SECOND) -> IssuedCommand | CommandRefusal:
    with transaction(world.container.engine) as db:
        return approve_command(db, world.container.clock.now(), by, command)


def signer(world: World, count: Count | None = None) -> CommandSigner:
    return CommandSigner.beside(signer_at(world, count))


def signed(world: World, order: CommandOrder, **more: Any) -> UUID:
    command = given(world, order, **more)
    outcome = signer(world).sign_commands([command])
    assert isinstance(outcome[command], int), outcome
    return command


def exchanged(world: World, *reports: CommandReport) -> SyncAnswer:
    """The seeded kiosk calls."""
    body = {
        "sent_at": world.container.clock.now().isoformat(),
        "boot": str(UUID(int=7)),
        "uptime_s": 1.0,
        "backlog": 0,
        "command_reports": [codec_of(CommandReport).plain(each) for each in reports],
    }
    answer = world.kiosk.call("POST", "/v1/sync", body)
    assert answer.status_code == 200, answer.text
    return codec_of(SyncAnswer).read(answer.content)


def report(world: World, command: UUID, state: Any, reason: str | None = None) -> CommandReport:
    return CommandReport(command, state, world.container.clock.now(), reason)


def state_of(world: World, command: UUID) -> str:
    with transaction(world.container.engine) as db:
        found = command_of(db, command)
    assert found is not None
    return found.state
