"""Which devices this kiosk has: the real ones, or simulators that production refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.hardware.ports import CardReader, HardwareError, Printer, ReceiptPrinter, Speaker
from shared_runtime.clock import Clock
from wire.staff_cards import StaffCardFamily


@dataclass(frozen=True, slots=True)
class RealDevices:
    """``reader``: part of the reader's name; ``queue``: the CUPS queue; ``server``: its socket;
    ``speaker``: the ALSA PCM, None for a kiosk that is to be silent; ``volume`` in per cent;
    ``receipts``: the device file of the receipt printer, None where there is none."""

    reader: str
    queue: str
    server: str
    speaker: str | None = None
    volume: int = 100
    receipts: Path | None = None


@dataclass(frozen=True, slots=True)
class SimulatedDevices:
    """``paper``: the folder in which printed PDFs are put, strips in one of its own below it;
    ``speaker``: whether there is one; ``receipts``: the device file of a receipt printer to be used
    instead of a simulated one, such as an emulator's."""

    paper: Path
    speaker: bool = True
    receipts: Path | None = None


@dataclass(frozen=True, slots=True)
class Devices:
    reader: CardReader
    printer: Printer
    speaker: Speaker | None = None
    receipts: ReceiptPrinter | None = None


def make(
    choice: RealDevices | SimulatedDevices,
    *,
    production: bool,
    clock: Clock,
    read_within_s: float,
    staff_cards: Sequence[StaffCardFamily] = (),
) -> Devices:
    """The devices, not yet started. Raises HardwareError for a simulator in production.
    ``staff_cards``: what the reader takes for badges."""
    match choice:
        case RealDevices(reader, queue, server, speaker, volume, receipts):
            from kiosk.hardware.cups.printer import CupsPrinter
            from kiosk.hardware.cups.settings import CupsSettings
            from kiosk.hardware.pcsc.reader import PcscCardReader
            from kiosk.hardware.sound.speaker import AlsaSpeaker

            return Devices(
                PcscCardReader(
                    clock, pattern=reader, deadline_s=read_within_s, staff_cards=staff_cards
                ),
                CupsPrinter(CupsSettings(queue=queue, server=server), clock),
                None if speaker is None else AlsaSpeaker(clock, device=speaker, volume=volume),
                None if receipts is None else _receipt_printer(receipts, clock),
            )
        case SimulatedDevices(paper, speaks, receipts):
            if production:
                raise HardwareError("a kiosk in production has no simulated devices")
            from kiosk.hardware.sim.card.reader import SimCardReader
            from kiosk.hardware.sim.printer.printer import SimPrinter
            from kiosk.hardware.sim.receipts.printer import SimReceiptPrinter
            from kiosk.hardware.sim.speaker import SimSpeaker

            return Devices(
                SimCardReader(clock, deadline_s=read_within_s, staff_cards=staff_cards),
                SimPrinter(paper),
                SimSpeaker() if speaks else None,
                SimReceiptPrinter(paper / "receipts")
                if receipts is None
                else _receipt_printer(receipts, clock),
            )


def _receipt_printer(device: Path, clock: Clock) -> ReceiptPrinter:
    from kiosk.hardware.escpos.printer import EscposReceiptPrinter

    return EscposReceiptPrinter(device, clock)
