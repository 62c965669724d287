"""What devices report, told to the session in its own events."""

from collections.abc import Callable
from typing import assert_never

from kiosk.domain.events import (
    Answered,
    CardAnswered,
    CardArrived,
    CardLeft,
    Event,
    FaultCleared,
    FaultRaised,
    PaperBlocked,
)
from kiosk.domain.faults import Fault
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import JobId, SessionId, Stamp
from kiosk.hardware.status import (
    CardInserted,
    CardTakenOut,
    Device,
    DeviceEvent,
    DeviceHealth,
    Health,
    Insertion,
    PrintBlocked,
    PrintFinished,
)
from kiosk.hardware.status import (
    CardReadFinished as ReaderAnswered,
)

_FAULT = {
    Device.CARD_READER: Fault.READER_ABSENT,
    Device.PRINTER: Fault.PRINTER,
    Device.RECEIPT_PRINTER: Fault.RECEIPT_PRINTER,
}


class DeviceEvents:
    """Translates on the main thread. Mints a session for each card put in; knows for which turn
    of the session each job was printed."""

    def __init__(self, post: Callable[[Event], None], new_session: Callable[[], SessionId]) -> None:
        self._post = post
        self._new_session = new_session
        self._sessions: dict[Insertion, SessionId] = {}
        self._stamps: dict[JobId, Stamp] = {}
        self._faults: set[Fault] = {Fault.READER_ABSENT}

    def expect_paper(self, job: JobId, stamp: Stamp) -> None:
        """The result of ``job`` will answer the turn ``stamp``. One paper is awaited at a time: the
        result of an earlier job that never came answers nobody any more."""
        self._stamps = {job: stamp}

    def take(self, event: DeviceEvent) -> None:
        match event:
            case CardInserted(insertion):
                self._sessions = {insertion: self._new_session()}
                self._post(CardArrived(self._sessions[insertion]))
            case ReaderAnswered(insertion, outcome):
                if insertion in self._sessions:
                    self._post(CardAnswered(self._sessions[insertion], outcome))
            case CardTakenOut():
                self._sessions = {}
                self._post(CardLeft())
            case PrintBlocked(job, trouble):
                if job in self._stamps:
                    self._post(PaperBlocked(self._stamps[job], trouble))
            case PrintFinished(job, outcome):
                stamp = self._stamps.pop(job, None)
                if stamp is not None:
                    self._post(Answered(stamp, StepResult(outcome)))
            case DeviceHealth():
                self._health(event)
            case _:
                assert_never(event)

    def _health(self, report: DeviceHealth) -> None:
        """Only a change is told. A reader that knows nothing serves nobody, and a receipt printer
        that answers nothing gets no work; the printer of sheets may still print, and says so when
        it cannot."""
        fault = _FAULT[report.device]
        blind = report.health is Health.UNKNOWN and report.device is not Device.PRINTER
        faulty = report.health is Health.FAILED or blind
        if faulty and fault not in self._faults:
            self._faults.add(fault)
            self._post(FaultRaised(fault))
        elif not faulty and fault in self._faults:
            self._faults.discard(fault)
            self._post(FaultCleared(fault))
