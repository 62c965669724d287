"""The A4 printer of the kiosk on CUPS: one thread prints, one watches."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.health import Assessment, PrintFailure, assess
from kiosk.hardware.cups.idle_poll import IdlePrinterPoll
from kiosk.hardware.cups.job import JobEnded, Pause, PdfDocument, print_document
from kiosk.hardware.cups.settings import CupsSettings
from kiosk.hardware.cups.spooler import CupsSpooler, Spooler
from kiosk.hardware.cups.states import PrinterView
from kiosk.hardware.ports import EventSink
from kiosk.hardware.status import Device, DeviceHealth, Health, PrintBlocked, PrintFinished
from kiosk.hardware.supervisor import Pulse, Supervisor, ThreadTrouble, ThreadTroubleKind
from shared_runtime.clock import Clock
from shared_runtime.private import Private

_STALL_S = 60.0
"""Every call is bounded by seconds, so a silent minute is a bug."""
_BRIEFLY_S = 0.1
_ANSWER_WITHIN_S = 0.5
"""A printer that takes longer to answer makes no document wait."""

_SERVICE = {
    Failing.ABSENT: "service_absent",
    Failing.HUNG: "service_hung",
    Failing.REFUSED: "service_refused",
    Failing.NOT_FOUND: "queue_absent",
}


@dataclass(frozen=True, slots=True, repr=False)
class _Order(Private):
    job: JobId
    document: PdfDocument
    session: int
    """Count of purges when it was given: a later purge voids it."""


MakeSpooler = Callable[[str], Spooler]
"""A Spooler of one's own for the thread of that name."""


