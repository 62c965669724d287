"""Shared by the tests of the gateway: a socket path, and doors that are closed again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gateway.doors import Door, Script


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gateway.sock"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[Script], Door]]:
    doors: list[Door] = []

    def open_door(script: Script) -> Door:
        doors.append(Door(path, script))
        return doors[-1]

    yield open_door
    for door in doors:
        door.close()
