"""The simulated receipt printer: the contract, and what it leaves on disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hardware.sim.receipts.faults import ReceiptFault
from kiosk.hardware.sim.receipts.printer import SimReceiptPrinter, SimulatedReceiptTimes
from kiosk.hardware.status import Device
from tests.hardware.contract.heard import Heard, job
from tests.hardware.contract.receipt_printer import (
    PRINTED,
    ReceiptPrinterContract,
    ReceiptStand,
)
from tests.waiting import eventually

QUICK = SimulatedReceiptTimes(strip_s=0.01, silence_s=0.05)


class SimStand(ReceiptStand):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard = Heard(patience_s=5, device=Device.RECEIPT_PRINTER)
        self.printer: SimReceiptPrinter = SimReceiptPrinter(folder, QUICK)

    def set_fault(self, fault: ReceiptFault | None) -> None:
        self.printer.set_fault(None if fault is None else fault.value)

    def until_looked_at(self) -> None:
        """It tells by itself."""

    def let_time_fly(self) -> None:
        """It is not patient in the first place."""

    def strips(self) -> int:
        return len([*self.folder.glob("*.escpos")])

    def hold_back(self) -> None:
        self.printer.set_times(replace(QUICK, strip_s=30))

    def let_go(self) -> None:
        self.printer.set_times(QUICK)

    def until_under_way(self) -> None:
        eventually(lambda: self.printer.printing)

    def until_dropped(self) -> None:
        eventually(lambda: not self.printer.printing)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[SimStand]:
    made = SimStand(tmp_path / "receipts")
    made.printer.start(made.heard)
    yield made
    made.printer.stop()


@pytest.fixture
def strip() -> bytes:
    return b"\x1b@Re\xe7u\n\x1dV\x00"


class TestContract(ReceiptPrinterContract):
    pass


def test_strips_are_named_by_a_number_alone_and_numbers_go_on(stand, strip):
    (stand.folder / "0041.escpos").write_bytes(b"")
    stand.printer.print_strip(job(1), strip)
    assert stand.heard.outcome(job(1)) == PRINTED
    assert {path.name for path in stand.folder.iterdir()} == {"0041.escpos", "0042.escpos"}
    assert (stand.folder / "0042.escpos").read_bytes() == strip


def test_a_fault_that_is_on_no_menu_is_refused(stand):
    with pytest.raises(ValueError, match="melted"):
        stand.printer.set_fault("melted")