class CupsPrinter:
    """A ``Printer``. Jobs of an earlier life are purged at start, before anything is printed."""

    def __init__(
        self, settings: CupsSettings, clock: Clock, spooler: MakeSpooler | None = None
    ) -> None:
        self._limits, self._clock = settings.deadlines, clock
        self._new_spooler = spooler or (lambda name: CupsSpooler(name, settings))
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._seen: set[JobId] = set()
        self._purges = 0
        self._owed = 0
        self._settled = 0
        self._interrupt = threading.Event()
        self._look_again = threading.Event()
        self._failure: PrintFailure | None = None
        self._stopping: PaperTrouble | None = None
        self._came = False
        """The last document came: what the queue repeats of it stopped no paper."""
        self._asking = IdlePrinterPoll(clock, settings.deadlines)
        self._rests_until = clock.monotonic()
        self._told: DeviceHealth | None = None
        self._sink: EventSink = _nobody
        self._supervisor = Supervisor(clock, self._on_trouble)

    def start(self, sink: EventSink) -> None:
        """Once in the life of this object."""
        self._sink = sink
        self.purge()
        self._supervisor.run("printer-jobs", self._work, stall_after_s=_STALL_S)
        self._supervisor.run("printer-watch", self._watch, stall_after_s=_STALL_S)

    def print_pdf(self, job: JobId, pdf: bytes, pages: int) -> None:
        with self._lock:
            if job in self._seen:
                return
            self._seen.add(job)
            order = _Order(job, PdfDocument(pdf, pages), self._purges)
        self._orders.put(order)

    def purge(self) -> None:
        with self._lock:
            self._purges += 1
            self._owed += 1
        self._interrupt.set()
        self._orders.put(None)

    def stop(self) -> None:
        """A job under way is cancelled first, as far as the service answers."""
        self.purge()
        self._supervisor.stop(self._look_again.set)
        self._sink = _nobody

    def _work(self, pulse: Pulse) -> None:
        """Prints and purges, one thing at a time."""
        spooler = self._new_spooler("printer-jobs-connection")
        try:
            while not pulse.stopping():
                self._work_once(spooler, pulse)
            self._settle(spooler)
        finally:
            spooler.close()

    def _work_once(self, spooler: Spooler, pulse: Pulse) -> None:
        pulse.beat()
        settled = self._settle(spooler)
        try:
            order = self._orders.get(timeout=1.0 if settled else self._limits.poll_s)
        except queue.Empty:
            if settled and self._asking.is_due():
                self._ask(spooler, pulse)
            return
        if order is not None:
            self._finish(order, spooler, pulse)

    def _ask(self, spooler: Spooler, pulse: Pulse) -> None:
        began = self._clock.monotonic()

        def makes_way(seconds: float) -> bool:
            """Not at once: an answer comes sooner than a question can be taken back."""
            if pulse.wait(min(seconds, _BRIEFLY_S)):
                return True
            late = self._clock.monotonic() - began >= _ANSWER_WITHIN_S
            return late and not self._orders.empty()

        if self._asking.ask(spooler, makes_way):
            with self._lock:
                self._owed += 1
        self._look_again.set()

    def _finish(self, order: _Order, spooler: Spooler, pulse: Pulse) -> None:
        # A bug on the way must not leave the person waiting: nobody knows, then.
        outcome: PrintOutcome = MaybePrinted()
        try:
            outcome = self._print(spooler, order, pulse)
        finally:
            self._stopping = None
            self._sink(PrintFinished(order.job, outcome))
            self._look_again.set()

    def _settle(self, spooler: Spooler) -> bool:
        """Purges what is owed; True when nothing of ours is left with the service."""
        try:
            return self._pay(spooler)
        except SpoolerError:
            return False

    def _pay(self, spooler: Spooler) -> bool:
        """As ``_settle``; False means that what is left is cancelled. Raises SpoolerError."""
        with self._lock:
            owed = self._owed
        if owed != self._settled:
            if not spooler.purge():
                return False
            self._settled = owed
        return True

    def _print(self, spooler: Spooler, order: _Order, pulse: Pulse) -> PrintOutcome:
        def pause(seconds: float) -> bool:
            pulse.beat()
            self._interrupt.wait(seconds)
            self._interrupt.clear()
            return self._is_void(order)

        try:
            # A service that was not told to drop an earlier paper might print it with this one.
            self._clear(spooler, pause)
            before = spooler.printer()
        except SpoolerError:
            return NotPrinted(PaperTrouble.SERVICE_ABSENT)
        found = self._assess(before)
        if found.trouble is not None:
            return NotPrinted(found.trouble)
        if self._is_void(order):
            return NotPrinted(PaperTrouble.OTHER)

        def tell(trouble: PaperTrouble | None) -> None:
            self._stopping = trouble
            self._sink(PrintBlocked(order.job, trouble))

        harmless = self._harmless(before)
        self._asking.document_came()
        ended = print_document(
            spooler,
            order.document,
            before,
            self._clock,
            self._limits,
            pause,
            tell,
            harmless,
        )
        with self._lock:
            self._owed += 1
        self._asking.document_came()
        self._remember(ended)
        return ended.outcome

    def _clear(self, spooler: Spooler, pause: Pause) -> None:
        """Waits until the document before is out of the way. Raises SpoolerError."""
        until = self._clock.monotonic() + self._limits.clear_s
        while not self._is_clear(spooler) and self._clock.monotonic() < until:
            if pause(min(self._limits.poll_s, _BRIEFLY_S)):
                return

    def _is_clear(self, spooler: Spooler) -> bool:
        return self._pay(spooler) and self._clock.monotonic() >= self._rests_until

    def _harmless(self, before: PrinterView) -> frozenset[PaperTrouble]:
        """What the idle printer warns of, but for what stopped the last document."""
        if not (self._asking.answered or self._came):
            return frozenset()
        stopped = {self._failure.trouble} if self._failure is not None else set()
        return before.mild - stopped

    def _is_void(self, order: _Order) -> bool:
        with self._lock:
            return order.session != self._purges

    def _remember(self, ended: JobEnded) -> None:
        if ended.trouble is not None:
            self._failure = PrintFailure(ended.trouble, self._clock.monotonic())
        elif isinstance(ended.outcome, HandedOver):
            self._failure = None
        self._came = isinstance(ended.outcome, HandedOver)
        if not isinstance(ended.outcome, HandedOver):
            self._rests_until = self._clock.monotonic() + self._limits.rest_s

    def _watch(self, pulse: Pulse) -> None:
        """Tells the printer's health at start and at each change."""
        spooler = self._new_spooler("printer-watch-connection")
        try:
            while not pulse.stopping():
                pulse.beat()
                if not self._asking.busy:
                    self._tell(self._look(spooler))
                self._look_again.wait(self._limits.watch_s)
                self._look_again.clear()
        finally:
            spooler.close()

    def _look(self, spooler: Spooler) -> Assessment:
        try:
            view = spooler.printer()
        except SpoolerError as error:
            return Assessment(Health.FAILED, _SERVICE[error.failing])
        return self._assess(view)

    def _assess(self, view: PrinterView) -> Assessment:
        now = self._clock.monotonic()
        return assess(
            view,
            self._failure,
            now,
            self._limits,
            answered=self._asking.answered,
            stopping=self._stopping,
        )

    def _tell(self, found: Assessment) -> None:
        health = DeviceHealth(Device.PRINTER, found.health, found.reason)
        with self._lock:
            if health == self._told:
                return
            self._told = health
        self._sink(health)

    def _on_trouble(self, trouble: ThreadTrouble) -> None:
        if trouble.trouble is ThreadTroubleKind.GAVE_UP:
            self._tell(Assessment(Health.FAILED, "gave_up"))


def _nobody(_event: object) -> None:
    pass
