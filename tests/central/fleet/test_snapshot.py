"""An exchange from which nothing follows costs little."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, event

from central.config.server_settings import ServerSettings
from kiosk.sync.central_http import IDLE_CONNECTION_S
from tests.central.kiosks import Queue, sync
from tests.central.world import World
from wire.endorsement import KnownKeys
from wire.nearest import UNTOLD
from wire.sealing import key_id


def _noted(engine: Engine) -> list[str]:
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement.split()[0])

    event.listen(engine, "before_cursor_execute", note)
    return said


def _calls(world: World, queue: Queue) -> None:
    """As a kiosk does that follows endorsements and shows its neighbours."""
    known = KnownKeys(signing=("0" * 16,), intake=key_id(queue.public))
    sync(world.kiosk, replace(queue.batch(), keys=known, nearest=UNTOLD))


def test_most_exchanges_are_two_reads_and_one_write_that_wait_for_nobody(world: World) -> None:
    queue = Queue()
    for _ in range(2):
        _calls(world, queue)
    light, durable = _noted(world.container.light), _noted(world.container.engine)
    world.clock.turn(seconds=5)
    _calls(world, queue)
    assert (light, durable) == (["SELECT", "SELECT", "UPDATE"], [])


def test_what_is_news_to_all_kiosks_is_read_now_and_then_by_one_of_them(world: World) -> None:
    queue = Queue()
    for _ in range(2):
        _calls(world, queue)
    light, durable = _noted(world.container.light), _noted(world.container.engine)
    world.clock.turn(seconds=30)
    _calls(world, queue)
    assert light[:3] == ["SELECT", "SELECT", "UPDATE"]
    assert (set(light[3:]), durable) == ({"SELECT"}, [])
    light.clear()
    _calls(world, queue)
    assert (light, durable) == (["SELECT", "SELECT", "UPDATE"], [])


def test_a_boot_that_is_another_is_written(world: World) -> None:
    queue = Queue()
    sync(world.kiosk, queue.batch())
    queue.restart()
    durable = _noted(world.container.engine)
    sync(world.kiosk, queue.batch())
    assert "INSERT" in durable


def test_no_call_meets_a_connection_that_central_has_closed() -> None:
    assert ServerSettings().silence_s > IDLE_CONNECTION_S
