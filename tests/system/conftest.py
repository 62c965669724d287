"""A printer of the kiosk on the real CUPS, for the files that give it its ``deadlines``."""

from collections.abc import Generator, Iterator

import pluggy
import pytest

from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from shared_runtime.clock import SystemClock
from tests.hardware.contract.heard import Heard
from tests.system.cups_stand import QUEUE, CupsStand, cups_stand, short_folder
from tests.system.cups_told import told


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, "pluggy.Result[pytest.TestReport]"]:
    """What CUPS was doing when a test failed is gone a moment later."""
    result = yield
    report = result.get_result()
    if report.when == "call" and report.failed:
        arguments = getattr(item, "funcargs", {}).values()
        stand = next((each for each in arguments if isinstance(each, CupsStand)), None)
        if stand is not None:
            report.sections.append(("the print service", told(stand)))


@pytest.fixture(scope="module")
def running_stand() -> Iterator[CupsStand]:
    with short_folder() as folder, cups_stand(folder) as made:
        yield made


@pytest.fixture
def stand(running_stand: CupsStand) -> Iterator[CupsStand]:
    """The one stand of the file, in order and with an empty tray."""
    for paper in running_stand.printed():
        paper.unlink()
    yield running_stand
    running_stand.make_good()


@pytest.fixture
def heard() -> Heard:
    return Heard(patience_s=30)


@pytest.fixture
def printer(stand: CupsStand, heard: Heard, deadlines: Deadlines) -> Iterator[CupsPrinter]:
    made = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=deadlines), SystemClock())
    made.start(heard)
    yield made
    made.stop()
