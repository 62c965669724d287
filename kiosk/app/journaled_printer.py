"""A printer behind a journal on disk: what loses power in between is never printed twice."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, assert_never

from kiosk.app.effects import CannotDraw, PaperPrinter
from kiosk.domain.actions import Document
from kiosk.domain.ids import JobId
from kiosk.domain.paper import (
    HandedOver,
    JobFate,
    MaybePrinted,
    NotPrinted,
    PaperTrouble,
    PrintOutcome,
)
from kiosk.hardware.status import DeviceEvent, PrintFinished
from kiosk.runtime.early_log import EventLogger

log = EventLogger(__name__)


class Journal(Protocol):
    """Jobs on disk. Every call blocks, has its own deadline and raises nothing; any thread."""

    def intend(self, job: JobId) -> bool: ...
    def note(self, job: JobId, fate: JobFate) -> None: ...
    def settle(self) -> bool: ...


class JournaledPrinter:
    """A ``PaperPrinter`` that asks the journal for leave first. A job without leave, or of a
    document that nobody draws, is not printed, and ``tell`` is told so. What comes of the others is
    written down by a thread of its own."""

    def __init__(
        self,
        printer: PaperPrinter,
        journal: Journal,
        tell: Callable[[PrintFinished], None],
        on_bug: Callable[[BaseException], None],
    ) -> None:
        self._printer = printer
        self._journal = journal
        self._tell = tell
        self._on_bug = on_bug
        self._settling = threading.Lock()
        self._settled = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="print-journal")

    def begin(self) -> None:
        """The journal can be reached: whatever an earlier run left open there is settled. Returns
        at once."""
        self._write(self._settle)

    def stop(self) -> None:
        """What is not written down yet stays open in the journal."""
        self._writer.shutdown(wait=False, cancel_futures=True)

    def expect(self, job: JobId) -> None:
        self._printer.expect(job)

    def put_to_paper(self, job: JobId, document: Document) -> bool:
        # Before the first job of this run, which would else be taken for one of an earlier run.
        self._settle()
        if not self._journal.intend(job):
            return self._not_printed(job)
        try:
            taken = self._printer.put_to_paper(job, document)
        except CannotDraw as kind:
            log.error("paper_not_drawn", document=str(kind))
            return self._not_printed(job)
        self._write(self._journal.note, job, JobFate.HANDED_OVER if taken else JobFate.FAILED)
        return taken

    def _not_printed(self, job: JobId) -> bool:
        self._tell(PrintFinished(job, NotPrinted(PaperTrouble.OTHER)))
        return False

    def purge(self) -> None:
        self._printer.purge()

    def take(self, event: DeviceEvent) -> None:
        """What a printer says of a job goes into the journal. Returns at once."""
        if isinstance(event, PrintFinished):
            self._write(self._journal.note, event.job, _fate(event.outcome))

    def _settle(self) -> None:
        with self._settling:
            self._settled = self._settled or self._journal.settle()

    def _write(self, call: Callable[..., object], *arguments: object) -> None:
        try:
            writing = self._writer.submit(call, *arguments)
        except RuntimeError:
            return  # stopped: the next run settles what is open
        writing.add_done_callback(self._watch)

    def _watch(self, future: "Future[object]") -> None:
        bug = None if future.cancelled() else future.exception()
        if bug is not None:
            self._on_bug(bug)


def _fate(outcome: PrintOutcome) -> JobFate:
    match outcome:
        case HandedOver():
            return JobFate.DONE
        case NotPrinted():
            return JobFate.FAILED
        case MaybePrinted():
            return JobFate.UNKNOWN
        case _:
            assert_never(outcome)
