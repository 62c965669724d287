"""What central may answer a kiosk, as closed unions: every expected refusal is a value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from kiosk.domain.attestation import Attestation
from kiosk.domain.demandes import NotRecorded, Recorded
from kiosk.domain.rights import Droits
from shared_runtime.private import Private

T = TypeVar("T")


class AccountState(StrEnum):
    ABSENT = "absent"
    A_FINALISER = "a_finaliser"
    ACTIF = "actif"
    SUSPENDU = "suspendu"


class CodeKind(StrEnum):
    PERSONAL = "personal"
    PROVISIONAL = "provisional"


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
class Unreachable:
    cause: Cause


@dataclass(frozen=True, slots=True)
class SessionLost:
    """kiosk-sync or central no longer knows this session: log the person in again."""


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    retry_after_s: int


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Private):
    """``note``: key of a note about the person's scheme, such as ``mgen``."""

    account: AccountState
    note: str | None


@dataclass(frozen=True, slots=True)
class SchemeNotServed:
    """The person's scheme is not served here; ``contact`` and ``phone`` say who helps."""

    grand_regime: str
    contact: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class CardInOpposition:
    """The card was declared lost or stolen."""


@dataclass(frozen=True, slots=True)
class PersonUnknown:
    pass


OpenOutcome = (
    Opened | SchemeNotServed | CardInOpposition | PersonUnknown | TooManyRequests | Unreachable
)


@dataclass(frozen=True, slots=True)
class CodeAccepted:
    pass


@dataclass(frozen=True, slots=True)
class CodeWrong:
    tries_left: int


@dataclass(frozen=True, slots=True)
class CodeExpired:
    """A provisional code used after its ten minutes, or twice."""


@dataclass(frozen=True, slots=True)
class AccountSuspended:
    pass


CodeOutcome = (
    CodeAccepted
    | CodeWrong
    | CodeExpired
    | AccountSuspended
    | TooManyRequests
    | SessionLost
    | Unreachable
)


@dataclass(frozen=True, slots=True, repr=False)
class CodeSent(Private):
    """``phone_last_two``: of the mobile number on file, to which the message went."""

    phone_last_two: str


@dataclass(frozen=True, slots=True)
class NoPhoneOnFile:
    pass


SendOutcome = (
    CodeSent | NoPhoneOnFile | AccountSuspended | TooManyRequests | SessionLost | Unreachable
)


@dataclass(frozen=True, slots=True, repr=False)
class Reached(Private, Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class Refused:
    """Central understood and said no, for good. ``reason`` is the slug of its problem type."""

    reason: str


RightsOutcome = Reached[Droits] | Refused | SessionLost | Unreachable
IssueOutcome = Reached[Attestation] | Refused | SessionLost | Unreachable
SubmitOutcome = Recorded | NotRecorded | Unreachable
"""``Unreachable``: nobody knows whether it is recorded; the same id may be handed in again."""
