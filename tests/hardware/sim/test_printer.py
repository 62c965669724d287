"""The simulated printer: the contract, and each fault of its menu by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.sim.printer import Pace, PrinterFault, SimPrinter
from kiosk.hardware.status import Health
from tests.hardware.contract.printer import Heard, PrinterContract, PrinterStand, job
from tests.waiting import eventually

PDF = b"%PDF-1.4 MARTIN 185037599900118"
QUICK = Pace(page_s=0.1, blocked_s=5, silence_s=0.1)


class SimStand(PrinterStand):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard = Heard(patience_s=5)
        self.printer: SimPrinter = SimPrinter(folder, QUICK)

    def set_trouble(self, trouble: PaperTrouble | None) -> None:
        self.printer.set_fault(trouble.value if trouble else None)

    def papers(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.pdf"))]

    def until_under_way(self) -> None:
        eventually(lambda: self.printer.printing, 5)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[SimStand]:
    made = SimStand(tmp_path / "paper")
    made.printer.start(made.heard)
    yield made
    made.printer.stop()


@pytest.fixture
def pdf() -> bytes:
    return PDF


class TestContract(PrinterContract):
    pass


def test_paper_is_named_by_a_number_alone_and_numbers_go_on(stand, tmp_path):
    (stand.folder / "0041.pdf").write_bytes(b"")
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.heard.outcome(job(1))
    assert {path.name for path in stand.folder.iterdir()} == {"0041.pdf", "0042.pdf"}


@pytest.mark.parametrize("name", ["paper_out", "paper_jam", "cover_open", "offline"])
def test_blocked_before_is_told_and_refused_at_once(stand, name):
    stand.printer.set_fault(name)
    stand.heard.health(Health.FAILED, name)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble(name))
    assert stand.papers() == []
    stand.printer.set_fault(None)
    stand.heard.health(Health.OK)


def test_a_fault_in_mid_job_that_lasts_ends_the_job(tmp_path):
    stand = SimStand(tmp_path)
    stand.printer = SimPrinter(tmp_path, Pace(page_s=30, blocked_s=0.05))
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.until_under_way()
    stand.printer.set_fault("paper_jam")
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_JAM)
    stand.printer.stop()
    assert stand.papers() == []


def test_of_several_pages_stopped_on_the_way_some_may_be_out(tmp_path):
    stand = SimStand(tmp_path)
    stand.printer = SimPrinter(tmp_path, Pace(page_s=30, blocked_s=0.05))
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 2)
    stand.until_under_way()
    stand.printer.set_fault("paper_out")
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    stand.printer.stop()


def test_a_printer_that_says_nothing_leaves_doubt(stand):
    stand.printer.set_fault("stuck")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == MaybePrinted()


def test_a_printer_that_disappears_leaves_doubt_and_is_told(stand):
    stand.printer.set_fault("disappears")
    stand.heard.health(Health.FAILED, "offline")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == MaybePrinted()


def test_a_printer_that_lies_hands_over_and_gives_nothing(stand):
    stand.printer.set_fault("lies_completed")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    assert stand.papers() == []


def test_low_toner_is_told_and_stops_nothing(stand):
    stand.printer.set_fault("toner_low")
    stand.heard.health(Health.OK, "toner_low")
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)


def test_a_fault_that_is_not_on_the_menu_is_refused(stand):
    with pytest.raises(ValueError):
        stand.printer.set_fault("haunted")
    assert stand.printer.fault is None
    assert len(PrinterFault) == 9


def test_no_event_comes_after_stop(stand):
    stand.printer.stop()
    stand.heard.forget()
    stand.printer.set_fault("paper_out")
    assert stand.heard.silent()


def test_making_a_printer_makes_no_folder(tmp_path):
    SimPrinter(tmp_path / "later")
    assert not (tmp_path / "later").exists()
