"""A visit that nothing goes wrong with, step by step, with every proof watching each move."""

from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.domain.actions import AskCode, Perform
from kiosk.domain.card import CardRead
from kiosk.domain.entries.address import POSTCODE
from kiosk.domain.entries.days import BIRTH_DATE, LOSS_DATE
from kiosk.domain.entries.nir import NIR
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
from kiosk.domain.flow import (
    Agreed,
    Chosen,
    Confirm,
    Fill,
    Filled,
    Offer,
    Performed,
)
from kiosk.domain.identity import Holder
from kiosk.domain.ids import SessionId, Stamp
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
from kiosk.services.registry import (
    ATTESTATION,
    LOST_CARD,
    READ_CARD,
    registry,
)
from tests.domain.kiosk import Kiosk, go
from tests.domain.move import Move
from tests.domain.outcomes import results_of
from tests.domain.people import ALONE, holders, nir
from tests.domain.proofs import proofs

COMMON = "PLANTE"
TYPED = {
    NIR: nir("1850375999001").value,
    BIRTH_DATE: "14031985",
    LOSS_DATE: "14112026",
    POSTCODE: "75012",
}
"""What fits a screen; the lines of an address bear the mark of who typed them."""
CONFIGURED = (Level.CODE, Level.CARD)


class UntroubledVisit(RuleBasedStateMachine):
    """``goes_on`` does what would come next, so that runs get to the paper and beyond."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._past: list[Event] = []
        self._marks: dict[SessionId, str] = {}
        self._people: tuple[Holder, ...] = ()
        self._heads_for = ATTESTATION

    @initialize(level=st.sampled_from(CONFIGURED), read=st.sampled_from(CONFIGURED))
    def starts(self, level: Level, read: Level) -> None:
        self.kiosk = Kiosk(registry({ATTESTATION: level, READ_CARD: read}))
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
        return step if checking or isinstance(step, Perform) else None

    @property
    def _person(self) -> Holder:
        return self._people[0] if self._people else ALONE

    def _typed(self, entry: Entry) -> Filled:
        session = self.kiosk.now.session
        line = f"12 rue {COMMON}" if session is None else f"12 rue {self._marks[session]}"
        return Filled(TYPED.get(entry, line))

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
            case Attract() if self._heads_for is LOST_CARD:
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
        performed = self._performed_step()
        match self._step():
            case _ if performed is not None:
                result = results_of(performed, self._person)[0]
                self.feed(Answered(self._stamp, Performed(result)))
            case AskCode():
                self.types_code()
            case Fill(entry=entry):
                self.feed(Answered(self._stamp, self._typed(entry)))
            case Confirm() | Offer():
                self.feed(Answered(self._stamp, Agreed(go(self._next_number()))))
            case _:
                self.feed(Answered(self._stamp, Chosen(0)))

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
