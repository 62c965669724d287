"""Everything that can happen to the session."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.card import CardOutcome
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import StepAnswer
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.maintenance.staff_events import StaffEvent
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.place import ByLanguage
from kiosk.domain.services import Begun, Group
from shared_runtime.private import Private
from wire.capabilities import Capabilities
from wire.nearest import KnownNearest


@dataclass(frozen=True, slots=True)
class CardArrived:
    """``session`` is minted for this card."""

    session: SessionId


@dataclass(frozen=True, slots=True, repr=False)
class CardAnswered(Private):
    session: SessionId
    outcome: CardOutcome


@dataclass(frozen=True, slots=True)
class CardLeft:
    pass


@dataclass(frozen=True, slots=True)
class BegunWithoutCard:
    """*Je n'ai pas ma carte*. ``session`` is minted at the touch."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class HolderChosen:
    stamp: Stamp
    index: int


@dataclass(frozen=True, slots=True)
class GroupChosen:
    """``today``: of the service that begins by it where the group has no other."""

    stamp: Stamp
    group: Group
    today: date


@dataclass(frozen=True, slots=True)
class ServiceChosen:
    """``today``: the day where the kiosk stands, by its clock at the touch."""

    stamp: Stamp
    service: ServiceId
    today: date


@dataclass(frozen=True, slots=True, repr=False)
class Answered(Private):
    """The answer to the step at hand: a person's, or the result of what was performed."""

    stamp: Stamp
    answer: StepAnswer


@dataclass(frozen=True, slots=True)
class PaperBlocked:
    """The paper awaited at ``stamp`` is stopped by ``trouble``, or goes on again."""

    stamp: Stamp
    trouble: PaperTrouble | None


@dataclass(frozen=True, slots=True, repr=False)
class CodeTyped(Private):
    stamp: Stamp
    code: str


@dataclass(frozen=True, slots=True)
class Back:
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class End:
    """*Terminer*."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Touched:
    """The person touched the screen or a key: they are there."""


@dataclass(frozen=True, slots=True)
class AlarmRang:
    alarm: int


@dataclass(frozen=True, slots=True)
class FaultRaised:
    fault: Fault


@dataclass(frozen=True, slots=True)
class FaultCleared:
    fault: Fault


@dataclass(frozen=True, slots=True)
class LinkChanged:
    link: Link


@dataclass(frozen=True, slots=True)
class CapabilitiesChanged:
    """Central has said what it can do, or can do something else now."""

    central: Capabilities


@dataclass(frozen=True, slots=True)
class ServicesCounted:
    """How often each service was begun here, as kept until now."""

    begun: Begun


@dataclass(frozen=True, slots=True)
class MessageTold:
    """What the fleet says to the public from now on; None: nothing more."""

    text: ByLanguage | None


@dataclass(frozen=True, slots=True)
class NearestTold:
    """Where people may go instead, as far as anybody knows."""

    nearest: KnownNearest


KioskNews = LinkChanged | CapabilitiesChanged | ServicesCounted | MessageTold | NearestTold
"""What is heard of the world around: it moves no session."""

Stamped = (
    HolderChosen | GroupChosen | ServiceChosen | Answered | PaperBlocked | CodeTyped | Back | End
)
"""What counts only for the very turn it belongs to."""

Event = (
    CardArrived
    | CardAnswered
    | CardLeft
    | BegunWithoutCard
    | Stamped
    | Touched
    | AlarmRang
    | FaultRaised
    | FaultCleared
    | KioskNews
    | StaffEvent
)
