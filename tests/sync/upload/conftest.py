"""Shared by the tests of the loop: a real store, and a central above it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.sync.store.keeper import Keeper
from tests.sync.fakes import TurnedClock
from tests.sync.keepers import kept
from tests.sync.upload.upstream import Central, Run


@pytest.fixture
def upstream(clock: TurnedClock) -> Central:
    return Central(clock)


@pytest.fixture
async def keeper(tmp_path: Path, clock: TurnedClock) -> AsyncIterator[Keeper]:
    with kept(tmp_path, clock) as keeper:
        yield keeper


@pytest.fixture
def run(keeper: Keeper, upstream: Central, clock: TurnedClock) -> Run:
    return Run(keeper, upstream, clock)
