"""The simulated receipt printer: a thread that puts strips into a folder."""

import threading
from collections import deque
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
from kiosk.hardware.escpos.status import ReceiptPrinterStatus, StopCause, Stopped, Well
from kiosk.hardware.ports import EventSink
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from kiosk.hardware.status import DeviceEvent, DeviceHealth, PrintFinished
from shared_runtime.private import Private

_JOIN_S = 2.0
_SLOWER = 10.0
_LOSES = frozenset({ReceiptFault.VANISHES, ReceiptFault.HALF})
"""Faults that lose the strip under way without being seen before it."""


@dataclass(frozen=True, slots=True)
class SimulatedReceiptTimes:
    """Seconds: one strip; how long silence is borne."""

    strip_s: float = 0.5
    silence_s: float = 5.0


@dataclass(frozen=True, slots=True, repr=False)
class _Order(Private):
    job: JobId
    strip: bytes
    session: int


class SimReceiptPrinter:
    """A ``ReceiptPrinter``. Strips come out as ``0001.escpos``, ``0002.escpos``… in ``folder``,
    which is made at start."""

    def __init__(self, folder: Path, times: SimulatedReceiptTimes | None = None) -> None:
        self._folder, self._times = folder, times or SimulatedReceiptTimes()
        self._changed = threading.Condition()
        self._fault: ReceiptFault | None = None
        self._orders: deque[_Order] = deque()
        self._seen: set[JobId] = set()
        self._purges = 0
        self._under_way: _Order | None = None
        self._pulled_out = False
        self._told: DeviceHealth | None = None
        self._stopping = False
        self._sink: EventSink | None = None
        self._thread: threading.Thread | None = None

    @property
    def ready(self) -> bool:
        return isinstance(self._status(), Well)

    @property
    def fault(self) -> ReceiptFault | None:
        return self._fault

    @property
    def printing(self) -> bool:
        """A strip is in the machine now."""
        return self._under_way is not None

    def set_times(self, times: SimulatedReceiptTimes) -> None:
        """The strip under way begins anew."""
        with self._changed:
            self._times = times
            self._changed.notify_all()

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends everything with None. Raises ValueError for others."""
        fault = None if name is None else ReceiptFault(name)
        with self._changed:
            self._fault = fault
            self._pulled_out = fault is ReceiptFault.VANISHES and self.printing
            self._tell_state()
            self._changed.notify_all()

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._changed:
            self._sink = sink
            self._tell_state()
        self._thread = threading.Thread(target=self._work, name="receipts-sim", daemon=True)
        self._thread.start()

    def print_strip(self, job: JobId, strip: bytes) -> None:
        with self._changed:
            if job in self._seen:
                return
            self._seen.add(job)
            self._orders.append(_Order(job, strip, self._purges))
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
        status = self._status()
        if not isinstance(status, Well):
            return NotPrinted(trouble(status))
        if self._is_void(order):
            return NotPrinted(PaperTrouble.OTHER)
        self._under_way = order
        self._pulled_out = self._fault is ReceiptFault.VANISHES
        self._tell_state()
        came = self._came_out(order)
        self._under_way = None
        if not came:
            return MaybePrinted()
        self._put_out(order.strip)
        return HandedOver(1, Medium.STRIP)

    def _came_out(self, order: _Order) -> bool:
        """Whether the printer says so once the time for a strip has passed."""
        while self._fault not in _LOSES and isinstance(self._status(), Well):
            if self._undisturbed(order):
                return True
            if self._is_void(order):
                return False
        self._changed.wait_for(lambda: self._is_void(order), timeout=self._times.silence_s)
        return False

    def _undisturbed(self, order: _Order) -> bool:
        """Whether a strip's time passes without anything happening."""
        times, fault = self._times, self._fault
        slower = _SLOWER if fault is ReceiptFault.SLOW else 1.0
        return not self._changed.wait_for(
            lambda: self._is_void(order) or self._fault is not fault or self._times is not times,
            timeout=times.strip_s * slower,
        )

    def _status(self) -> ReceiptPrinterStatus:
        if self._pulled_out:
            return Stopped(StopCause.ABSENT)
        return Well() if self._fault is None else self._fault.status

    def _is_void(self, order: _Order) -> bool:
        return order.session != self._purges

    def _put_out(self, strip: bytes) -> None:
        numbers = [int(path.stem) for path in self._folder.glob("*.escpos") if path.stem.isdigit()]
        path = self._folder / f"{max(numbers, default=0) + 1:04}.escpos"
        # Whoever watches the folder sees whole strips only.
        arriving = path.with_suffix(".part")
        arriving.write_bytes(strip)
        arriving.rename(path)

    def _tell_state(self) -> None:
        now = health(self._status())
        if now != self._told:
            self._told = now
            self._tell(now)

    def _tell(self, event: DeviceEvent) -> None:
        if self._sink is not None:
            self._sink(event)
