"""A kiosk at which staff are let in."""

from collections.abc import Iterator

import pytest

from tests.sync.staff.stand import StaffStand
from tests.sync.store.stand import disk


@pytest.fixture
def stand() -> Iterator[StaffStand]:
    with disk() as folder:
        stand = StaffStand(folder)
        yield stand
        stand.worker.close()
