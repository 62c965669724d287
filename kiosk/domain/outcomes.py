"""What a call can come to, as a closed union: every expected refusal is a value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

from wire.actions import ActionRecorded
from wire.problem import ProblemType

T = TypeVar("T")


class Cause(StrEnum):
    """Why central could not be reached or understood: for logs and staff, not for citizens."""

    NETWORK = "network"
    TIMEOUT = "timeout"
    NONSENSE = "nonsense"
    SERVER = "server"
    CLOCK = "clock"
    REFUSED = "refused"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Refused:
    """It was understood, and the answer is no, for good."""

    reason: ProblemType


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """No for now: it was asked too often."""

    retry_after_s: int


@dataclass(frozen=True, slots=True)
class SessionLost:
    """kiosk-sync or central no longer knows this session: log the person in again."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody knows whether anything was done: the same may be asked again, under the same id."""

    cause: Cause


NOT_REACHED = (Refused, TooManyRequests, SessionLost, Unreachable)
CallOutcome: TypeAlias = T | Refused | TooManyRequests | SessionLost | Unreachable
"""Of a call whose answer is a ``T``: a message, or a union of messages."""
SubmitOutcome: TypeAlias = CallOutcome[ActionRecorded]
