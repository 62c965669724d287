"""The steps that the engine performs, each once; their results stand in the log."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from kiosk.domain.flow import (
    AnyQuestion,
    CodeForgotten,
    Step,
    StepAnswer,
    StepResult,
    WrongAnswer,
)
from kiosk.domain.ids import Confirmation
from kiosk.domain.outcomes import (
    NOT_REACHED,
    CallOutcome,
    Cause,
    SubmitOutcome,
    Unreachable,
)
from kiosk.domain.paper import MaybePrinted, PrinterTest, PrintOutcome
from kiosk.domain.receipt import Receipt
from shared_runtime.messages.message import Message
from wire.actions import ActionRecorded
from wire.calls.call import Call, answer_types
from wire.calls.session import CHECK_CODE
from wire.citizen import CodeAnswer, CodeKind
from wire.demandes.kinds import Demande
from wire.paper import Paper

T = TypeVar("T")

Document = Paper | Receipt | PrinterTest
"""What can be put to paper."""


@dataclass(frozen=True, repr=False)
class PerformedStep(Step[T]):
    """A step performed by the engine. ``title`` tells the person what is going on meanwhile."""

    title: Message

    def parse(self, answer: StepAnswer) -> T:
        match answer:
            case StepResult(result) if self.may_come_to(result):
                return cast(T, result)
            case _:
                raise WrongAnswer("only a performed result of this step's kind answers it")

    @abstractmethod
    def may_come_to(self, result: object) -> bool:
        """Whether ``result`` belongs to the closed union of this step."""

    @property
    def silence(self) -> object:
        """The result that stands for no result within the deadline."""
        return Unreachable(Cause.TIMEOUT)


@dataclass(frozen=True, repr=False)
class Read(PerformedStep[CallOutcome[T]], Generic[T]):
    """Asks central for the person who stands here; *Retour* goes back over it, and it may be asked
    again. ``optional``: the flow does without where central does not know the person, and nobody is
    asked to log in for it."""

    call: Call[Any, T]
    request: object = None
    optional: bool = False

    def may_come_to(self, result: object) -> bool:
        return _answers(result, answer_types(self.call.answer))


@dataclass(frozen=True, repr=False)
class Irrevocable(PerformedStep[T]):
    """What *Retour* never crosses and a card pulled out does not stop."""

    go: Confirmation


@dataclass(frozen=True, repr=False)
class Issue(Irrevocable[CallOutcome[T]], Generic[T]):
    """Has central make something for good. The request bears the action id of ``go``: asked again,
    it is the same thing."""

    call: Call[Any, T]
    request: object

    def may_come_to(self, result: object) -> bool:
        return _answers(result, answer_types(self.call.answer))


@dataclass(frozen=True, repr=False)
class Submit(Irrevocable[SubmitOutcome]):
    """Has kiosk-sync record a request under the action id of ``go``; the same id twice is one."""

    demande: Demande

    def may_come_to(self, result: object) -> bool:
        return _answers(result, (ActionRecorded,))


@dataclass(frozen=True, repr=False)
class HandOver(Irrevocable[PrintOutcome]):
    """Renders and prints a document under the job id of ``go``."""

    document: Document

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, PrintOutcome)

    @property
    def silence(self) -> object:
        return MaybePrinted()


@dataclass(frozen=True, slots=True)
class Reported:
    """Staff can read of it."""


@dataclass(frozen=True, repr=False)
class ReportInconsistent(Irrevocable[Reported]):
    """Tells staff that central issued a paper which contradicts itself: what was asked for, and
    nothing of what it says."""

    call: Call[Any, Any]

    def may_come_to(self, result: object) -> bool:
        return isinstance(result, Reported)

    @property
    def silence(self) -> object:
        return Reported()


@dataclass(frozen=True, repr=False)
class AskCode(Step["CallOutcome[CodeAnswer] | CodeForgotten"]):
    """Asks for a code and has it checked. The code itself goes from the keypad into the check:
    it stands in no step, no answer and no log."""

    kind: CodeKind
    tries_left: int | None
    phone_last_two: str | None
    can_forget: bool

    def parse(self, answer: StepAnswer) -> CallOutcome[CodeAnswer] | CodeForgotten:
        match answer:
            case CodeForgotten() if self.can_forget:
                return answer
            case StepResult(result) if _answers(result, answer_types(CHECK_CODE.answer)):
                return cast("CallOutcome[CodeAnswer]", result)
            case _:
                raise WrongAnswer("a checked code is needed")


AnyPerformedStep = Read[Any] | Issue[Any] | ReportInconsistent | Submit | HandOver
"""Every step that the engine performs: whoever performs them ends in ``assert_never``."""
AnyStep = AnyQuestion | AskCode | AnyPerformedStep
"""Every step there is: a new one that has no screen is found before it runs."""
ConversationLog = tuple[tuple[AnyStep, StepAnswer], ...]


def _answers(result: object, types: tuple[type, ...]) -> bool:
    return isinstance(result, (*types, *NOT_REACHED))
