"""A visit that nothing goes wrong with, step by step, with every proof watching each move."""

from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.domain.actions import AskCode, PerformedStep
from kiosk.domain.card import CardRead
from kiosk.domain.entry import Entry
from kiosk.domain.events import (
    Answered,
    BegunWithoutCard,
    CardAnswered,
    CardArrived,
    CardLeft,
    CodeTyped,
    Event,
    FaultCleared,
    HolderChosen,
    ServiceChosen,
    Touched,
)
from kiosk.domain.flow import Filled
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.services import Level
from kiosk.domain.states import (
    Attract,
    Booting,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    OutOfService,
    Reading,
    TakeCard,
)
from kiosk.services.registry import DEFAULT_LEVELS, DEMARCHES, registry
from tests.domain.kiosk import Kiosk, go
from tests.domain.move import Move
from tests.domain.next_answer import next_answer, typed
from tests.domain.people import ALONE, holders
from tests.domain.proofs import proofs

COMMON = "PLANTE"
CONFIGURED = st.fixed_dictionaries(
    {each: st.sampled_from((Level.CODE, Level.CARD)) for each in DEFAULT_LEVELS}
)
OFTEN = next(each.id for each in DEMARCHES if each.often)


class UntroubledVisit(RuleBasedStateMachine):
    """``goes_on`` does what would come next, so that runs get to the paper and beyond."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._past: list[Event] = []
        self._marks: dict[SessionId, str] = {}
        self._people: tuple[Holder, ...] = ()
        self._heads_for = OFTEN

    @initialize(levels=CONFIGURED)
    def starts(self, levels: dict[ServiceId, Level]) -> None:
        self.kiosk = Kiosk(registry(levels))
        self.proofs = proofs(self.kiosk.armed, COMMON, self._marks)

    def feed(self, event: Event) -> None:
        before = self.kiosk.now
        effects = self.kiosk.feed(event)
        self._past.append(event)
        move = Move(self.kiosk.registry, before, event, self.kiosk.now, effects)
        self.look(move)

    def look(self, move: Move) -> None:
        for proof in self.proofs:
            proof.look(move)

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _step(self) -> Any:
        return self.kiosk.position if isinstance(self.kiosk.now.state, InService) else None

    def _performed_step(self) -> Any:
        """The step whose result is awaited; a code that is being checked is one."""
        state, step = self.kiosk.now.state, self._step()
        checking = isinstance(state, InService) and state.checking
        return step if checking or isinstance(step, PerformedStep) else None

    @property
    def _person(self) -> Holder:
        return self._people[0] if self._people else ALONE

    def _typed(self, entry: Entry) -> Filled:
        return typed(entry, self._line)

    @property
    def _line(self) -> str:
        """The lines of an address bear the mark of who typed them."""
        session = self.kiosk.now.session
        return f"12 rue {COMMON}" if session is None else f"12 rue {self._marks[session]}"

    @property
    def _stamp(self) -> Stamp:
        return self.kiosk.now.stamp or Stamp(SessionId(UUID(int=0)), self.kiosk.now.turn)

    @rule(times=st.integers(1, 3), data=st.data())
    def goes_on(self, times: int, data: st.DataObject) -> None:
        for _ in range(times):
            self._go_on(data)

    def _go_on(self, data: st.DataObject) -> None:
        match self.kiosk.now.state:
            case Booting() | OutOfService():
                for fault in sorted(self.kiosk.now.faults):
                    self.feed(FaultCleared(fault))
            case Attract() if self.kiosk.registry.services[self._heads_for].cardless:
                self.begins_without_card()
            case Attract():
                self.card_arrives(data)
            case Reading(session):
                self.feed(CardAnswered(session, CardRead(self._people)))
            case CardRefused() | TakeCard():
                self.feed(CardLeft())
            case ChooseHolder():
                self.feed(HolderChosen(self._stamp, 0))
            case Home():
                self.feed(ServiceChosen(self._stamp, self._heads_for, self.kiosk.today))
            case IdleWarning():
                self.feed(Touched())
            case InService():
                self._goes_on_in_service()

    def _goes_on_in_service(self) -> None:
        step = self._step()
        if isinstance(step, AskCode) and self._performed_step() is None:
            self.types_code()
            return
        agreed = go(self._next_number())
        self.feed(Answered(self._stamp, next_answer(step, self._person, self._line, agreed)))

    @rule(data=st.data())
    def card_arrives(self, data: st.DataObject) -> None:
        session = SessionId(UUID(int=self._next_number()))
        self._marks[session] = mark = f"{COMMON}{self._number}X"
        if self.kiosk.now.session is None or not self._people:
            self._people = (
                data.draw(holders(mark)),
                *data.draw(st.lists(holders(mark), max_size=2)),
            )
        self.feed(CardArrived(session))
        if self.kiosk.now.session == session and mark not in self._people[0].family_name:
            self._people = (data.draw(holders(mark)),)

    @rule()
    def begins_without_card(self) -> None:
        session = SessionId(UUID(int=self._next_number()))
        self._marks[session] = f"{COMMON}{self._number}X"
        self.feed(BegunWithoutCard(session))

    @rule()
    def types_code(self) -> None:
        self.feed(CodeTyped(self._stamp, f"{self._next_number():04}7351"))
