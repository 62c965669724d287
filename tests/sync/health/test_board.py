"""The live snapshot: kiosk-ui's devices and what kiosk-sync sees itself."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import httpx
import pytest

from kiosk.sync.health.board import SCREEN_SILENT_S, HealthBoard
from kiosk.sync.health.probes import MachineSeen
from kiosk.sync.routes.application import application
from kiosk.sync.routes.health import HealthRoutes
from kiosk.sync.store.store_worker import StoreWorker
from tests.sync.fakes import NOW, TurnedClock
from tests.sync.store_workers import kept
from wire.codec import codec_of
from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.report import DevicesReport, KioskHealth

pytestmark = pytest.mark.anyio
READER = check_of(Part.READER, HealthCode.READER_READY, {"name": "Gemalto"})


@pytest.fixture
async def worker(tmp_path: Path, clock: TurnedClock) -> AsyncIterator[StoreWorker]:
    with kept(tmp_path, clock) as worker:
        yield worker


@pytest.fixture
def board(worker: StoreWorker, clock: TurnedClock) -> HealthBoard:
    seen = MachineSeen(10**12, 10**9, None)
    return HealthBoard(worker, lambda: "online", Path("/state"), clock, lambda _: seen)


@pytest.fixture
async def ui(board: HealthBoard, worker: StoreWorker) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application((HealthRoutes(board, worker),)))
    async with httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync") as client:
        yield client


async def tell(ui: httpx.AsyncClient, *checks: HealthCheck) -> None:
    body = codec_of(DevicesReport).write(DevicesReport(checks))
    assert (await ui.put("/v1/health/devices", content=body)).status_code == 204


async def test_the_day_is_that_of_where_the_kiosk_stands(ui, board: HealthBoard, clock) -> None:
    assert board.today == clock.now().astimezone().date()
    there = board.today + timedelta(days=1)
    body = codec_of(DevicesReport).write(DevicesReport((), today=there))
    assert (await ui.put("/v1/health/devices", content=body)).status_code == 204
    assert board.today == there


async def asked(ui: httpx.AsyncClient) -> dict[str, HealthCheck]:
    answer = await ui.get("/v1/health")
    return {check.name: check for check in codec_of(KioskHealth).read(answer.content).checks}


async def test_what_kiosk_ui_told_stands_beside_what_kiosk_sync_sees(ui) -> None:
    await tell(ui, READER)
    checks = await asked(ui)
    assert set(checks) == {
        *("reader", "screen", "central", "clock", "queue", "state", "memory", "temperature")
    }
    assert checks["reader"].args == READER.args


async def test_each_check_says_since_when(ui, clock: TurnedClock) -> None:
    await tell(ui, READER)
    assert (await asked(ui))["reader"].since == NOW
    clock.turn(60)
    later = clock.now()
    await tell(ui, check_of(Part.READER, HealthCode.READER_ABSENT))
    checks = await asked(ui)
    assert (checks["reader"].since, checks["queue"].since) == (later, NOW)


async def test_of_a_screen_that_is_silent_no_device_is_told(ui, clock: TurnedClock) -> None:
    assert (await asked(ui))["screen"].reason == HealthCode.SCREEN_RUNS  # it is just starting
    await tell(ui, READER)
    clock.turn(SCREEN_SILENT_S)
    checks = await asked(ui)
    assert checks["screen"].reason == HealthCode.SCREEN_SILENT
    assert "reader" not in checks
    await tell(ui, READER)
    assert (await asked(ui))["screen"].reason == HealthCode.SCREEN_RUNS


async def test_a_disk_that_hangs_is_told_as_such(
    worker: StoreWorker, clock: TurnedClock, monkeypatch
) -> None:
    monkeypatch.setattr("kiosk.sync.health.board.LOOK_WITHIN_S", 0.05)
    hung = Event()

    def look(_folder: Path) -> MachineSeen:
        hung.wait(10)
        return MachineSeen(10**12, 10**9, None)

    board = HealthBoard(worker, lambda: "online", Path("/state"), clock, look)
    checks = {check.name: check for check in (await board.snapshot()).checks}
    hung.set()
    assert checks["state"].reason == HealthCode.DISK_UNSEEN


async def test_what_does_not_fit_is_refused(ui) -> None:
    for body in (b"", b"{}", b'{"checks": [{}]}', b'{"checks": [], "who": 1}'):
        assert (await ui.put("/v1/health/devices", content=body)).status_code == 422
