"""A kiosk at which staff are let in cheaply."""

from collections.abc import Iterator

import pytest

from tests.sync.staff.stand import StaffStand
from tests.sync.store.stand import disk


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is tested where it is made."""
    monkeypatch.setattr("wire.staff_pepper.MEMORY_KIB", 32)
    monkeypatch.setattr("wire.staff_pepper.PASSES", 1)


@pytest.fixture
def stand() -> Iterator[StaffStand]:
    with disk() as folder:
        stand = StaffStand(folder)
        yield stand
        stand.worker.close()
