"""A long backlog drains, and the memory of kiosk-sync stays where it was.

``make crashtest`` drains a hundred thousand.
"""

import pytest

from tests.crash.backlog import GROWTH_KB, drained
from tests.crash.stand import Stand
from tests.power.shim import missing

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]


def test_a_backlog_drains_with_flat_memory(stand: Stand):
    found = drained(stand, 1_000)
    print(found)
    assert found.growth_kb < GROWTH_KB
