"""The simulated printer: a thread that prints into a folder, page by page."""

import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.ports import EventSink
from kiosk.hardware.sim.printer.faults import PrinterFault, health
from kiosk.hardware.status import DeviceEvent, DeviceHealth, PrintBlocked, PrintFinished
from kiosk.hardware.stopped import stopped
from shared_runtime.private import Private

_JOIN_S = 2.0
_SLOWER = 10.0


@dataclass(frozen=True, slots=True)
class SimulatedPrinterTimes:
    """Seconds: one page; how long a fault may last in mid-job; how long silence is borne, and how
    long a service that is gone."""

    page_s: float = 0.5
    blocked_s: float = 60.0
    silence_s: float = 150.0
    lost_s: float = 10.0


@dataclass(frozen=True, slots=True, repr=False)
class _Order(Private):
    job: JobId
    pdf: bytes
    pages: int
    session: int


class SimPrinter:
    """A ``Printer``. Paper comes out as ``0001.pdf``, ``0002.pdf``… in ``folder``, which is made
    at start; the numbers go on where an earlier life stopped. A document that is stopped on its
    way leaves no file; ``sheets`` counts its pages too."""

    def __init__(self, folder: Path, times: SimulatedPrinterTimes | None = None) -> None:
        self._folder, self._times = folder, times or SimulatedPrinterTimes()
        self._changed = threading.Condition()
        self._fault: PrinterFault | None = None
        self._orders: deque[_Order] = deque()
        self._seen: set[JobId] = set()
        self._purges = 0
        self._under_way: _Order | None = None
        self._told: PaperTrouble | None = None
        self._lost = False
        """The document under way is forgotten, and mending brings it back no more."""
        self._health: DeviceHealth | None = None
        self._sheets = 0
        self._stopping = False
        self._sink: EventSink | None = None
        self._thread: threading.Thread | None = None

    @property
    def fault(self) -> PrinterFault | None:
        return self._fault

    @property
    def printing(self) -> bool:
        """A document is in the machine now."""
        return self._under_way is not None

    @property
    def sheets(self) -> int:
        """Sheets in the tray, those of unfinished documents among them."""
        return self._sheets

    def set_times(self, times: SimulatedPrinterTimes) -> None:
        """The page under way begins anew."""
        with self._changed:
            self._times = times
            self._changed.notify_all()

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends everything with None. Raises ValueError for others."""
        fault = None if name is None else PrinterFault(name)
        with self._changed:
            self._fault = fault
            self._lost = self._lost or (fault is not None and fault.forgets)
            self._tell_state()
            self._changed.notify_all()

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._changed:
            self._sink = sink
            self._tell_state()
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
        with self._changed:
            self._sink = None

    def _work(self) -> None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._stopping or self._orders)
                if self._stopping:
                    return
                order = self._orders.popleft()
                self._tell(PrintFinished(order.job, self._answer(order)))

    def _answer(self, order: _Order) -> PrintOutcome:
        """Called with the condition held, which waiting lets go."""
        if self._is_void(order):
            return NotPrinted(PaperTrouble.OTHER)
        if self._fault is not None and (trouble := self._fault.refuses) is not None:
            return NotPrinted(trouble)
        self._under_way, self._lost = order, self._fault is not None and self._fault.forgets
        outcome = self._print(order)
        self._under_way, self._told = None, None
        self._tell_state()
        return outcome

    def _print(self, order: _Order) -> PrintOutcome:
        for _ in range(order.pages):
            while self._interrupted(order):
                if (ended := self._stoppage(order)) is not None:
                    return ended
            self._sheets += self._fault is not PrinterFault.LIES_COMPLETED
        if self._fault is not PrinterFault.LIES_COMPLETED:
            self._put_out(order.pdf)
        return HandedOver(order.pages)

    def _interrupted(self, order: _Order) -> bool:
        """False when the page is out; it stays in the machine for as long as a page takes."""
        times = self._times
        slower = _SLOWER if self._fault is PrinterFault.SLOW else 1.0
        self._tell_state()
        return self._changed.wait_for(
            lambda: (
                self._is_void(order) or self._halted() or self._lost or self._times is not times
            ),
            timeout=times.page_s * slower,
        )

    def _stoppage(self, order: _Order) -> PrintOutcome | None:
        """What comes of an interruption; None when the page can begin anew."""
        trouble = self._trouble()
        self._changed.wait_for(
            lambda: self._is_void(order) or not self._halted(), timeout=self._patience_s()
        )
        if self._lost:
            return MaybePrinted()
        if not self._is_void(order) and not self._halted():
            return None
        last = self._trouble() or trouble or PaperTrouble.OTHER
        return stopped(last, order.pages, begun=True)

    def _patience_s(self) -> float:
        match self._fault:
            case PrinterFault.SERVICE_ABSENT:
                return self._times.lost_s
            case PrinterFault.STUCK | PrinterFault.DISAPPEARS:
                return self._times.silence_s
            case _:
                return self._times.blocked_s

    def _halted(self) -> bool:
        return self._fault is not None and self._fault.halts

    def _trouble(self) -> PaperTrouble | None:
        return self._fault.trouble if self._fault is not None else None

    def _is_void(self, order: _Order) -> bool:
        return order.session != self._purges

    def _put_out(self, pdf: bytes) -> None:
        numbers = [int(path.stem) for path in self._folder.glob("*.pdf") if path.stem.isdigit()]
        sheet = self._folder / f"{max(numbers, default=0) + 1:04}.pdf"
        # Whoever watches the folder sees whole papers only.
        arriving = sheet.with_suffix(".part")
        arriving.write_bytes(pdf)
        arriving.rename(sheet)

    def _tell_state(self) -> None:
        """Tells what has changed: the health, and what stops the document under way."""
        now = health(self._fault, printing=self.printing)
        if now != self._health:
            self._health = now
            self._tell(now)
        if self._under_way is not None and self._trouble() is not self._told:
            self._told = self._trouble()
            self._tell(PrintBlocked(self._under_way.job, self._told))

    def _tell(self, event: DeviceEvent) -> None:
        if self._sink is not None:
            self._sink(event)
