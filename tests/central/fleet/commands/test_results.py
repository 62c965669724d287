"""What commands bring is taken from the kiosk that was asked for it, once, and kept for days."""

import base64
from uuid import UUID, uuid4

from central.fleet.commands.results import RESULTS_KEPT, result_of
from central.store.command_models import CommandResultRow
from central.store.database import transaction
from tests.central.fleet.commands.giving import exchanged, given, report, signed
from tests.central.world import World
from wire.commands import MAX_RESULT_BYTES, PrintTestPage, SendLogs, TakeScreenshot


def sends(world: World, command: UUID, form: str, content: bytes) -> int:
    said = {"id": str(command), "form": form, "content": base64.b64encode(content).decode()}
    return world.kiosk.call("POST", "/v1/command-results", said).status_code


def kept(world: World, command: UUID) -> bytes | None:
    with transaction(world.container.engine) as db:
        row = result_of(db, world.clock.now(), command)
        return None if row is None else row.content


def test_the_largest_is_taken_and_one_that_comes_again_changes_nothing(world: World) -> None:
    command = signed(world, SendLogs())
    exchanged(world)
    first = b"x" * MAX_RESULT_BYTES
    assert sends(world, command, "logs", first) == 204
    assert sends(world, command, "logs", b"another") == 204
    assert kept(world, command) == first
    assert sends(world, command, "logs", first + b"x") in (413, 422)


def test_what_was_not_asked_for_is_refused(world: World) -> None:
    page, pending = signed(world, PrintTestPage()), signed(world, SendLogs())
    foreign = given(world, SendLogs(), kiosk="another")
    assert sends(world, pending, "logs", b"{}") == 404, "it was never sent"
    exchanged(world)
    assert sends(world, page, "logs", b"{}") == 404
    assert sends(world, pending, "screenshot", b"png") == 404
    assert sends(world, foreign, "logs", b"{}") == 404
    assert sends(world, uuid4(), "logs", b"{}") == 404
    exchanged(world, report(world, pending, "failed"))
    assert sends(world, pending, "logs", b"{}") == 404, "the kiosk has settled it"


def test_it_is_erased_after_some_days(world: World) -> None:
    command = signed(world, TakeScreenshot())
    exchanged(world)
    assert sends(world, command, "screenshot", b"a picture") == 204
    world.clock.turn(seconds=RESULTS_KEPT.total_seconds() - 1)
    assert kept(world, command) == b"a picture"
    world.clock.turn(seconds=1)
    world.container.intake.retention.sweep()
    with transaction(world.container.engine) as db:
        assert db.get(CommandResultRow, command) is None
    assert kept(world, command) is None
