"""What the session wants done outside of itself."""

from dataclasses import dataclass

from kiosk.domain.actions import AnyPerformedStep
from kiosk.domain.ids import SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import StaffEffect
from shared_runtime.private import Private
from wire.citizen import CheckCode


@dataclass(frozen=True, slots=True)
class Arm:
    """Rings ``alarm`` in ``seconds``, in place of any alarm set before."""

    alarm: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Disarm:
    pass


@dataclass(frozen=True, slots=True, repr=False)
class Do(Private):
    """Perform the step, once, and answer with its result under ``stamp``."""

    stamp: Stamp
    step: AnyPerformedStep


@dataclass(frozen=True, slots=True, repr=False)
class VerifyCode(Private):
    """Have the code checked that was typed and answer with the outcome under ``stamp``."""

    stamp: Stamp
    request: CheckCode


@dataclass(frozen=True, slots=True)
class EndSession:
    """Forget the session everywhere: token, print jobs, settings of the screen."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class PurgePaper:
    """Nobody waits any longer for the paper under way: it must not come out later."""


@dataclass(frozen=True, slots=True)
class RemindOfCard:
    """Call the person back to their card."""


Effect = Arm | Disarm | Do | VerifyCode | EndSession | PurgePaper | RemindOfCard | StaffEffect
