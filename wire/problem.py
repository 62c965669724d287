"""Errors on every HTTP API: RFC 9457 problem details with stable types."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from wire.base import Answer

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:borne:problem:"
Side = Literal["central", "kiosk-sync"]


class ProblemType(StrEnum):
    """The table of problems: the slug behind ``urn:borne:problem:``, its status, and its summary,
    which is sent as the title.

    ``refused_by``: who may answer a person's honest request with it. What central refuses,
    kiosk-sync passes on; for what either refuses, the screens have words. Any other problem means
    that two programs do not understand each other. Never renamed, only added to.
    """

    status: int
    summary: str
    refused_by: Side | None

    def __new__(cls, slug: str, status: int, summary: str, refused_by: Side | None = None) -> Self:
        self = str.__new__(cls, slug)
        self._value_ = slug
        self.status, self.summary, self.refused_by = status, summary, refused_by
        return self

    INVALID_REQUEST = "invalid-request", 422, "The request does not fit the contract"
    TOO_LARGE = "too-large", 413, "The body is too large"
    HEADERS_TOO_LARGE = "headers-too-large", 431, "The headers are too large"
    TOO_BUSY = "too-busy", 503, "Too many requests are under way here"
    NOT_FOUND = "not-found", 404, "Nothing here"
    METHOD_NOT_ALLOWED = "method-not-allowed", 405, "Method not allowed here"
    KIOSK_UNKNOWN = "kiosk-unknown", 401, "No known kiosk is behind this certificate or token"
    ENROLMENT_UNKNOWN = "enrolment-unknown", 404, "No such code can be used, or no longer"
    PEER_REFUSED = "peer-refused", 403, "Another account than kiosk-ui's"
    SESSION_LOST = "session-lost", 401, "The session is unknown, over, or another's", "central"
    VISIT_UNDER_WAY = "visit-under-way", 409, "A citizen is at the kiosk", "kiosk-sync"
    STAY_OVER = "stay-over", 401, "No such stay of staff, or it is over", "kiosk-sync"
    ROLE_TOO_LOW = "role-too-low", 403, "This is for technicians", "kiosk-sync"
    LEVEL_TOO_LOW = "level-too-low", 403, "This needs the personal code", "central"
    TOO_MANY_REQUESTS = "too-many-requests", 429, "Too many requests", "central"
    BENEFICIARY_UNKNOWN = "beneficiary-unknown", 404, "No such person in this session", "central"
    NO_CURRENT_RIGHTS = "no-current-rights", 409, "This person has no current rights", "central"
    INCONSISTENT_DOCUMENT = "inconsistent-document", 409, "The figures do not agree", "central"
    MESSAGE_NOT_SENT = "message-not-sent", 503, "The message could not be sent"
    ACTION_CONFLICT = "action-conflict", 409, "The action's use or state forbids this", "central"
    QUEUE_FULL = "queue-full", 507, "There is no room for one more action", "kiosk-sync"
    QUEUE_UNAVAILABLE = "queue-unavailable", 503, "Nothing was written to the disk", "kiosk-sync"
    CENTRAL_UNREACHABLE = "central-unreachable", 503, "Central is not reached or not understood"
    STORE_UNAVAILABLE = "store-unavailable", 503, "The store cannot be reached now"
    INTERNAL = "internal", 500, "Internal error"

    @property
    def urn(self) -> str:
        return PREFIX + self.value


@dataclass(frozen=True, slots=True, repr=False)
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
