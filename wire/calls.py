"""The table of calls: what a kiosk may ask of central for the person who stands there, a row each.

A row is kiosk-sync's leave to pass a call on, kiosk-ui's way to make it, and central's route, level
and published description. A call is made at kiosk-sync's door as ``POST /v1/calls/{name}``, with
the visit in the header; kiosk-sync makes it at central's, with the visit's token.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from wire.attestation import Attestation, IssueAttestation
from wire.citizen import (
    CardHolder,
    CheckCode,
    CodeAnswer,
    CodeAnswerWithToken,
    OpenAnswer,
    OpenAnswerWithToken,
    SendAnswer,
)
from wire.problem import ProblemType
from wire.rights import Droits

Asked = TypeVar("Asked")
Told = TypeVar("Told", covariant=True)


class SessionLevel(StrEnum):
    """What central must know of the person in a citizen session: their card, or their code too."""

    CARD = "C"
    CODE = "L"


@dataclass(frozen=True, slots=True)
class Call(Generic[Asked, Told]):
    """``request``: the type of what kiosk-ui sends, None where that is nothing. ``answer``: of what
    it is told; ``answer_with_token``: of what central tells kiosk-sync, where that is more.
    ``level``: None for what opens a session. ``refusals``: what central may say no for, besides
    what any call may be refused for."""

    name: str
    method: Literal["GET", "POST"]
    path: str
    request: Any
    answer: Any
    level: SessionLevel | None
    refusals: tuple[ProblemType, ...] = ()
    answer_with_token: Any = None

    @property
    def from_central(self) -> Any:
        return self.answer if self.answer_with_token is None else self.answer_with_token


OPEN: Call[CardHolder, OpenAnswer] = Call(
    "open",
    "POST",
    "/v1/citizen-sessions",
    CardHolder,
    OpenAnswer,
    None,
    answer_with_token=OpenAnswerWithToken,
)
CHECK_CODE: Call[CheckCode, CodeAnswer] = Call(
    "code",
    "POST",
    "/v1/citizen-sessions/code",
    CheckCode,
    CodeAnswer,
    SessionLevel.CARD,
    answer_with_token=CodeAnswerWithToken,
)
SEND_CODE: Call[None, SendAnswer] = Call(
    "provisional_code",
    "POST",
    "/v1/citizen-sessions/provisional-code",
    None,
    SendAnswer,
    SessionLevel.CARD,
    (ProblemType.MESSAGE_NOT_SENT,),
)
RIGHTS: Call[None, Droits] = Call("rights", "GET", "/v1/rights", None, Droits, SessionLevel.CODE)
ATTESTATION: Call[IssueAttestation, Attestation] = Call(
    "attestation",
    "POST",
    "/v1/attestations",
    IssueAttestation,
    Attestation,
    SessionLevel.CODE,
    (
        ProblemType.BENEFICIARY_UNKNOWN,
        ProblemType.NO_CURRENT_RIGHTS,
        ProblemType.ACTION_CONFLICT,
    ),
)

CALLS: Mapping[str, Call[Any, Any]] = {
    call.name: call for call in (OPEN, CHECK_CODE, SEND_CODE, RIGHTS, ATTESTATION)
}
"""By their names, which stand in logs."""


def answer_types(answer: Any) -> tuple[type, ...]:
    """The classes of a union of messages, or of the one message that an answer is."""
    union = get_args(answer)[0] if get_origin(answer) is Annotated else answer
    return get_args(union) or (union,)
