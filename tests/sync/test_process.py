"""What the process does before it listens, and with a bug that nobody awaited."""

import asyncio
import errno
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from kiosk.config.sync_settings import SyncSettings
from kiosk.sync.listener import Listening, listen
from kiosk.sync.loop_errors import LoopErrors
from kiosk.sync.main import open_store_worker
from kiosk.sync.outbox.action import Stored
from kiosk.sync.process import Process
from kiosk.sync.staff.stay import Stay
from kiosk.sync.store.store_worker import StoreNotOpened, StoreWorker
from tests.sync.fakes import (
    CAISSE_KEY_PEM,
    DEVICE_TOKEN,
    NIR,
    OTHER_VISIT,
    VISIT,
    TurnedClock,
)
from tests.sync.staff.stand import AGENT
from tests.sync.store_workers import action
from wire.staff_calls.table import STAFF_CALLS

pytestmark = pytest.mark.anyio


async def test_a_bug_nobody_awaited_is_recorded_by_its_kind_alone(
    capfd: pytest.CaptureFixture[str],
):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(LoopErrors(TurnedClock()))
    with capture_logs() as lines:
        loop.call_exception_handler({"message": "never retrieved", "exception": ValueError(NIR)})
    assert lines == [{"event": "bug_in_the_loop", "error": "ValueError", "log_level": "error"}]
    assert NIR not in "".join(capfd.readouterr())


async def test_a_want_of_files_is_told_as_what_it_is():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(LoopErrors(TurnedClock()))
    with capture_logs() as lines:
        for _ in range(3):
            loop.call_exception_handler({"message": "", "exception": OSError(errno.EMFILE, "")})
    assert lines == [{"event": "files_exhausted", "log_level": "error"}]


def settings(folder: Path) -> SyncSettings:
    (folder / "token").write_text(DEVICE_TOKEN)
    (folder / "caisse.pem").write_bytes(CAISSE_KEY_PEM)
    return SyncSettings(
        socket=folder / "s.sock",
        central_url="https://central.example",
        device_token_file=folder / "token",
        caisse_key_file=folder / "caisse.pem",
        state_folder=folder / "state",
        agency_code="0261",
        kiosk_number="12",
    )


async def test_the_queue_is_kept_on_the_agencys_terms_by_one_process(
    tmp_path: Path, clock: TurnedClock
):
    worker = open_store_worker(settings(tmp_path), clock)
    assert isinstance(worker, StoreWorker)
    second = open_store_worker(settings(tmp_path), clock)
    summary = await worker.ask(lambda store: store.outbox.summary())
    worker.close()
    assert isinstance(second, StoreNotOpened)
    assert second.reason == f"Another kiosk-sync keeps the queue in {tmp_path / 'state'}."
    assert summary.limit_bytes == 256_000_000
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


async def test_every_call_of_staff_is_answered_and_a_stay_ends_with_the_screens_stream(
    tmp_path: Path, clock: TurnedClock
):
    told = settings(tmp_path).model_copy(update={"tpm": "none"})
    worker, listening = open_store_worker(told, clock), listen(told.socket, None)
    assert isinstance(worker, StoreWorker)
    assert isinstance(listening, Listening)
    process = Process(told, worker, listening, clock, lambda: 0.5)
    app: Any = process._server.config.app
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://s") as ui:
        other = {"Borne-Stay": str(OTHER_VISIT)}
        for name, call in STAFF_CALLS.items():
            answer = await ui.post(f"/v1/staff/calls/{name}", headers=other)
            assert answer.json()["type"] == "urn:borne:problem:stay-over", call
        process._feed.open()
        process._stays._told = lambda: (AGENT,)
        process._stays.begin(Stay(VISIT, AGENT, "name"))
        looks = await ui.post("/v1/staff/calls/about", headers={"Borne-Stay": str(VISIT)})
        assert looks.json()["versions"]["schema"] == "5"
        assert (looks.json()["kiosk"], looks.json()["can_bundle"]) == (None, False)
        process._feed.close()
        again = await ui.post("/v1/staff/calls/about", headers={"Borne-Stay": str(VISIT)})
        assert again.status_code == 401
    listening.close()
    worker.close()


async def test_a_kiosk_of_any_name_that_may_be_set_gives_references(
    tmp_path: Path, clock: TurnedClock
):
    named = settings(tmp_path).model_copy(update={"kiosk_number": "b-7"})
    worker = open_store_worker(named, clock)
    assert isinstance(worker, StoreWorker)
    stored = await worker.ask(lambda store: store.outbox.submit(action(1)))
    worker.close()
    assert isinstance(stored, Stored)
    assert "-0261-B7-000001-" in stored.reference


async def test_a_folder_that_is_none_is_said(tmp_path: Path, clock: TurnedClock):
    (tmp_path / "state").write_text("a file")
    refused = open_store_worker(settings(tmp_path), clock)
    assert isinstance(refused, StoreNotOpened)
    assert refused.reason.startswith(f"Cannot keep the queue in {tmp_path / 'state'}: ")
