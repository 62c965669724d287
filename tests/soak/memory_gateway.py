"""kiosk-sync in memory: answers at once for everybody, and its status stream on a real socket."""

import socket
import threading
from contextlib import suppress
from pathlib import Path

from kiosk.domain.attestation import AttestationRequest
from kiosk.domain.demandes import Assurance, Demande, NotRecorded, NotRecordedReason, Recorded
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.domain.outcomes import (
    AccountState,
    Cause,
    CodeAccepted,
    CodeKind,
    CodeOutcome,
    CodeSent,
    CodeWrong,
    IssueOutcome,
    Opened,
    OpenOutcome,
    Reached,
    RightsOutcome,
    SendOutcome,
    SessionLost,
    SubmitOutcome,
    Unreachable,
)
from kiosk.domain.paper import JobFate
from tests.domain.people import attestation, droits

CODE = "2580"
SIGN_OF_LIFE_S = 5.0
_STATUS = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
    b'event: status\ndata: {"state": "online"}\n\n'
)


class MemoryGateway:
    """A ``Gateway``. ``absent`` makes the next calls fail, ``forgetful`` the next reading of rights
    lose the session: as many as they say."""

    def __init__(self) -> None:
        self.absent = 0
        self.forgetful = 0
        self._holder: Holder | None = None

    def open_session(self, session: SessionId, holder: Holder) -> OpenOutcome:
        if self._fails():
            return Unreachable(Cause.NETWORK)
        self._holder = holder
        return Opened(AccountState.ACTIF, None)

    def check_code(self, session: SessionId, kind: CodeKind, code: str) -> CodeOutcome:
        if self._fails():
            return Unreachable(Cause.NETWORK)
        return CodeAccepted() if code == CODE else CodeWrong(2)

    def send_provisional_code(self, session: SessionId) -> SendOutcome:
        return Unreachable(Cause.NETWORK) if self._fails() else CodeSent("42")

    def fetch_rights(self, session: SessionId) -> RightsOutcome:
        if self.forgetful:
            self.forgetful -= 1
            return SessionLost()
        if self._fails() or self._holder is None:
            return Unreachable(Cause.NETWORK)
        return Reached(droits(self._holder, "Lou", "Sacha"))

    def issue_attestation(
        self, session: SessionId, action: ActionId, request: AttestationRequest
    ) -> IssueOutcome:
        if self._fails() or self._holder is None:
            return Unreachable(Cause.NETWORK)
        return Reached(attestation(self._holder, request.version))

    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome:
        if self._fails():
            return NotRecorded(NotRecordedReason.UNAVAILABLE)
        return Recorded("20261122-0000-07-000001-00", Assurance.CARD, online=True)

    def close_session(self, session: SessionId) -> None:
        self._holder = None

    def _fails(self) -> bool:
        if self.absent:
            self.absent -= 1
            return True
        return False


class MemoryJournal:
    """A ``Journal`` that gives every job leave once, and forgets it when it is settled."""

    def __init__(self) -> None:
        self._open: set[JobId] = set()

    def intend(self, job: JobId) -> bool:
        fresh = job not in self._open
        self._open.add(job)
        return fresh

    def note(self, job: JobId, fate: JobFate) -> None:
        if fate is not JobFate.HANDED_OVER:
            self._open.discard(job)

    def settle(self) -> bool:
        return True


class StatusDoor:
    """Says on ``path`` that central is online, to whoever listens, until it is closed."""

    def __init__(self, path: Path) -> None:
        self._closing = threading.Event()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve, name="status-door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                with line, suppress(OSError):
                    line.sendall(_STATUS)
                    while not self._closing.wait(SIGN_OF_LIFE_S):
                        line.sendall(b": alive\n\n")
