"""The states of the session. Personal data lives in them and nowhere else: leaving is the wipe."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain import timeouts
from kiosk.domain.actions import ConversationLog
from kiosk.domain.card import (
    Mute,
    ReadTimedOut,
    RemovedTooEarly,
    Unreadable,
    WrongCard,
)
from kiosk.domain.faults import Fault, Link
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.place import ByLanguage
from kiosk.domain.services import Begun, Group, Level, Registry
from shared_runtime.private import Private
from wire.capabilities import Capabilities
from wire.nearest import NONE_KNOWN, KnownNearest

CardTrouble = WrongCard | Mute | Unreadable | RemovedTooEarly | ReadTimedOut
"""What a person can do something about: another card, the right way round, once more."""


@dataclass(frozen=True, slots=True)
class Booting:
    """Started; not every part has reported yet."""


@dataclass(frozen=True, slots=True)
class OutOfService:
    """Nobody can begin; ``KioskState.faults`` says why."""


@dataclass(frozen=True, slots=True)
class Attract:
    """Waiting for a card."""


@dataclass(frozen=True, slots=True)
class Reading:
    session: SessionId


@dataclass(frozen=True, slots=True)
class CardRefused:
    """This card cannot be served; the screen says which it is and what to do."""

    session: SessionId
    trouble: CardTrouble


@dataclass(frozen=True, slots=True, repr=False)
class ChooseHolder(Private):
    """Several people on one card: the person says who they are."""

    session: SessionId
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Visit(Private):
    """One person's stay. ``insured``: None for somebody who came without a card. ``reached``: the
    level central knows them at, if it knows them yet."""

    session: SessionId
    insured: Insured | None
    reached: Level | None = None

    @property
    def holder(self) -> Holder | None:
        return None if self.insured is None else self.insured.holder

    def offered(self, registry: Registry, central: Capabilities | None) -> Registry:
        """The services there are for this person at a kiosk of this central."""
        there = registry.served_by(central)
        return there.open_to_all if self.insured is None else there.with_card


@dataclass(frozen=True, slots=True, repr=False)
class Home(Private):
    """The services as tiles: all groups, or the services of one ``group``."""

    visit: Visit
    group: Group | None = None

    @property
    def session(self) -> SessionId:
        return self.visit.session


@dataclass(frozen=True, slots=True, repr=False)
class InService(Private):
    """In a service's conversation, or in the login before it while ``login`` is a log.

    ``today``: the day it began on, for every replay of its log; None where the clock is wrong.
    ``checking``: a typed code is being checked. ``leaving``: the person has ended the visit or
    pulled the card out while something irrevocable was under way; that is finished, then the end.
    ``lost_at``: length of the service's log when central last no longer knew the person.
    ``blocked``: what keeps the printer from going on with the paper under way.
    """

    visit: Visit
    service: ServiceId
    today: date | None
    log: ConversationLog = ()
    login: ConversationLog | None = None
    checking: bool = False
    leaving: bool = False
    lost_at: int | None = None
    blocked: PaperTrouble | None = None

    @property
    def session(self) -> SessionId:
        return self.visit.session


@dataclass(frozen=True, slots=True, repr=False)
class IdleWarning(Private):
    """ "Êtes-vous toujours là ?" over a state that waits for the person."""

    over: ChooseHolder | Home | InService | Maintenance

    @property
    def session(self) -> SessionId:
        return self.over.session


@dataclass(frozen=True, slots=True)
class TakeCard:
    """The session is over and nothing of the person is left but the card in the reader."""


SessionState = (
    Booting
    | OutOfService
    | Attract
    | Reading
    | CardRefused
    | ChooseHolder
    | Home
    | InService
    | IdleWarning
    | TakeCard
    | StaffSignIn
    | Maintenance
)


@dataclass(frozen=True, slots=True, repr=False)
class KioskState(Private):
    """The whole kiosk as its session sees it. ``turn`` and ``alarm`` only ever grow: an answer of
    another turn and an alarm of another number are stale. ``central``: what central can do; None
    while nobody knows. ``begun``: how often each service was begun here, as far as it was known
    before the first visit, after which no tile changes its place; None until either.
    ``message``: what the fleet says to the public just now; ``nearest``: where else people may go.
    ``idle_s`` without a touch, and the screen asks; ``idle_warning_s`` later the visit is over."""

    state: SessionState = Booting()
    faults: frozenset[Fault] = frozenset({Fault.READER_ABSENT})
    link: Link = Link.UNKNOWN
    central: Capabilities | None = None
    begun: Begun | None = None
    card_present: bool = False
    turn: int = 0
    alarm: int = 0
    message: ByLanguage | None = None
    nearest: KnownNearest = NONE_KNOWN
    idle_s: float = timeouts.IDLE_S
    idle_warning_s: float = timeouts.IDLE_WARNING_S

    @property
    def session(self) -> SessionId | None:
        """The session under way, if there is one."""
        match self.state:
            case Booting() | OutOfService() | Attract() | TakeCard():
                return None
            case _:
                return self.state.session

    @property
    def stamp(self) -> Stamp | None:
        """What an answer to the screen now shown must carry."""
        session = self.session
        return None if session is None else Stamp(session, self.turn)


def begun_by(before: KioskState, after: KioskState) -> ServiceId | None:
    """The service that a person has begun by this move: from its tile, and from nowhere else."""
    match before.state, after.state:
        case Home(), InService(service=service):
            return service
        case _:
            return None
