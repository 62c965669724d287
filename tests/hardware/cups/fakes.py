"""A clock that only tests move, and a print service whose every answer a test has written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.states import JobSeen, JobState, JobView, PrinterState, PrinterView

WAITING = JobSeen(JobState.PENDING)
PRINTING = JobSeen(JobState.PROCESSING)
CANCELLED = JobSeen(JobState.CANCELLED)
COMPLETED = JobSeen(JobState.COMPLETED)
IDLE = PrinterView()
BUSY = PrinterView(PrinterState.PROCESSING)
CONNECTING = PrinterView(PrinterState.PROCESSING, connecting=True, tells_sent=True)
SENT = PrinterView(PrinterState.PROCESSING, sent=True, tells_sent=True)
PAUSED = PrinterView(PrinterState.STOPPED, troubles=(PaperTrouble.OTHER,))


def busy(*troubles: PaperTrouble) -> PrinterView:
    """A printer that is stopped in the middle of a document."""
    return PrinterView(PrinterState.PROCESSING, troubles=troubles)


class FakeClock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def monotonic(self) -> float:
        return self.seconds


@dataclass
class FakeSpooler:
    """``jobs`` and ``printers`` are what is seen at each look; the last one stays. A Failing
    among them is raised as SpoolerError."""

    jobs: list[JobView | Failing] = field(default_factory=lambda: [COMPLETED])
    printers: list[PrinterView | Failing] = field(default_factory=lambda: [IDLE])
    fail: dict[str, Failing] = field(default_factory=dict)
    asking: int | None = None
    after_cancel: JobView = CANCELLED
    dirty_purges: int = 0
    calls: list[str] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)
    on_look: Callable[[], None] = lambda: None
    on_call: dict[str, Callable[[], None]] = field(default_factory=dict)

    def create(self) -> int:
        self._called("create")
        return 7

    def send(self, number: int, pdf: bytes) -> None:
        self._called("send")
        self.documents.append(pdf)

    def ask(self) -> int | None:
        self._called("ask")
        return self.asking

    def finish(self) -> None:
        self._called("finish")

    def job(self, number: int) -> JobView:
        self.on_look()
        if "cancel" in self.calls:
            return self.after_cancel
        view: JobView = _next(self.jobs)
        return view

    def printer(self) -> PrinterView:
        view: PrinterView = _next(self.printers)
        return view

    def resume(self) -> None:
        self._called("resume")

    def cancel(self, number: int) -> None:
        self._called("cancel")

    def purge(self) -> bool:
        self._called("purge")
        self.dirty_purges -= 1
        return self.dirty_purges < 0

    def close(self) -> None:
        self._called("close")

    def _called(self, name: str) -> None:
        self.calls.append(name)
        self.on_call.get(name, lambda: None)()
        if name in self.fail:
            raise SpoolerError(self.fail[name])


def _next(answers: list[Any]) -> Any:
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    if isinstance(answer, Failing):
        raise SpoolerError(answer)
    return answer
