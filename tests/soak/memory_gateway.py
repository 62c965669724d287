"""kiosk-sync in memory: answers at once for everybody, and its status stream on a real socket."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.domain.identity import Holder
from kiosk.domain.ids import Confirmation, JobId, SessionId
from kiosk.domain.outcomes import (
    CallOutcome,
    Cause,
    Refused,
    SessionLost,
    SubmitOutcome,
    Unreachable,
)
from kiosk.domain.paper import JobFate
from tests.domain.people import attestation, droits
from wire.actions import ActionRecorded
from wire.attestation import IssueAttestation
from wire.calls.call import Call
from wire.calls.rights import RIGHTS
from wire.calls.session import SEND_CODE
from wire.citizen import (
    AccountState,
    CardHolder,
    CheckCode,
    CodeAccepted,
    CodeSent,
    CodeWrong,
    SessionOpened,
)
from wire.demandes.demande import Assurance
from wire.demandes.kinds import Demande
from wire.problem import ProblemType

CODE, SENT_CODE = "2580", "258025"
SIGN_OF_LIFE_S = 5.0
_STATUS = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
    b'event: status\ndata: {"state": "%s"}\n\n'
)


class MemoryGateway:
    """A ``Gateway``. ``absent`` makes the next calls fail, ``forgetful`` the next reading of rights
    lose the session: as many as they say."""

    def __init__(self) -> None:
        self.absent = 0
        self.forgetful = 0
        self._holder: Holder | None = None

    def call(self, call: Call[Any, Any], session: SessionId, request: object) -> CallOutcome[Any]:
        if call is RIGHTS and self.forgetful:
            self.forgetful -= 1
            return SessionLost()
        return Unreachable(Cause.NETWORK) if self._fails() else self._answer(call, request)

    def _answer(self, call: Call[Any, Any], request: object) -> CallOutcome[Any]:
        match request:
            case CardHolder(nir, birth_date, family_name, given_name):
                self._holder = Holder(family_name, given_name, birth_date, "F", nir)
                return SessionOpened(AccountState.ACTIF)
            case CheckCode(_, code):
                return CodeAccepted() if code in (CODE, SENT_CODE) else CodeWrong(2)
            case None if call is SEND_CODE:
                return CodeSent("42", 600)
            case None if call is RIGHTS and self._holder is not None:
                return droits(self._holder, "Lou", "Sacha")
            case IssueAttestation(_, _, version) if self._holder is not None:
                return attestation(self._holder, version)
            case _:
                return Unreachable(Cause.NETWORK)

    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome:
        if self._fails():
            return Refused(ProblemType.QUEUE_UNAVAILABLE)
        return ActionRecorded("20261122-0000-07-000001-00", Assurance.CARD, online=True)

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


class StatusServer:
    """Says on ``path`` how central is, to whoever listens, until it is closed."""

    def __init__(self, path: Path, state: str = "online") -> None:
        self._status = _STATUS % state.encode()
        self._closing = threading.Event()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve, name="status-server", daemon=True)
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
                    line.sendall(self._status)
                    while not self._closing.wait(SIGN_OF_LIFE_S):
                        line.sendall(b": alive\n\n")
