"""The queue of kiosk-sync as staff see it: metadata alone, never what anybody asked for."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from kiosk.gateway.query import GatewayTrouble, HttpAnswer, Nonsense, ask
from shared_runtime.clock import Clock
from wire.actions import QueuedAction, QueuePage, QueueSummary
from wire.codec import Codec, Malformed

T = TypeVar("T")

WITHIN_S = 10.0
"""A slow disk under load answers in a second; staff wait no longer than this for a page."""
PAGE = 200
"""As many as kiosk-sync puts into one answer."""
_SUMMARY = Codec[QueueSummary](QueueSummary)
_PAGE = Codec[QueuePage](QueuePage)
_QUEUED = Codec[QueuedAction](QueuedAction)


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

    def summary(self) -> QueueSummary | GatewayTrouble:
        match self._ask("GET", "/v1/queue/summary"):
            case HttpAnswer(200, body):
                return _read(body, _SUMMARY)
            case HttpAnswer():
                return Nonsense()
            case trouble:
                return trouble

    def page(self, before: UUID | None = None, limit: int = PAGE) -> QueuePage | GatewayTrouble:
        """At most ``limit`` actions, older than ``before``."""
        behind = "" if before is None else f"&before={before}"
        match self._ask("GET", f"/v1/queue?limit={min(limit, PAGE)}{behind}"):
            case HttpAnswer(200, body):
                return _read(body, _PAGE)
            case HttpAnswer():
                return Nonsense()
            case trouble:
                return trouble

    def find(self, action: UUID) -> QueuedAction | NotThere | GatewayTrouble:
        match self._ask("GET", f"/v1/actions/{action}"):
            case HttpAnswer(200, body):
                return _read(body, _QUEUED)
            case HttpAnswer(404):
                return NotThere()
            case HttpAnswer():
                return Nonsense()
            case trouble:
                return trouble

    def retry(self, action: UUID) -> Retried | NotThere | NotStuck | GatewayTrouble:
        match self._ask("POST", f"/v1/queue/{action}/retry"):
            case HttpAnswer(204):
                return Retried()
            case HttpAnswer(404):
                return NotThere()
            case HttpAnswer(409):
                return NotStuck()
            case HttpAnswer():
                return Nonsense()
            case trouble:
                return trouble

    def _ask(self, method: str, path: str) -> HttpAnswer | GatewayTrouble:
        return ask(self._socket_path, self._clock, self._within_s, method, path)


def _read(body: bytes, codec: Codec[T]) -> T | Nonsense:
    try:
        return codec.read(body)
    except Malformed:
        return Nonsense()
