"""What simulated kiosks send is taken by central as what real ones send."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from central.container import Container, build
from central.store.migrate import upgrade
from devdock.fleet.simulated_kiosk import SimulatedClock
from devdock.fleet.simulated_queue import SimulatedQueue, WellReports, sealer_for
from kiosk.sync.outbox.action import Acknowledged, Batch, Later, Quarantined
from tests.central.world import INTAKE_KEYS, settings_for
from wire.sync import SyncRequest


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Container]:
    store = f"sqlite:///{tmp_path / 'central.db'}"
    central = build(settings_for(store), intake_keys=INTAKE_KEYS)
    upgrade(central.engine)
    yield central
    central.close()


def _confirmed(number: int) -> tuple[SimulatedQueue, Batch, list[str | None]]:
    """A queue in which so many actions wait, all of them as a batch, and what it tells of them."""
    steps = count(1)
    told: list[str | None] = []
    public = INTAKE_KEYS.current.public_key().public_bytes_raw()
    queue = SimulatedQueue(
        sealer_for(public), SimulatedClock(timedelta()), lambda: next(steps) / 1_000, told.append
    )

    async def confirm() -> None:
        enough = asyncio.Event()

        def news() -> None:
            if len(queue.take(number).items) == number:
                enough.set()

        confirming = asyncio.create_task(queue.confirm(0.0, news))
        await asyncio.wait_for(enough.wait(), 20)
        confirming.cancel()
        with suppress(asyncio.CancelledError):
            await confirming

    asyncio.run(confirm())
    return queue, queue.take(number), told


def test_central_stores_each_as_a_request_of_its_own(central: Container) -> None:
    _, batch, _ = _confirmed(3)
    clock = SimulatedClock(timedelta())
    sent = SyncRequest(clock.now(), clock.boot(), clock.uptime(), 0, batch.items)
    answers = central.intake.receive("k-simulated-00001", sent).answer.answers
    assert [each.outcome for each in answers] == ["stored"] * 3
    with central.light.connect() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM requests").scalar_one() == 3


def test_what_is_not_acknowledged_is_sent_again() -> None:
    queue, batch, told = _confirmed(3)
    taken, refused, later = (item.header.id for item in batch.items)
    queue.settle({taken: Acknowledged(), refused: Quarantined("bad-digest"), later: Later()})
    assert told == [None, "bad-digest"]
    assert later in [item.header.id for item in queue.take(50).items]
    queue.settle({uuid4(): Later()})
    assert told == [None, "bad-digest"]


def test_each_exchange_carries_a_whole_report() -> None:
    reports = WellReports()
    told = [asyncio.run(reports.report(slow=False)) for _ in range(2)]
    assert [each.number for each in told if each is not None] == [1, 2]
    assert all(each is not None and each.upon is None for each in told)
