"""The driver on a real terminal, with the emulator behind it: the contract, and what was sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devdock.receipts.emulator import ReceiptEmulator
from devdock.receipts.strip import PrintedStrip
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE
from kiosk.hardware.escpos.link import LinkTimeouts
from kiosk.hardware.escpos.printer import EscposReceiptPrinter
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from kiosk.hardware.status import Device, Health
from shared_runtime.clock import SystemClock
from tests.documents.reading import qr_codes_in, strips
from tests.hardware.contract.heard import Heard, job
from tests.hardware.contract.receipt_printer import (
    PRINTED,
    ReceiptPrinterContract,
    ReceiptStand,
)
from tests.waiting import eventually

PACE = LinkTimeouts(watch_s=0.05, answer_s=3, sure_s=0.5, stalled_s=3, finish_s=6)
PATIENCE_S = 60.0
_FLYING = 30.0


class FlyingClock(SystemClock):
    """Time passes as it does, or ``_FLYING`` times faster."""

    def __init__(self) -> None:
        self._course = 0.0, super().monotonic(), 1.0

    def monotonic(self) -> float:
        told, since, speed = self._course
        return told + (super().monotonic() - since) * speed

    def fly(self, *, flying: bool) -> None:
        self._course = self.monotonic(), super().monotonic(), _FLYING if flying else 1.0


class PtyStand(ReceiptStand):
    def __init__(self, folder: Path, strip_s: float = 0.0) -> None:
        self.out: list[PrintedStrip] = []
        self.device = folder / "receipt-printer"
        self.emulator = ReceiptEmulator(self.device, self.out.append, SystemClock(), strip_s)
        self.heard = Heard(PATIENCE_S, Device.RECEIPT_PRINTER)
        self.clock = FlyingClock()
        self.printer: EscposReceiptPrinter = EscposReceiptPrinter(self.device, self.clock, PACE)

    def set_fault(self, fault: ReceiptFault | None) -> None:
        self.emulator.set_fault(None if fault is None else fault.value)
        if fault is None:
            eventually(lambda: self.printer.ready, PATIENCE_S)
            self.clock.fly(flying=False)

    def until_looked_at(self) -> None:
        rounds = self.emulator.rounds + 6
        eventually(lambda: self.emulator.rounds >= rounds, PATIENCE_S)

    def let_time_fly(self) -> None:
        self.clock.fly(flying=True)

    def strips(self) -> int:
        return self.emulator.strips

    def hold_back(self) -> None:
        self.emulator.hold(True)

    def let_go(self) -> None:
        self.emulator.hold(False)

    def until_under_way(self) -> None:
        eventually(lambda: self.emulator.under_way, PATIENCE_S)

    def until_dropped(self) -> None:
        eventually(lambda: not self.emulator.under_way, PATIENCE_S)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[PtyStand]:
    made = PtyStand(tmp_path)
    made.printer.start(made.heard)
    yield made
    made.printer.stop()
    made.emulator.close()
    assert made.emulator.strange == []


@pytest.fixture(scope="module")
def strip() -> bytes:
    return render_receipt_strip(RECEIPTS["opposition"].receipt, PLACE, CONTACT).escpos


class TestContract(ReceiptPrinterContract):
    pass


def test_the_picture_that_comes_out_is_the_receipt(stand, strip):
    stand.printer.print_strip(job(1), strip)
    assert stand.heard.outcome(job(1)) == PRINTED
    eventually(lambda: stand.out, PATIENCE_S)
    (came,) = stand.out
    (meant,) = strips(strip)
    assert came.drawn().tobytes() == meant.drawn().tobytes()
    assert qr_codes_in(came.drawn()) == [RECEIPTS["opposition"].receipt.reference]


def test_the_text_that_comes_out_is_what_the_receipt_says(stand):
    made = RECEIPTS["opposition"].receipt
    text = render_receipt_strip(made, PLACE, CONTACT, raster=False).escpos
    stand.printer.print_strip(job(1), text)
    assert stand.heard.outcome(job(1)) == PRINTED
    eventually(lambda: stand.out, PATIENCE_S)
    (came,) = stand.out
    assert "À faire : rien" in came.text
    assert "Référence\n20261122-0751-07-000042-52" in came.text
    assert "À confirmer par un agent" in came.text


def test_a_kiosk_without_its_device_file_waits_for_it(tmp_path):
    heard = Heard(PATIENCE_S, Device.RECEIPT_PRINTER)
    device = tmp_path / "receipt-printer"
    printer = EscposReceiptPrinter(device, SystemClock(), PACE)
    printer.start(heard)
    try:
        heard.health(Health.FAILED, "absent")
        emulator = ReceiptEmulator(device, lambda _: None, SystemClock())
        try:
            heard.health(Health.OK)
        finally:
            emulator.close()
        heard.health(Health.FAILED, "absent")
    finally:
        printer.stop()


def test_what_an_earlier_life_left_in_the_printer_never_comes_out(tmp_path, strip):
    """Killed in mid-strip, the kiosk comes back and clears the printer before anything else."""
    first = PtyStand(tmp_path)
    first.emulator.hold(True)
    first.device.write_bytes(strip)
    first.until_under_way()
    first.printer.start(first.heard)
    try:
        first.heard.health(Health.OK)
        assert not first.emulator.under_way
        first.emulator.hold(False)
        first.printer.print_strip(job(1), strip)
        assert first.heard.outcome(job(1)) == PRINTED
        assert first.strips() == 1
    finally:
        first.printer.stop()
        first.emulator.close()
