"""Shared by the tests of the loop: a real store, and a central above it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.sync.store.store_worker import StoreWorker
from tests.sync.fakes import TurnedClock
from tests.sync.store_workers import kept
from tests.sync.upload.upstream import Central, Run


@pytest.fixture
def upstream(clock: TurnedClock) -> Central:
    return Central(clock)


@pytest.fixture
async def worker(tmp_path: Path, clock: TurnedClock) -> AsyncIterator[StoreWorker]:
    with kept(tmp_path, clock) as worker:
        yield worker


@pytest.fixture
def run(worker: StoreWorker, upstream: Central, clock: TurnedClock) -> Run:
    return Run(worker, upstream, clock)
