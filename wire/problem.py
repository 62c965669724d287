"""Errors on every HTTP door: RFC 9457 problem details with stable types."""

from enum import StrEnum
from typing import Self

from wire.base import Answer

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:borne:problem:"


class ProblemType(StrEnum):
    """The table of problems: the slug behind ``urn:borne:problem:``, its status and title.

    ``refuses``: an honest request of a person may be answered with it. kiosk-sync passes it on as
    central said it, and the screens have words for it; any other means that two programs do not
    understand each other. Never renamed, only added to.
    """

    status: int
    summary: str
    refuses: bool

    def __new__(cls, slug: str, status: int, summary: str, refuses: bool = False) -> Self:
        self = str.__new__(cls, slug)
        self._value_ = slug
        self.status, self.summary, self.refuses = status, summary, refuses
        return self

    INVALID_REQUEST = "invalid-request", 422, "The request does not fit the contract"
    TOO_LARGE = "too-large", 413, "The body is too large"
    HEADERS_TOO_LARGE = "headers-too-large", 431, "The headers are too large"
    TOO_BUSY = "too-busy", 503, "Too many requests are under way here"
    NOT_FOUND = "not-found", 404, "Nothing here"
    METHOD_NOT_ALLOWED = "method-not-allowed", 405, "Method not allowed here"
    KIOSK_UNKNOWN = "kiosk-unknown", 401, "No known kiosk is behind this device token"
    PEER_REFUSED = "peer-refused", 403, "Another account than kiosk-ui's"
    SESSION_LOST = "session-lost", 401, "The citizen session is unknown, over, or another's", True
    LEVEL_TOO_LOW = "level-too-low", 403, "This needs the personal code", True
    TOO_MANY_REQUESTS = "too-many-requests", 429, "Too many requests", True
    BENEFICIARY_UNKNOWN = "beneficiary-unknown", 404, "No such person in this session", True
    NO_CURRENT_RIGHTS = "no-current-rights", 409, "This person has no current rights", True
    MESSAGE_NOT_SENT = "message-not-sent", 503, "The message could not be sent"
    ACTION_CONFLICT = (
        "action-conflict",
        409,
        "This action was used for something else, or its state forbids it",
        True,
    )
    QUEUE_FULL = "queue-full", 507, "There is no room for one more action", True
    QUEUE_UNAVAILABLE = "queue-unavailable", 503, "The disk failed: nothing was written", True
    CENTRAL_UNREACHABLE = "central-unreachable", 503, "Central is not reached or not understood"
    STORE_UNAVAILABLE = "store-unavailable", 503, "The store cannot be reached now"
    INTERNAL = "internal", 500, "Internal error"

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
    def kind(self) -> ProblemType | None:
        """None for one that is not in this release's table."""
        return next((kind for kind in ProblemType if kind.urn == self.type), None)
