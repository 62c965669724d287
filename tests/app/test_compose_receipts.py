"""Which receipt printer a kiosk is given by its configuration; nothing is opened or started."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.app.compose import Equipment, compose
from kiosk.documents.receipt_samples import RECEIPTS
from kiosk.domain.ids import JobId
from kiosk.hardware.escpos.printer import EscposReceiptPrinter
from kiosk.hardware.ports import ReceiptPrinter
from kiosk.hardware.sim.receipts.printer import SimReceiptPrinter
from shared_runtime.clock import SystemClock
from tests.documents.reading import strips


def receipts(monkeypatch: pytest.MonkeyPatch, **settings: str) -> ReceiptPrinter | None:
    for name, value in settings.items():
        monkeypatch.setenv(f"BORNE_KIOSK_{name.upper()}", value)
    made = compose(None, os.environ, SystemClock())
    assert isinstance(made, Equipment), made
    return made.devices.receipts


def test_a_kiosk_has_a_receipt_printer_where_a_device_file_is_named(monkeypatch):
    assert receipts(monkeypatch) is None
    assert isinstance(receipts(monkeypatch, receipt_device="/dev/lp"), EscposReceiptPrinter)


@pytest.mark.parametrize(("configured", "is_picture"), [({}, True), ({"raster": "no"}, False)])
def test_a_receipt_is_a_picture_unless_the_printer_takes_none(monkeypatch, configured, is_picture):
    settings = {f"receipt_{name}": value for name, value in configured.items()}
    for name, value in {"receipt_device": "/dev/lp", **settings}.items():
        monkeypatch.setenv(f"BORNE_KIOSK_{name.upper()}", value)
    made = compose(None, os.environ, SystemClock())
    assert isinstance(made, Equipment), made
    printed: list[bytes] = []
    printer = made.devices.receipts
    monkeypatch.setattr(type(printer), "ready", True)
    monkeypatch.setattr(printer, "print_strip", lambda _job, strip: printed.append(strip))
    job = JobId(UUID(int=1))
    made.printer.expect(job)
    assert made.printer.put_to_paper(job, RECEIPTS["ceam"].receipt)
    (strip,) = strips(printed[0])
    assert ("Référence" in strip.text) is not is_picture


def test_one_with_simulated_devices_has_a_simulated_one_or_an_emulator(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    simulated = {"devices": "simulated", "paper_folder": str(tmp_path)}
    assert isinstance(receipts(monkeypatch, **simulated), SimReceiptPrinter)
    behind = receipts(monkeypatch, **simulated, receipt_device=str(tmp_path / "pty"))
    assert isinstance(behind, EscposReceiptPrinter)
