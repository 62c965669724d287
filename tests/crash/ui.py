"""kiosk-ui's end of the socket: it hands over, asks again with the same id, and remembers."""

import http.client
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk.app.ids import IdSource
from shared_runtime.clock import SystemClock
from wire.headers import SESSION_HEADER

PATIENCE_S = 10.0
PLANTED = {
    "nir": "255081416802538",
    "birth_date": "19550812",
    "family_name": "PLANTEFOL",
    "given_name": "ROSEMONDE",
}
ADDRESS = {"street": "17 RUE DU PASSAGE CACHE", "postcode": "26740", "city": "SAUZETVILLE"}
SECRETS = (*PLANTED.values(), ADDRESS["street"], ADDRESS["city"])
_DEMANDES: tuple[Mapping[str, Any], ...] = (
    {"kind": "attestation_by_post"},
    {"kind": "address_change", "address": ADDRESS},
    {"kind": "card_opposition", "circumstance": "stolen"},
    {"kind": "ceam"},
)


class Gone(Exception):
    """No answer: whether it was done, nobody knows."""


class Refused(Exception):
    """It was not taken. The text is the problem's type."""


@dataclass(frozen=True, slots=True)
class Action:
    id: UUID
    subject: UUID
    body: bytes


@dataclass
class Ui:
    """What it was told is in ``recorded`` (references by id) and ``allowed`` (jobs that may
    print)."""

    socket: Path
    ids: IdSource = field(default_factory=lambda: IdSource(SystemClock()))
    recorded: dict[UUID, str] = field(default_factory=dict)
    subjects: dict[UUID, list[UUID]] = field(default_factory=dict)
    allowed: set[UUID] = field(default_factory=set)
    on_told: Callable[[UUID], None] = field(default=lambda _: None)
    """Called in the moment when an action counts as recorded, or a job may print."""

    def visit(self, number: int) -> list[Action]:
        """``number`` actions that one visitor confirms, one after the other."""
        subject = self.ids.session()
        return [self._action(subject, each) for each in range(number)]

    def job(self) -> UUID:
        return self.ids.confirmation().job

    def submit(self, action: Action) -> None:
        """Raises Gone, or Refused when the queue takes nothing now."""
        headers = {SESSION_HEADER: str(action.subject), "content-type": "application/json"}
        status, answer = self._ask("PUT", f"/v1/actions/{action.id}", action.body, headers)
        if status != 200:
            raise Refused(answer["type"])
        before = self.recorded.setdefault(action.id, answer["reference"])
        assert before == answer["reference"], "another answer to the same id"
        self.on_told(action.id)
        order = self.subjects.setdefault(action.subject, [])
        if action.id not in order:
            order.append(action.id)

    def intend(self, job: UUID) -> bool:
        """Whether the printer may hear of the job."""
        fresh = bool(self._note(job, "intent")["fresh"])
        if fresh:
            assert job not in self.allowed, "a receipt was allowed twice"
            self.allowed.add(job)
            self.on_told(job)
        return fresh

    def printed(self, job: UUID) -> None:
        for state in ("handed_over", "done"):
            self._note(job, state)

    def waiting(self) -> int:
        """How many actions are still on their way."""
        status, summary = self._ask("GET", "/v1/queue/summary")
        assert status == 200, summary
        return int(summary["ready"] + summary["in_flight"])

    def state(self, action: UUID) -> str:
        status, answer = self._ask("GET", f"/v1/actions/{action}")
        assert status == 200, answer
        return str(answer["state"])

    def quarantined(self) -> list[UUID]:
        found: list[UUID] = []
        before = ""
        while True:
            status, page = self._ask("GET", f"/v1/queue?limit=200{before}")
            assert status == 200, page
            found += [UUID(a["id"]) for a in page["actions"] if a["state"] == "quarantined"]
            if page["next_before"] is None:
                return found
            before = f"&before={page['next_before']}"

    def retry(self, action: UUID) -> None:
        """As staff do."""
        status, answer = self._ask("POST", f"/v1/queue/{action}/retry")
        assert status == 204, answer

    def listens(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(str(self.socket))
        except OSError:
            return False
        return True

    def _action(self, subject: UUID, number: int) -> Action:
        demande = _DEMANDES[number % len(_DEMANDES)]
        asked = {
            "confirmed_at": datetime.now(UTC).isoformat(),
            "with_card": True,
            "demande": {"applicant": PLANTED, **demande},
        }
        return Action(self.ids.confirmation().action, subject, json.dumps(asked).encode())

    def _note(self, job: UUID, state: str) -> Mapping[str, Any]:
        body = json.dumps({"state": state}).encode()
        headers = {"content-type": "application/json"}
        status, answer = self._ask("PUT", f"/v1/prints/{job}", body, headers)
        if status != 200:
            raise Refused(answer["type"])
        return answer

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Mapping[str, Any]]:
        line = _Line(self.socket)
        try:
            line.request(method, path, body, dict(headers or {}))
            said = line.getresponse()
            answer = json.loads(said.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Gone(type(error).__name__) from None
        finally:
            line.close()
        return said.status, answer


class _Line(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(str(self._path))
