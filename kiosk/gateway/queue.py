"""The queue of kiosk-sync as staff see it: metadata alone, never what anybody asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from kiosk.gateway.asking import Nonsense, Said, Trouble, ask
from shared_runtime.clock import Clock
from wire.actions import QueuedAction, QueuePage, QueueSummary

T = TypeVar("T")

WITHIN_S = 10.0
"""A slow disk under load answers in a second; staff wait no longer than this for a page."""
PAGE = 200
"""As many as kiosk-sync puts into one answer."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One action. ``kind``, ``assurance`` and ``state`` are the words of the wire; ``reason`` is
    why it was quarantined; times are aware, UTC."""

    id: UUID
    reference: str
    kind: str
    assurance: str
    state: str
    created_at: datetime
    expires_at: datetime
    attempts: int
    reason: str | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """The newest first; ``next_before`` continues the list where there is more."""

    actions: tuple[Queued, ...]
    next_before: UUID | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many actions are in each state, and whether there is room for one more."""

    ready: int
    in_flight: int
    acknowledged: int
    quarantined: int
    expired: int
    oldest_waiting_at: datetime | None
    accepting: bool
    stored_bytes: int
    limit_bytes: int
    last_sync_at: datetime | None


@dataclass(frozen=True, slots=True)
class Retried:
    """The action is sent again, under its own id and seal."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The queue does not know such an action, or no longer."""


@dataclass(frozen=True, slots=True)
class NotStuck:
    """The action waits or has arrived: there is nothing to be tried again."""


class QueueClient:
    """Asks one question at a time; nothing is raised."""

    def __init__(self, socket_path: Path, clock: Clock, within_s: float = WITHIN_S) -> None:
        self._socket_path = socket_path
        self._clock = clock
        self._within_s = within_s

    def summary(self) -> Summary | Trouble:
        match self._ask("GET", "/v1/queue/summary"):
            case Said(200, body):
                return _read(body, _summary)
            case Said():
                return Nonsense()
            case trouble:
                return trouble

    def page(self, before: UUID | None = None, limit: int = PAGE) -> Page | Trouble:
        """At most ``limit`` actions, older than ``before``."""
        behind = "" if before is None else f"&before={before}"
        match self._ask("GET", f"/v1/queue?limit={min(limit, PAGE)}{behind}"):
            case Said(200, body):
                return _read(body, _page)
            case Said():
                return Nonsense()
            case trouble:
                return trouble

    def find(self, action: UUID) -> Queued | NotThere | Trouble:
        match self._ask("GET", f"/v1/actions/{action}"):
            case Said(200, body):
                return _read(body, lambda raw: _queued(QueuedAction.model_validate_json(raw)))
            case Said(404):
                return NotThere()
            case Said():
                return Nonsense()
            case trouble:
                return trouble

    def retry(self, action: UUID) -> Retried | NotThere | NotStuck | Trouble:
        match self._ask("POST", f"/v1/queue/{action}/retry"):
            case Said(204):
                return Retried()
            case Said(404):
                return NotThere()
            case Said(409):
                return NotStuck()
            case Said():
                return Nonsense()
            case trouble:
                return trouble

    def _ask(self, method: str, path: str) -> Said | Trouble:
        return ask(self._socket_path, self._clock, self._within_s, method, path)


def _read(body: bytes, parse: Callable[[bytes], T]) -> T | Nonsense:
    try:
        return parse(body)
    except ValidationError:
        return Nonsense()


def _page(body: bytes) -> Page:
    answer = QueuePage.model_validate_json(body)
    return Page(tuple(map(_queued, answer.actions)), answer.next_before)


def _queued(answer: QueuedAction) -> Queued:
    return Queued(
        id=answer.id,
        reference=answer.reference,
        kind=answer.kind,
        assurance=answer.assurance,
        state=answer.state,
        created_at=answer.created_at,
        expires_at=answer.expires_at,
        attempts=answer.attempts,
        reason=answer.reason,
        settled_at=answer.settled_at,
    )


def _summary(body: bytes) -> Summary:
    answer = QueueSummary.model_validate_json(body)
    return Summary(
        ready=answer.ready,
        in_flight=answer.in_flight,
        acknowledged=answer.acknowledged,
        quarantined=answer.quarantined,
        expired=answer.expired,
        oldest_waiting_at=answer.oldest_waiting_at,
        accepting=answer.accepting,
        stored_bytes=answer.stored_bytes,
        limit_bytes=answer.limit_bytes,
        last_sync_at=answer.last_sync_at,
    )
