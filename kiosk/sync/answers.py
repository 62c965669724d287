"""What a call to central can come to, besides its answer: closed values, never exceptions."""

from dataclasses import dataclass

from kiosk.domain.outcomes import Unreachable
from shared_runtime.private import Private
from wire.problem import ProblemType


@dataclass(frozen=True, slots=True, repr=False)
class CitizenToken(Private):
    """Central's short-lived proof that a person logged in here. It never leaves this process
    except towards central."""

    value: str


@dataclass(frozen=True, slots=True)
class DeclinedByCentral:
    """Central understood and said no: a problem that kiosk-ui has a screen for."""

    problem: ProblemType
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A batch of the queue, or a support bundle, was answered with a status from 400 on.
    ``by_central``: with a problem of our own contract; a portal or a proxy on the way answers many
    things, too."""

    status: int
    by_central: bool
    retry_after_s: float | None = None


SESSION_LOST = DeclinedByCentral(ProblemType.SESSION_LOST)

Failure = DeclinedByCentral | Unreachable
