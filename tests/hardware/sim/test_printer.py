"""The simulated printer: the contract, and each fault of its menu by name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.sim.printer.faults import PrinterFault
from kiosk.hardware.sim.printer.printer import SimPrinter, SimulatedPrinterTimes
from kiosk.hardware.status import Health
from tests.hardware.contract.heard import Heard, job
from tests.hardware.contract.printer import PrinterContract, PrinterStand
from tests.waiting import eventually

PDF = b"%PDF-1.4 MARTIN 185037599900118"
QUICK = SimulatedPrinterTimes(page_s=0.05, blocked_s=5, silence_s=0.1, lost_s=0.1)
IMPATIENT = replace(QUICK, blocked_s=0.05)


class SimStand(PrinterStand):
    def __init__(self, folder: Path, times: SimulatedPrinterTimes) -> None:
        self.folder, self.times = folder, times
        self.heard = Heard(patience_s=5)
        self.printer: SimPrinter = SimPrinter(folder, times)

    def set_trouble(self, trouble: PaperTrouble | None) -> None:
        self.printer.set_fault(trouble.value if trouble else None)

    def papers(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.pdf"))]

    def hold_back(self) -> None:
        self.printer.set_times(replace(self.times, page_s=30))

    def let_go(self) -> None:
        self.printer.set_times(self.times)

    def until_dropped(self) -> None:
        eventually(lambda: not self.printer.printing)

    def until_at_rest(self) -> None:
        self.until_dropped()

    def lie(self) -> None:
        self.printer.set_fault("lies_completed")

    def warn(self) -> PaperTrouble:
        self.printer.set_fault("paper_warning")
        return PaperTrouble.PAPER_OUT

    def distrust(self) -> None:
        self.printer.set_fault("certificate_expired")

    def trust(self) -> None:
        self.printer.set_fault(None)

    def end_printer(self) -> None:
        self.printer.set_fault("disappears")

    def start_printer(self) -> None:
        self.printer.set_fault(None)

    def end_service(self) -> None:
        self.printer.set_fault("service_absent")

    def start_service(self) -> None:
        self.printer.set_fault(None)

    def until_under_way(self) -> None:
        eventually(lambda: self.printer.printing)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[SimStand]:
    yield from running(SimStand(tmp_path / "paper", QUICK))


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[SimStand]:
    yield from running(SimStand(tmp_path / "paper", IMPATIENT))


def running(made: SimStand) -> Iterator[SimStand]:
    made.printer.start(made.heard)
    yield made
    made.printer.stop()


@pytest.fixture
def pdf() -> bytes:
    return PDF


class TestContract(PrinterContract):
    TROUBLES = tuple(one for one in PaperTrouble if one is not PaperTrouble.SERVICE_ABSENT)
    LASTING = TROUBLES


def test_paper_is_named_by_a_number_alone_and_numbers_go_on(stand, tmp_path):
    (stand.folder / "0041.pdf").write_bytes(b"")
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.heard.outcome(job(1))
    assert {path.name for path in stand.folder.iterdir()} == {"0041.pdf", "0042.pdf"}


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_blocked_before_is_told_and_refused_at_once(stand, trouble):
    stand.printer.set_fault(trouble.value)
    stand.heard.health(Health.FAILED, trouble.value)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == NotPrinted(trouble)
    assert stand.heard.blocks(job(1)) == []
    assert stand.papers() == []
    stand.printer.set_fault(None)
    stand.heard.health(Health.OK)


def test_a_jam_in_the_middle_of_a_document_leaves_some_sheets_and_doubt(stand):
    """The sheets that are out are no paper: what is left of it never comes."""
    stand.printer.set_times(SimulatedPrinterTimes(page_s=0.1, blocked_s=0.05))
    stand.printer.print_pdf(job(1), PDF, 100)
    eventually(lambda: stand.printer.sheets >= 2)
    stand.printer.set_fault("paper_jam")
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    stand.printer.set_fault(None)
    assert 2 <= stand.printer.sheets < 100
    assert stand.papers() == []


def test_one_fault_that_gives_way_to_another_is_told_as_it_comes(stand):
    stand.hold_back()
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.until_under_way()
    for name in ("paper_jam", "cover_open", None, "tray_missing"):
        stand.printer.set_fault(name)
    stand.printer.purge()
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.TRAY_MISSING)
    assert stand.heard.blocks(job(1)) == [
        PaperTrouble.PAPER_JAM,
        PaperTrouble.COVER_OPEN,
        None,
        PaperTrouble.TRAY_MISSING,
    ]


def test_a_printer_that_says_nothing_leaves_doubt(stand):
    stand.printer.set_fault("stuck")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    assert stand.heard.blocks(job(1)) == [], "nobody knows what is wrong"
    assert stand.papers() == []


def test_a_printer_that_found_its_tongue_again_goes_on(stand):
    stand.printer.set_times(SimulatedPrinterTimes(page_s=0.05, silence_s=5))
    stand.printer.set_fault("stuck")
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.until_under_way()
    stand.printer.set_fault(None)
    assert stand.heard.outcome(job(1)) == HandedOver(1)


def test_a_slow_printer_prints_all_the_same(stand):
    stand.printer.set_times(SimulatedPrinterTimes(page_s=0.02))
    stand.printer.set_fault("slow")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    assert len(stand.papers()) == 1


def test_a_printer_that_disappears_does_so_in_mid_document(stand):
    stand.printer.set_fault("disappears")
    stand.heard.health(Health.OK)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.heard.health(Health.FAILED, "offline")
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    assert stand.papers() == []


@pytest.mark.parametrize("name", ["disappears", "service_absent"])
def test_what_was_forgotten_does_not_come_back(stand, name):
    """However short the absence was."""
    stand.hold_back()
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.until_under_way()
    stand.printer.set_fault(name)
    stand.printer.set_fault(None)
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    stand.let_go()
    stand.printer.print_pdf(job(2), PDF, 1)
    assert stand.heard.outcome(job(2)) == HandedOver(1)
    assert len(stand.papers()) == 1


def test_a_printer_that_lies_hands_over_and_gives_nothing(stand):
    stand.printer.set_fault("lies_completed")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    assert (stand.papers(), stand.printer.sheets) == ([], 0)


def test_low_toner_is_told_and_stops_nothing(stand):
    stand.printer.set_fault("toner_low")
    stand.heard.health(Health.OK, "toner_low")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)


def test_a_certificate_that_runs_out_in_mid_print_takes_no_paper_back(stand):
    stand.hold_back()
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.until_under_way()
    stand.printer.set_fault("certificate_expired")
    stand.let_go()
    assert stand.heard.outcome(job(1)) == HandedOver(1)


def test_every_trouble_a_person_is_told_of_is_on_the_menu():
    assert {fault.trouble for fault in PrinterFault} == {*PaperTrouble, None}


def test_a_fault_that_is_not_on_the_menu_is_refused(stand):
    with pytest.raises(ValueError):
        stand.printer.set_fault("haunted")
    assert stand.printer.fault is None


def test_no_event_comes_after_stop(stand):
    stand.printer.stop()
    stand.heard.forget()
    stand.printer.set_fault("paper_out")
    assert stand.heard.silent()


def test_making_a_printer_makes_no_folder(tmp_path):
    SimPrinter(tmp_path / "later")
    assert not (tmp_path / "later").exists()
