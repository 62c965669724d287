"""The steps that the engine performs, each once; their results stand in the log."""

from dataclasses import dataclass
from typing import TypeVar, cast

from kiosk.domain.attestation import Attestation, AttestationRequest
from kiosk.domain.demandes import Demande
from kiosk.domain.flow import Answer, CodeForgotten, Performed, Step, WrongAnswer
from kiosk.domain.identity import Holder
from kiosk.domain.ids import Confirmation
from kiosk.domain.outcomes import (
    Cause,
    CodeKind,
    CodeOutcome,
    IssueOutcome,
    OpenOutcome,
    Reached,
    Refused,
    RightsOutcome,
    SendOutcome,
    SessionLost,
    SubmitOutcome,
    Unreachable,
)
from kiosk.domain.paper import MaybePrinted, PrintOutcome
from kiosk.domain.receipt import Receipt
from kiosk.domain.rights import Droits
from kiosk.domain.words import Words

T = TypeVar("T")

Document = Attestation | Receipt
"""What can be put to paper."""


@dataclass(frozen=True, repr=False)
class Perform(Step[T]):
    """A step performed by the engine. ``title`` tells the person what is going on meanwhile."""

    title: Words

    def parse(self, answer: Answer) -> T:
        match answer:
            case Performed(result) if self.may_come_to(result):
                return cast(T, result)
            case _:
                raise WrongAnswer("only a performed result of this step's kind answers it")

    def may_come_to(self, result: object) -> bool:
        """Whether ``result`` belongs to the closed union of this step."""
        raise NotImplementedError

    @property
    def silence(self) -> object:
        """The result that stands for no result within the deadline."""
        return Unreachable(Cause.TIMEOUT)


@dataclass(frozen=True, repr=False)
class OpenAccount(Perform[OpenOutcome]):
    """Opens the citizen session of the holder at central (level C)."""

    holder: Holder

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, OpenOutcome)


@dataclass(frozen=True, repr=False)
class SendProvisionalCode(Perform[SendOutcome]):
    """Has central send a provisional code to the mobile number on file."""

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, SendOutcome)


@dataclass(frozen=True, repr=False)
class FetchRights(Perform[RightsOutcome]):
    """Reads the rights of the logged-in person; changes nothing anywhere."""

    def may_come_to(self, result: object) -> bool:
        return _is_reached(result, Droits) or isinstance(result, _NOT_REACHED)


@dataclass(frozen=True, repr=False)
class Irrevocable(Perform[T]):
    """What *Retour* never crosses and a card pulled out does not stop."""

    go: Confirmation


@dataclass(frozen=True, repr=False)
class Issue(Irrevocable[IssueOutcome]):
    """Has central issue an attestation under the action id of ``go``."""

    request: AttestationRequest

    def may_come_to(self, result: object) -> bool:
        return _is_reached(result, Attestation) or isinstance(result, _NOT_REACHED)


@dataclass(frozen=True, repr=False)
class Submit(Irrevocable[SubmitOutcome]):
    """Has kiosk-sync record a request under the action id of ``go``; the same id twice is one."""

    demande: Demande

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, SubmitOutcome)


@dataclass(frozen=True, repr=False)
class HandOver(Irrevocable[PrintOutcome]):
    """Renders and prints a document under the job id of ``go``."""

    document: Document

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, PrintOutcome)

    @property
    def silence(self) -> object:
        return MaybePrinted()


@dataclass(frozen=True, repr=False)
class AskCode(Step["CodeOutcome | CodeForgotten"]):
    """Asks for a code and has it checked. The code itself goes from the keypad into the check:
    it stands in no step, no answer and no log."""

    kind: CodeKind
    tries_left: int | None
    phone_last_two: str | None
    can_forget: bool

    def parse(self, answer: Answer) -> CodeOutcome | CodeForgotten:
        match answer:
            case CodeForgotten() if self.can_forget:
                return answer
            case Performed(result) if isinstance(result, CodeOutcome):
                return result
            case _:
                raise WrongAnswer("a checked code is needed")


_NOT_REACHED = Refused | SessionLost | Unreachable


def _is_reached(result: object, kind: type) -> bool:
    return isinstance(result, Reached) and isinstance(result.value, kind)
