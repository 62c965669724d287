"""Shared by the tests of kiosk-sync: asyncio, a turned clock, a scripted central."""

import pytest

from tests.sync.fakes import ScriptedCentral, TurnedClock


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def central() -> ScriptedCentral:
    return ScriptedCentral()
