"""Who stands at the kiosk in several files of tests."""

import pytest

from kiosk.services.registry import registry
from tests.domain.kiosk import Kiosk
from tests.domain.staff import StaffAt


@pytest.fixture
def staff() -> StaffAt:
    return StaffAt(Kiosk(registry({})))
