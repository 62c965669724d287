"""What a call to central can come to, besides its answer: closed values, never exceptions."""

from dataclasses import dataclass

from kiosk.domain.exchanges import Unreachable
from kiosk.domain.private import Private
from wire.problem import ProblemType


@dataclass(frozen=True, slots=True, repr=False)
class CitizenToken(Private):
    """Central's short-lived proof that a person logged in here. It never leaves this process
    except towards central."""

    value: str


@dataclass(frozen=True, slots=True)
class Declined:
    """Central understood and said no: a problem that kiosk-ui has a screen for."""

    problem: ProblemType
    retry_after_s: int | None = None


SESSION_LOST = Declined(ProblemType.SESSION_LOST)

Failure = Declined | Unreachable
