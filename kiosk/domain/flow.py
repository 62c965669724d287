"""The vocabulary of a service: steps that a coroutine awaits, and the engine that replays it.

A flow is ``async def flow(insured)`` awaiting steps. It is driven by ``send`` without an event
loop; what it has learned is a log of ``(step, answer)``, never the live coroutine.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from kiosk.domain.attestation import Attestation, AttestationRequest
from kiosk.domain.exchanges import IssueOutcome, RightsOutcome
from kiosk.domain.ids import Go
from kiosk.domain.paper import PrintOutcome
from kiosk.domain.private import Private
from kiosk.domain.words import Words

T = TypeVar("T")


class WrongAnswer(Exception):
    """An answer that the step at hand cannot have: stale, doubled or forged. It changes nothing."""


class ReplayMismatch(Exception):
    """A flow took another way on the same log: it is not deterministic. A bug, never a user's fault."""


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person chose the option at ``index`` (from 0)."""

    index: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """The person confirmed; ``go`` was minted at the touch."""

    go: Go


@dataclass(frozen=True, slots=True, repr=False)
class Performed(Private):
    """The result of a step that the engine performed."""

    result: object


Answer = Chosen | Agreed | Performed


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, repr=False)
class Step(Private, Generic[T]):
    """Something to ask the person, or to do. Awaiting it gives its parsed answer."""

    def __await__(self) -> Generator["Step[T]", Answer, T]:
        return self.parse((yield self))

    def parse(self, answer: Answer) -> T:
        """The answer as the flow sees it; raises WrongAnswer when it is none to this step."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, repr=False)
class Option(Private, Generic[T]):
    """One thing to choose: its label, an optional second line, and what the flow gets for it."""

    label: Words
    value: T
    detail: Words | None = None


@dataclass(frozen=True, repr=False)
class Choose(Step[T]):
    """One question with its options. A single option answers itself."""

    question: Words
    options: tuple[Option[T], ...]

    def parse(self, answer: Answer) -> T:
        match answer:
            case Chosen(index) if 0 <= index < len(self.options):
                return self.options[index].value
            case _:
                raise WrongAnswer("choose takes the index of one of its options")


@dataclass(frozen=True, slots=True, repr=False)
class Fact(Private):
    """One line of a summary: what it is and what it says. A ``secret`` one shows on demand only."""

    label: Words
    value: Words
    secret: Words | None = None


@dataclass(frozen=True, repr=False)
class Show(Step[T]):
    """Something to read, and ways on. ``tone`` is ``plain``, ``problem`` or ``paper``."""

    title: Words
    body: tuple[Words, ...]
    facts: tuple[Fact, ...]
    ways: tuple[Option[T], ...]
    tone: str

    def parse(self, answer: Answer) -> T:
        match answer:
            case Chosen(index) if 0 <= index < len(self.ways):
                return self.ways[index].value
            case _:
                raise WrongAnswer("show takes the index of one of its ways on")


@dataclass(frozen=True, repr=False)
class Confirm(Step[Go]):
    """A summary in plain words before something irrevocable."""

    question: Words
    facts: tuple[Fact, ...]
    button: Words

    def parse(self, answer: Answer) -> Go:
        match answer:
            case Agreed(go):
                return go
            case _:
                raise WrongAnswer("confirm takes an agreement")


@dataclass(frozen=True, repr=False)
class Perform(Step[T]):
    """A step the engine performs, once; its result stands in the log. ``title`` says what is going on."""

    title: Words
    results: tuple[type, ...]

    def parse(self, answer: Answer) -> T:
        match answer:
            case Performed(result) if isinstance(result, self.results):
                return cast(T, result)
            case _:
                raise WrongAnswer("a performed step takes a result of its own kinds")


@dataclass(frozen=True, repr=False)
class FetchRights(Perform[RightsOutcome]):
    """Reads the rights of the logged-in person; changes nothing anywhere."""


@dataclass(frozen=True, repr=False)
class Irrevocable(Perform[T]):
    """A performed step that *Retour* never crosses and that a card pulled out does not stop."""

    go: Go


@dataclass(frozen=True, repr=False)
class Issue(Irrevocable[IssueOutcome]):
    """Has central issue an attestation under the action id of ``go``."""

    request: AttestationRequest


@dataclass(frozen=True, repr=False)
class HandOver(Irrevocable[PrintOutcome]):
    """Renders and prints a document under the job id of ``go``."""

    document: Attestation


AnyStep = Step[object]
Log = tuple[tuple[AnyStep, Answer], ...]
