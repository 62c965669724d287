"""Errors on every HTTP door: RFC 9457 problem details with stable types."""

from enum import StrEnum

from wire.base import Answer

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:borne:problem:"


class ProblemType(StrEnum):
    """The slugs behind ``urn:borne:problem:``. Never renamed, only added to."""

    INVALID_REQUEST = "invalid-request"
    TOO_LARGE = "too-large"
    HEADERS_TOO_LARGE = "headers-too-large"
    TOO_BUSY = "too-busy"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    KIOSK_UNKNOWN = "kiosk-unknown"
    PEER_REFUSED = "peer-refused"
    SESSION_LOST = "session-lost"
    LEVEL_TOO_LOW = "level-too-low"
    TOO_MANY_REQUESTS = "too-many-requests"
    BENEFICIARY_UNKNOWN = "beneficiary-unknown"
    NO_CURRENT_RIGHTS = "no-current-rights"
    MESSAGE_NOT_SENT = "message-not-sent"
    ACTION_CONFLICT = "action-conflict"
    QUEUE_FULL = "queue-full"
    QUEUE_UNAVAILABLE = "queue-unavailable"
    CENTRAL_UNREACHABLE = "central-unreachable"
    STORE_UNAVAILABLE = "store-unavailable"
    INTERNAL = "internal"

    @property
    def urn(self) -> str:
        return PREFIX + self.value


class Problem(Answer):
    """``detail`` is for developers and never names a person. ``cause`` (central-unreachable only)
    is one of network, timeout, nonsense, server, clock, refused."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: tuple[str, ...] = ()
    retry_after_s: int | None = None
    cause: str | None = None

    @property
    def slug(self) -> str:
        return self.type.removeprefix(PREFIX)
