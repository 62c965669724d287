"""Which move of the session is heard: short sounds for people who do not look at the screen."""

from enum import StrEnum

from kiosk.domain import conversation
from kiosk.domain.engine import Position
from kiosk.domain.events import Answered, Event
from kiosk.domain.flow import (
    AskWhetherItCame,
    Offer,
    ShowProblem,
    ShowRecorded,
    StepResult,
    TakePaper,
)
from kiosk.domain.maintenance.stay import StaffSignIn
from kiosk.domain.services import Registry
from kiosk.domain.states import (
    Booting,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    KioskState,
    OutOfService,
    Reading,
    TakeCard,
)


class Cue(StrEnum):
    """One sound each; the value is the name of its file."""

    CARD_ACCEPTED = "card_accepted"
    PAPER_READY = "paper_ready"
    TAKE_CARD = "take_card"
    PROBLEM = "problem"
    STILL_THERE = "still_there"


def cue(registry: Registry, before: KioskState, event: Event, after: KioskState) -> Cue | None:
    """The sound of this move, if it has one. Nothing is heard while nobody is there, and nothing
    of what a touch has brought about: whoever touches the screen looks at it."""
    match before.state, after.state:
        case TakeCard(), TakeCard():
            # The alarm that reminds of the card is set anew each time it rings.
            return Cue.TAKE_CARD if after.alarm != before.alarm else None
        case Booting() | OutOfService(), TakeCard():
            return None
        case _, TakeCard():
            return Cue.TAKE_CARD
        case Reading(), ChooseHolder() | Home() | StaffSignIn():
            return Cue.CARD_ACCEPTED
        case Reading(), CardRefused():
            return Cue.PROBLEM
        case _, IdleWarning() if after.turn != before.turn:
            return Cue.STILL_THERE
        case InService() as was, InService() as now if after.turn == before.turn:
            stopped = was.blocked is None and now.blocked is not None
            return Cue.PROBLEM if stopped else None
        case _, InService() as now if _performed(event):
            return _of(conversation.position(registry, now))
        case _:
            return None


def _performed(event: Event) -> bool:
    return isinstance(event, Answered) and isinstance(event.answer, StepResult)


def _of(position: Position) -> Cue | None:
    match position:
        case TakePaper() | ShowRecorded():
            return Cue.PAPER_READY
        case ShowProblem() | AskWhetherItCame() | Offer():
            return Cue.PROBLEM
        case _:
            return None
