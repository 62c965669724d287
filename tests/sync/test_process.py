"""What the process does with a bug that nobody awaited."""

import asyncio

import pytest
from structlog.testing import capture_logs

from kiosk.sync.process import record_bug
from tests.sync.fakes import NIR

pytestmark = pytest.mark.anyio


async def test_a_bug_nobody_awaited_is_recorded_by_its_kind_alone(
    capfd: pytest.CaptureFixture[str],
):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(record_bug)
    with capture_logs() as lines:
        loop.call_exception_handler({"message": "never retrieved", "exception": ValueError(NIR)})
    assert lines == [{"event": "bug_in_the_loop", "error": "ValueError", "log_level": "error"}]
    assert NIR not in "".join(capfd.readouterr())
