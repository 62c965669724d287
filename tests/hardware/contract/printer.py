"""What every ``Printer`` does, simulated or real: subclass, and give it a fixture ``stand``."""

import threading
from abc import ABC, abstractmethod
from uuid import UUID

from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.ports import Printer
from kiosk.hardware.status import (
    Device,
    DeviceEvent,
    DeviceHealth,
    Health,
    PrintBlocked,
    PrintFinished,
)


def job(number: int) -> JobId:
    return JobId(UUID(int=number))


class Heard:
    """The sink of a test: waits for what it is asked for, in any order of the printer's threads."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._healths: list[DeviceHealth] = []
        self._outcomes: dict[JobId, list[PrintOutcome]] = {}
        self._blocks: dict[JobId, list[PaperTrouble | None]] = {}

    def __call__(self, event: DeviceEvent) -> None:
        with self._changed:
            match event:
                case PrintBlocked(of, trouble):
                    assert of not in self._outcomes, "told of a job that has ended"
                    self._blocks.setdefault(of, []).append(trouble)
                case PrintFinished(of, outcome):
                    self._outcomes.setdefault(of, []).append(outcome)
                case DeviceHealth():
                    self._healths.append(event)
            self._changed.notify_all()

    def outcome(self, of: JobId) -> PrintOutcome:
        """The one outcome of that job."""
        with self._changed:
            heard = self._changed.wait_for(lambda: of in self._outcomes, self._patience_s)
            assert heard, f"no outcome; healths: {self._healths}"
            (only,) = self._outcomes[of]
            return only

    def blocked(self, of: JobId, trouble: PaperTrouble | None) -> None:
        """Waits until the last that was told of that job under way is ``trouble``."""
        with self._changed:
            heard = self._changed.wait_for(
                lambda: self._blocks.get(of, [])[-1:] == [trouble], self._patience_s
            )
            assert heard, f"not {trouble}: {self._blocks}, {self._healths}, {self._outcomes}"

    def blocks(self, of: JobId) -> list[PaperTrouble | None]:
        """All that was told of that job while it was under way."""
        with self._changed:
            return list(self._blocks.get(of, []))

    def health(self, health: Health, reason: str | None = None) -> None:
        """Waits for that health; what came before it is forgotten."""
        wanted = DeviceHealth(Device.PRINTER, health, reason)
        with self._changed:
            heard = self._changed.wait_for(lambda: wanted in self._healths, self._patience_s)
            assert heard, f"not {wanted}: {self._healths}, {self._outcomes}"
            del self._healths[: self._healths.index(wanted) + 1]

    def forget(self) -> None:
        with self._changed:
            self._healths.clear()
            self._outcomes.clear()

    def silent(self) -> bool:
        with self._changed:
            return not self._healths and not self._outcomes


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
