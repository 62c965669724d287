"""A row of the table of calls, and what it says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from wire.problem import ProblemType

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


def answer_types(answer: Any) -> tuple[type, ...]:
    """The classes of a union of messages, or of the one message that an answer is."""
    union = get_args(answer)[0] if get_origin(answer) is Annotated else answer
    return get_args(union) or (union,)
