"""A printer whose paper is a folder, and whose faults are chosen by name."""

import threading
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.domain.private import Private
from kiosk.hardware.ports import EventSink
from kiosk.hardware.status import Device, DeviceEvent, DeviceHealth, Health, PrintFinished

_JOIN_S = 2.0


class PrinterFault(StrEnum):
    """The menu. The first four stop paper until they are mended."""

    PAPER_OUT = "paper_out"
    PAPER_JAM = "paper_jam"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    SLOW = "slow"
    """Ten times slower than usual."""
    STUCK = "stuck"
    """Takes the document and says nothing more."""
    LIES_COMPLETED = "lies_completed"
    """Reports success, and no paper comes."""
    DISAPPEARS = "disappears"
    """Switched off in the middle of a document, and for as long as the fault stays."""
    TONER_LOW = "toner_low"
    """Degraded: everything is printed."""


_STOPS = {
    PrinterFault.PAPER_OUT: PaperTrouble.PAPER_OUT,
    PrinterFault.PAPER_JAM: PaperTrouble.PAPER_JAM,
    PrinterFault.COVER_OPEN: PaperTrouble.COVER_OPEN,
    PrinterFault.OFFLINE: PaperTrouble.OFFLINE,
}
_SLOWER = 10.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: one page; how long a fault may last in mid-job; how long silence is borne."""

    page_s: float = 0.5
    blocked_s: float = 60.0
    silence_s: float = 150.0


@dataclass(frozen=True, slots=True, repr=False)
class _Order(Private):
    job: JobId
    pdf: bytes
    pages: int
    session: int


class SimPrinter:
    """A ``Printer``. Paper comes out as ``0001.pdf``, ``0002.pdf``… in ``folder``, which is made
    at start; the numbers go on where an earlier life stopped."""

    def __init__(self, folder: Path, pace: Pace | None = None) -> None:
        self._folder, self._pace = folder, pace or Pace()
        self._changed = threading.Condition()
        self._fault: PrinterFault | None = None
        self._orders: deque[_Order] = deque()
        self._seen: set[JobId] = set()
        self._purges = 0
        self._printing = False
        self._stopping = False
        self._sink: EventSink | None = None
        self._thread: threading.Thread | None = None

    @property
    def fault(self) -> PrinterFault | None:
        return self._fault

    @property
    def printing(self) -> bool:
        """A document is in the machine now."""
        return self._printing

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends everything with None. Raises ValueError for others."""
        fault = None if name is None else PrinterFault(name)
        with self._changed:
            self._fault = fault
            self._changed.notify_all()
        self._tell(self._health(fault))

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sink = sink
        self._tell(self._health(self._fault))
        self._thread = threading.Thread(target=self._work, name="printer-sim", daemon=True)
        self._thread.start()

    def print_pdf(self, job: JobId, pdf: bytes, pages: int) -> None:
        with self._changed:
            if job in self._seen:
                return
            self._seen.add(job)
            self._orders.append(_Order(job, pdf, pages, self._purges))
            self._changed.notify_all()

    def purge(self) -> None:
        with self._changed:
            self._purges += 1
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._purges += 1
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_S)
        self._sink = None

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or self._orders)
                if self._stopping:
                    return
                order = self._orders.popleft()
                outcome = self._answer(order)
            self._tell(PrintFinished(order.job, outcome))

    def _answer(self, order: _Order) -> PrintOutcome:
        """Called with the condition held, which waiting lets go."""
        if self._is_void(order):
            return NotPrinted(PaperTrouble.OTHER)
        if (trouble := self._trouble()) is not None:
            return NotPrinted(trouble)
        self._printing = True
        outcome = self._print(order)
        self._printing = False
        return outcome

    def _print(self, order: _Order) -> PrintOutcome:
        while self._stopped_within(order, self._duration_s(order)):
            if (ended := self._stoppage(order)) is not None:
                return ended
        if self._fault is not PrinterFault.LIES_COMPLETED:
            self._put_out(order.pdf)
        return HandedOver(order.pages)

    def _stopped_within(self, order: _Order, seconds: float) -> bool:
        return self._changed.wait_for(
            lambda: self._is_void(order) or self._halted(), timeout=seconds
        )

    def _stoppage(self, order: _Order) -> PrintOutcome | None:
        """What comes of a stop in mid-job; None when it was mended in time."""
        trouble = self._trouble()
        bearable_s = self._pace.silence_s if trouble is None else self._pace.blocked_s
        if self._fault is not PrinterFault.DISAPPEARS:
            self._changed.wait_for(
                lambda: self._is_void(order) or not self._halted(), timeout=bearable_s
            )
        if not self._is_void(order) and not self._halted():
            return None
        if trouble is not None and order.pages == 1:
            return NotPrinted(trouble)
        return MaybePrinted()

    def _duration_s(self, order: _Order) -> float:
        slower = _SLOWER if self._fault is PrinterFault.SLOW else 1.0
        return self._pace.page_s * order.pages * slower

    def _halted(self) -> bool:
        return self._fault in _STOPS or self._fault in (
            PrinterFault.STUCK,
            PrinterFault.DISAPPEARS,
        )

    def _trouble(self) -> PaperTrouble | None:
        return _STOPS.get(self._fault) if self._fault is not None else None

    def _is_void(self, order: _Order) -> bool:
        return order.session != self._purges

    def _put_out(self, pdf: bytes) -> None:
        numbers = [int(path.stem) for path in self._folder.glob("*.pdf") if path.stem.isdigit()]
        sheet = self._folder / f"{max(numbers, default=0) + 1:04}.pdf"
        # Whoever watches the folder sees whole papers only.
        arriving = sheet.with_suffix(".part")
        arriving.write_bytes(pdf)
        arriving.rename(sheet)

    def _health(self, fault: PrinterFault | None) -> DeviceHealth:
        match fault:
            case PrinterFault.TONER_LOW:
                return DeviceHealth(Device.PRINTER, Health.OK, fault.value)
            case PrinterFault.DISAPPEARS:
                return DeviceHealth(Device.PRINTER, Health.FAILED, PaperTrouble.OFFLINE.value)
            case fault if fault in _STOPS:
                return DeviceHealth(Device.PRINTER, Health.FAILED, _STOPS[fault].value)
            case _:
                return DeviceHealth(Device.PRINTER, Health.OK)

    def _tell(self, event: DeviceEvent) -> None:
        if self._sink is not None:
            self._sink(event)
