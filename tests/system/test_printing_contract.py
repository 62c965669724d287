"""The contract of printers on the real CUPS, with a real IPP printer behind it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from shared_runtime.clock import SystemClock
from tests.documents import samples
from tests.hardware.contract.heard import Heard
from tests.hardware.contract.printer import PrinterContract, PrinterStand
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
    PaperTrouble.TRAY_MISSING: "input-tray-missing-error",
    PaperTrouble.TONER_EMPTY: "toner-empty-error",
}
"""ippeveprinter has no word for a full output tray; ``tests/hardware/cups`` reads them all."""
PATIENT = Deadlines(poll_s=0.1, watch_s=0.1, remembered_s=0, rest_s=0.7)
IMPATIENT = replace(PATIENT, blocked_s=0.5, lost_s=5, job_s=20)


class RealStand(PrinterStand):
    def __init__(self, cups: CupsStand, deadlines: Deadlines) -> None:
        self.cups = cups
        self.before = len(cups.printed())
        self.begun_before = cups.begun()
        self.asked_before = cups.asked()
        settings = CupsSettings(QUEUE, cups.server, deadlines=deadlines)
        self.printer = CupsPrinter(settings, SystemClock())
        self.heard = Heard(patience_s=30)

    def set_trouble(self, trouble: PaperTrouble | None) -> None:
        self.cups.set_fault(REASONS[trouble] if trouble else None)

    def papers(self) -> list[bytes]:
        return [path.read_bytes() for path in self.cups.printed()[self.before :]]

    def hold_back(self) -> None:
        self.cups.mark("hold")

    def let_go(self) -> None:
        self.cups.unmark("hold")

    def until_dropped(self) -> None:
        eventually(self.cups.dropped)

    def until_at_rest(self) -> None:
        eventually(self.cups.at_rest)

    def lie(self) -> None:
        self.cups.mark("lie")

    def warn(self) -> PaperTrouble:
        """ippeveprinter stands still without paper, whatever it calls that."""
        self.cups.warn("marker-supply-empty-warning")
        return PaperTrouble.TONER_EMPTY

    def distrust(self) -> None:
        # A printer that is asked while it is restarted is off, and that is all one knows of it.
        eventually(lambda: self.cups.asked() > self.asked_before)
        self.cups.show_certificate(-10, -1)

    def trust(self) -> None:
        self.cups.show_certificate(-10, 3000)

    def end_printer(self) -> None:
        self.cups.cut_printer()

    def start_printer(self) -> None:
        self.cups.start_printer()

    def end_service(self) -> None:
        self.cups.kill_service()

    def start_service(self) -> None:
        self.cups.start_service()

    def until_under_way(self) -> None:
        eventually(lambda: self.cups.begun() > self.begun_before)


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsStand]:
    with short_folder() as folder, cups_stand(folder) as running:
        yield running


@pytest.fixture
def stand(cups: CupsStand) -> Iterator[RealStand]:
    yield from running(RealStand(cups, PATIENT))


@pytest.fixture
def impatient(cups: CupsStand) -> Iterator[RealStand]:
    yield from running(RealStand(cups, IMPATIENT))


def running(made: RealStand) -> Iterator[RealStand]:
    made.printer.start(made.heard)
    yield made
    made.printer.stop()
    made.cups.make_good()


@pytest.fixture
def pdf() -> bytes:
    return render_attestation(samples.NINETEEN, samples.PLACE).pdf


class TestContract(PrinterContract):
    TROUBLES = tuple(REASONS)
    LASTING = (PaperTrouble.PAPER_JAM,)
