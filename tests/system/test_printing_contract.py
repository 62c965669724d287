"""The contract of printers on the real CUPS, with a real IPP printer behind it."""

from collections.abc import Iterator

import pytest

from kiosk.clock import SystemClock
from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from tests.documents import samples
from tests.hardware.contract.printer import Heard, PrinterContract, PrinterStand
from tests.system.cups_stand import QUEUE, CupsStand, cups_stand, missing, short_folder
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}"),
]

REASONS = {
    PaperTrouble.PAPER_OUT: "media-empty-error",
    PaperTrouble.PAPER_JAM: "media-jam-error",
    PaperTrouble.COVER_OPEN: "cover-open-error",
}


class RealStand(PrinterStand):
    def __init__(self, cups: CupsStand) -> None:
        self.cups = cups
        self.before = len(cups.printed())
        settings = CupsSettings(QUEUE, cups.server, deadlines=Deadlines(poll_s=0.1, watch_s=0.2))
        self.printer = CupsPrinter(settings, SystemClock())
        self.heard = Heard(patience_s=30)

    def set_trouble(self, trouble: PaperTrouble | None) -> None:
        self.cups.set_fault(REASONS[trouble] if trouble else None)

    def papers(self) -> list[bytes]:
        return [path.read_bytes() for path in self.cups.printed()[self.before :]]

    def until_under_way(self) -> None:
        eventually(lambda: "printing" in self.cups.command("lpstat", "-p", QUEUE), 20)


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsStand]:
    with short_folder() as folder, cups_stand(folder) as running:
        yield running


@pytest.fixture
def stand(cups: CupsStand) -> Iterator[RealStand]:
    made = RealStand(cups)
    made.printer.start(made.heard)
    yield made
    cups.set_fault(None)
    made.printer.stop()


@pytest.fixture
def pdf() -> bytes:
    return render_attestation(samples.NINETEEN, samples.PLACE).pdf


class TestContract(PrinterContract):
    pass
