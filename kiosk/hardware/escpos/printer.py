"""The receipt printer of the kiosk: one thread asks its device file and feeds it."""

import queue
import threading
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.ids import JobId
from kiosk.domain.paper import (
    HandedOver,
    MaybePrinted,
    Medium,
    NotPrinted,
    PaperTrouble,
    PrintOutcome,
)
from kiosk.hardware.escpos.health import health, trouble
from kiosk.hardware.escpos.link import LinkTimeouts, PrinterLink, SendOutcome
from kiosk.hardware.escpos.status import ReceiptPrinterStatus, Well
from kiosk.hardware.ports import EventSink
from kiosk.hardware.status import Device, DeviceHealth, Health, PrintFinished
from kiosk.hardware.supervisor import Pulse, Supervisor, ThreadTrouble, ThreadTroubleKind
from shared_runtime.clock import Clock
from shared_runtime.private import Private

_STALL_S = 60.0
"""Every wait is bounded by seconds, so a silent minute is a bug."""


@dataclass(frozen=True, slots=True, repr=False)
class _Order(Private):
    job: JobId
    strip: bytes
    session: int
    """Count of purges when it was given: a later purge voids it."""


class EscposReceiptPrinter:
    """A ``ReceiptPrinter``. What an earlier life left in it is cleared before anything prints."""

    def __init__(self, path: Path, clock: Clock, timeouts: LinkTimeouts | None = None) -> None:
        self._path, self._clock, self._timeouts = path, clock, timeouts or LinkTimeouts()
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._seen: set[JobId] = set()
        self._purges = 0
        self._told: DeviceHealth | None = None
        self._sink: EventSink = _nobody
        self._supervisor = Supervisor(clock, self._on_trouble)

    @property
    def ready(self) -> bool:
        told = self._told
        return told is not None and told.health is Health.OK

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._sink = sink
        self._supervisor.run("receipts", self._work, stall_after_s=_STALL_S)

    def print_strip(self, job: JobId, strip: bytes) -> None:
        with self._lock:
            if job in self._seen:
                return
            self._seen.add(job)
            order = _Order(job, strip, self._purges)
        self._orders.put(order)

    def purge(self) -> None:
        with self._lock:
            self._purges += 1

    def stop(self) -> None:
        """A strip under way is cleared away first, as far as the printer answers."""
        self.purge()
        self._supervisor.stop(lambda: self._orders.put(None))
        self._sink = _nobody

    def _work(self, pulse: Pulse) -> None:
        link = PrinterLink(self._path, self._clock, self._timeouts)
        while not pulse.stopping():
            pulse.beat()
            self._tell(link.status())
            if (order := self._next()) is not None:
                self._finish(order, link, pulse)

    def _next(self) -> _Order | None:
        try:
            return self._orders.get(timeout=self._timeouts.watch_s)
        except queue.Empty:
            return None

    def _finish(self, order: _Order, link: PrinterLink, pulse: Pulse) -> None:
        # A bug on the way must not leave the person waiting: nobody knows, then.
        outcome: PrintOutcome = MaybePrinted()
        try:
            outcome = self._print(order, link, pulse)
        finally:
            self._sink(PrintFinished(order.job, outcome))

    def _print(self, order: _Order, link: PrinterLink, pulse: Pulse) -> PrintOutcome:
        def wanted() -> bool:
            pulse.beat()
            with self._lock:
                return order.session == self._purges

        status = link.status()
        if not isinstance(status, Well):
            self._tell(status)
            return NotPrinted(trouble(status))
        if not wanted():
            return NotPrinted(PaperTrouble.OTHER)
        match link.send(order.strip, wanted):
            case SendOutcome.PRINTED:
                return HandedOver(1, Medium.STRIP)
            case SendOutcome.NOTHING:
                return NotPrinted(PaperTrouble.OFFLINE)
            case SendOutcome.UNSURE:
                return MaybePrinted()

    def _tell(self, status: ReceiptPrinterStatus) -> None:
        self._report(health(status))

    def _report(self, found: DeviceHealth) -> None:
        with self._lock:
            if found == self._told:
                return
            self._told = found
        self._sink(found)

    def _on_trouble(self, of_thread: ThreadTrouble) -> None:
        if of_thread.trouble is ThreadTroubleKind.GAVE_UP:
            self._report(DeviceHealth(Device.RECEIPT_PRINTER, Health.FAILED, "gave_up"))


def _nobody(_event: object) -> None:
    pass
