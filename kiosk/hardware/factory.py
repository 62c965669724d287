"""Which devices this kiosk has: the real ones, or simulators that production refuses."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock
from kiosk.hardware.ports import CardReader, HardwareError, Printer


@dataclass(frozen=True, slots=True)
class RealDevices:
    """``reader``: part of the reader's name; ``queue``: the CUPS queue; ``server``: its socket."""

    reader: str
    queue: str
    server: str


@dataclass(frozen=True, slots=True)
class SimulatedDevices:
    """``paper``: the folder in which printed PDFs are put."""

    paper: Path


@dataclass(frozen=True, slots=True)
class Devices:
    reader: CardReader
    printer: Printer


def make(
    choice: RealDevices | SimulatedDevices, *, production: bool, clock: Clock, read_within_s: float
) -> Devices:
    """The devices, not yet started. Raises HardwareError for a simulator in production."""
    match choice:
        case RealDevices(reader, queue, server):
            from kiosk.hardware.cups.printer import CupsPrinter
            from kiosk.hardware.cups.settings import CupsSettings
            from kiosk.hardware.pcsc.reader import PcscCardReader

            return Devices(
                PcscCardReader(clock, pattern=reader, deadline_s=read_within_s),
                CupsPrinter(CupsSettings(queue=queue, server=server), clock),
            )
        case SimulatedDevices(paper):
            if production:
                raise HardwareError("a kiosk in production has no simulated devices")
            from kiosk.hardware.sim.card.reader import SimCardReader
            from kiosk.hardware.sim.printer.printer import SimPrinter

            return Devices(SimCardReader(clock, deadline_s=read_within_s), SimPrinter(paper))
