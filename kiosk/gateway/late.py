"""The gateway as the effects see it, before its HTTP library is loaded."""

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.attestation import AttestationRequest
from kiosk.domain.demandes import Demande
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.domain.outcomes import (
    CodeKind,
    CodeOutcome,
    IssueOutcome,
    OpenOutcome,
    RightsOutcome,
    SendOutcome,
    SubmitOutcome,
)
from kiosk.domain.paper import JobFate
from shared_runtime.clock import Clock

if TYPE_CHECKING:
    from kiosk.gateway.client import GatewayClient
    from kiosk.gateway.prints import PrintJournalClient


class LateGateway:
    """A ``GatewayClient`` that costs nothing until the first call, which is a worker's."""

    def __init__(self, socket_path: Path, clock: Clock) -> None:
        self._socket_path = socket_path
        self._clock = clock

    def client(self) -> "GatewayClient":
        """The real one. Takes some 0.2 s the first time in a process; any thread."""
        from kiosk.gateway.client import GatewayClient

        return GatewayClient(self._socket_path, self._clock)

    def open_session(self, session: SessionId, holder: Holder) -> OpenOutcome:
        return self.client().open_session(session, holder)

    def check_code(self, session: SessionId, kind: CodeKind, code: str) -> CodeOutcome:
        return self.client().check_code(session, kind, code)

    def send_provisional_code(self, session: SessionId) -> SendOutcome:
        return self.client().send_provisional_code(session)

    def fetch_rights(self, session: SessionId) -> RightsOutcome:
        return self.client().fetch_rights(session)

    def issue_attestation(
        self, session: SessionId, action: ActionId, request: AttestationRequest
    ) -> IssueOutcome:
        return self.client().issue_attestation(session, action, request)

    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome:
        return self.client().submit(session, go, demande)

    def close_session(self, session: SessionId) -> None:
        self.client().close_session(session)


class LatePrintJournal:
    """A ``PrintJournalClient``, in the same way."""

    def __init__(self, socket_path: Path, clock: Clock) -> None:
        self._socket_path = socket_path
        self._clock = clock

    def client(self) -> "PrintJournalClient":
        from kiosk.gateway.prints import PrintJournalClient

        return PrintJournalClient(self._socket_path, self._clock)

    def intend(self, job: JobId) -> bool:
        return self.client().intend(job)

    def note(self, job: JobId, fate: JobFate) -> None:
        self.client().note(job, fate)

    def settle(self) -> bool:
        return self.client().settle()
