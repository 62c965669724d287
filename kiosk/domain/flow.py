"""The vocabulary of a conversation: steps that a coroutine awaits, and the answers they take.

A flow is ``async def flow(holder)`` awaiting steps. ``engine.replay`` drives it with ``send``,
without an event loop; what it has learned is a log of ``(step, answer)``, never a live coroutine.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kiosk.domain.entry import Clean, Entry
from kiosk.domain.ids import Confirmation
from shared_runtime.messages.message import Message
from shared_runtime.private import Private

T = TypeVar("T")


class WrongAnswer(Exception):
    """An answer the step at hand cannot have: stale, doubled or forged. It changes nothing."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person chose the option at ``index`` (from 0)."""

    index: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """The person confirmed; ``go`` was minted at the touch."""

    go: Confirmation


@dataclass(frozen=True, slots=True)
class Declined:
    """The person does not want what was offered."""


@dataclass(frozen=True, slots=True)
class CodeForgotten:
    """The person asked for another way than the code."""


@dataclass(frozen=True, slots=True, repr=False)
class Filled(Private):
    """The person typed ``text``, and was done."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class StepResult(Private):
    """The result of something the engine performed."""

    result: object


StepAnswer = Chosen | Filled | Agreed | Declined | CodeForgotten | StepResult


@dataclass(frozen=True, repr=False)
class Step(Private, ABC, Generic[T]):
    """Something to ask the person, or to do. Awaiting it gives its parsed answer."""

    def __await__(self) -> "Generator[Step[T], StepAnswer, T]":
        return self.parse((yield self))

    @abstractmethod
    def parse(self, answer: StepAnswer) -> T:
        """The answer as the flow sees it; raises WrongAnswer when it is none to this step."""

    @property
    def names_nobody(self) -> bool:
        """Whether its screen may stand for a while when the person has pulled the card out."""
        return False


Flow = Callable[..., Coroutine[Any, Any, T]]


@dataclass(frozen=True, slots=True, repr=False)
class Option(Private, Generic[T]):
    """One thing to choose: its label, an optional second line, and what the flow gets for it."""

    label: Message
    value: T
    detail: Message | None = None


def picked(options: tuple[Option[T], ...], answer: StepAnswer) -> T:
    """The value of the chosen option; raises WrongAnswer on anything else."""
    match answer:
        case Chosen(index) if 0 <= index < len(options):
            return options[index].value
        case _:
            raise WrongAnswer("the index of one of the options is needed")


@dataclass(frozen=True, slots=True, repr=False)
class Fact(Private):
    """One line of a summary. A ``secret`` replaces ``value`` for a while on demand; ``detail`` says
    more of it, in small letters."""

    label: Message
    value: Message
    secret: Message | None = None
    detail: Message | None = None


@dataclass(frozen=True, repr=False)
class Choose(Step[T]):
    """One question with its options. A single option answers itself."""

    question: Message
    options: tuple[Option[T], ...]

    def parse(self, answer: StepAnswer) -> T:
        return picked(self.options, answer)


@dataclass(frozen=True, repr=False)
class AskWhetherItCame(Choose[bool]):
    """Only the person knows whether the paper is out; whoever took the card is asked too."""

    @property
    def names_nobody(self) -> bool:
        return True


@dataclass(frozen=True, repr=False)
class Show(Step[T]):
    """Something to read, and the ways on; the first way is the main one."""

    title: Message
    lines: tuple[Message, ...]
    ways: tuple[Option[T], ...]
    facts: tuple[Fact, ...] = ()

    def parse(self, answer: StepAnswer) -> T:
        return picked(self.ways, answer)

    @property
    def names_nobody(self) -> bool:
        return not self.facts


@dataclass(frozen=True, repr=False)
class ShowRecorded(Show[T]):
    """What was recorded, by its reference: whoever has taken the card may read it for a while."""

    @property
    def names_nobody(self) -> bool:
        return True


@dataclass(frozen=True, repr=False)
class ShowProblem(Show[T]):
    """What happened, what to do next, and who can help."""


@dataclass(frozen=True, repr=False)
class TakePaper(Step[T]):
    """ "Prenez votre attestation": the paper is out, or should be. ``pages`` of it."""

    title: Message
    pages: int
    ways: tuple[Option[T], ...]

    def parse(self, answer: StepAnswer) -> T:
        return picked(self.ways, answer)

    @property
    def names_nobody(self) -> bool:
        return True


@dataclass(frozen=True, repr=False)
class Fill(Step[str]):
    """One thing to type. The flow gets it in its clean form (see ``Entry.check``)."""

    question: Message
    hint: Message
    entry: Entry

    def parse(self, answer: StepAnswer) -> str:
        match answer:
            case Filled(text):
                checked = self.entry.check(text)
                if isinstance(checked, Clean):
                    return checked.text
        raise WrongAnswer("a text without mistakes is needed")


@dataclass(frozen=True, repr=False)
class Confirm(Step[Confirmation]):
    """A summary in plain words before something irrevocable."""

    question: Message
    facts: tuple[Fact, ...]
    button: Message

    def parse(self, answer: StepAnswer) -> Confirmation:
        match answer:
            case Agreed(go):
                return go
            case _:
                raise WrongAnswer("an agreement is needed")


@dataclass(frozen=True, repr=False)
class Offer(Step[Confirmation | None]):
    """Something irrevocable that did not work, offered once more or in another way, under ids of
    its own; None when it is declined. Whoever has taken the card is told, and offered nothing: the
    next person may stand there already."""

    title: Message
    lines: tuple[Message, ...]
    button: Message
    decline: Message

    def parse(self, answer: StepAnswer) -> Confirmation | None:
        match answer:
            case Agreed(go):
                return go
            case Declined():
                return None
            case _:
                raise WrongAnswer("an agreement or a refusal is needed")

    @property
    def names_nobody(self) -> bool:
        return True


AnyQuestion = Choose[Any] | Show[Any] | TakePaper[Any] | Fill | Confirm | Offer
"""Every step that a person answers by what the screen offers. ``actions.AnyStep`` has them all."""
