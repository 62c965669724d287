"""What every ``Printer`` does, simulated or real: subclass, and give it a fixture ``stand``."""

import queue
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.ports import Printer
from kiosk.hardware.status import Device, DeviceEvent, DeviceHealth, Health, PrintFinished


def job(number: int) -> JobId:
    return JobId(UUID(int=number))


@dataclass
class Heard:
    """The sink of a test: waits for events, never for time."""

    patience_s: float
    _events: queue.SimpleQueue[DeviceEvent] = field(default_factory=queue.SimpleQueue)

    def __call__(self, event: DeviceEvent) -> None:
        self._events.put(event)

    def until(self, wanted: Callable[[DeviceEvent], bool]) -> DeviceEvent:
        end = time.monotonic() + self.patience_s
        while True:
            event = self._events.get(timeout=max(0.0, end - time.monotonic()))
            if wanted(event):
                return event

    def outcome(self, of: JobId) -> PrintOutcome:
        finished = self.until(lambda event: isinstance(event, PrintFinished) and event.job == of)
        assert isinstance(finished, PrintFinished)
        return finished.outcome

    def health(self, health: Health, reason: str | None = None) -> None:
        self.until(lambda event: event == DeviceHealth(Device.PRINTER, health, reason))

    def nothing_more(self) -> bool:
        return self._events.empty()


class PrinterStand(ABC):
    """A printer with a handle on its faults and on the paper that came out."""

    printer: Printer
    heard: Heard

    @abstractmethod
    def set_trouble(self, trouble: PaperTrouble | None) -> None: ...

    @abstractmethod
    def papers(self) -> list[bytes]: ...

    @abstractmethod
    def until_under_way(self) -> None:
        """Returns when a document given just now has left the queue."""
        ...


class PrinterContract:
    def test_health_is_told_at_start(self, stand: PrinterStand, pdf: bytes):
        stand.heard.health(Health.OK)

    def test_a_document_comes_out_once_and_whole(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_documents_come_out_in_order_each_with_its_own_result(
        self, stand: PrinterStand, pdf: bytes
    ):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert stand.heard.outcome(job(2)) == HandedOver(2)
        assert len(stand.papers()) == 2

    def test_a_job_already_seen_is_never_printed_again(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        assert stand.heard.outcome(job(2)) == HandedOver(2)
        assert len(stand.papers()) == 2

    def test_a_fault_that_is_mended_in_time_costs_nothing(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.until_under_way()
        stand.set_trouble(PaperTrouble.PAPER_OUT)
        stand.set_trouble(None)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_purging_cancels_what_is_under_way_and_what_waits(
        self, stand: PrinterStand, pdf: bytes
    ):
        """Nothing of one person prints for the next."""
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        stand.until_under_way()
        stand.printer.purge()
        assert isinstance(stand.heard.outcome(job(1)), NotPrinted | MaybePrinted)
        assert stand.heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER)
        stand.printer.print_pdf(job(3), pdf, 2)
        assert stand.heard.outcome(job(3)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_purging_when_idle_is_harmless(self, stand: PrinterStand, pdf: bytes):
        stand.printer.purge()
        stand.printer.purge()
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
