"""Anything that can happen to a kiosk, in any order, with every proof watching each move."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.domain.actions import AskCode, HandOver, Issue, Perform, Submit
from kiosk.domain.card import CardRead, Mute
from kiosk.domain.entry import EntryKind
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    Back,
    BegunWithoutCard,
    CardAnswered,
    CardArrived,
    CardLeft,
    CodeTyped,
    End,
    Event,
    FaultCleared,
    FaultRaised,
    GroupChosen,
    HolderChosen,
    LinkChanged,
    PaperBlocked,
    ServiceChosen,
    Touched,
)
from kiosk.domain.faults import BLOCKING, Fault, Link
from kiosk.domain.flow import (
    Agreed,
    Answer,
    Choose,
    Chosen,
    CodeForgotten,
    Confirm,
    Declined,
    Fill,
    Filled,
    Offer,
    Performed,
    ShowRecorded,
    TakePaper,
)
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.outcomes import SessionLost
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group, Level
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
    ADDRESS,
    ATTESTATION,
    BY_POST,
    CEAM,
    DAMAGED_CARD,
    LOST_CARD,
    READ_CARD,
    registry,
)
from tests.domain.kiosk import Kiosk, go
from tests.domain.move import Move
from tests.domain.outcomes import cards, foreign_to, results_of
from tests.domain.people import ALONE, holders, nir
from tests.domain.proofs import proofs

T = TypeVar("T")

COMMON = "PLANTE"
SERVICES = (
    ATTESTATION,
    BY_POST,
    READ_CARD,
    DAMAGED_CARD,
    LOST_CARD,
    ADDRESS,
    CEAM,
    ServiceId("unknown"),
)
PLACES = (
    (ATTESTATION, ChooseHolder),
    (ATTESTATION, Home),
    (ATTESTATION, AskCode),
    (ATTESTATION, AskCode),
    (ATTESTATION, Choose),
    (ATTESTATION, Confirm),
    (ATTESTATION, Issue),
    (ATTESTATION, HandOver),
    (ATTESTATION, TakePaper),
    (ADDRESS, Fill),
    (LOST_CARD, Fill),
    (LOST_CARD, Submit),
    (CEAM, Submit),
    (BY_POST, HandOver),
    (DAMAGED_CARD, ShowRecorded),
)
"""Where much may go wrong, and the service that leads there."""
TURNS = (
    "card out",
    "end",
    "back",
    "silence",
    "forgotten",
    "session lost",
    "printer stops",
    "any result",
)
TYPED = {
    EntryKind.NIR: nir("1850375999001").value,
    EntryKind.BIRTH_DATE: "14031985",
    EntryKind.LOSS_DATE: "14112026",
    EntryKind.POSTCODE: "75012",
}
"""What fits a screen; the lines of an address bear the mark of who typed them."""
LONGEST_VISIT = 16
CONFIGURED = (Level.CODE, Level.CARD)
indexes = st.integers(-2, 4)
anywhere = st.integers(0, 9_999)


def one_of(things: Sequence[T], data: st.DataObject) -> T:
    """Any of ``things``. One strategy for all: making a new one for each draw takes longer than
    everything the kiosk does."""
    return things[data.draw(anywhere) % len(things)]


class SessionMachine(RuleBasedStateMachine):
    """Rules go by what a person, a card, a device or the link does; ``goes_on`` does what an
    untroubled visit would do next, so that runs get to the paper and beyond."""

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

    def _typed(self, entry: EntryKind) -> Filled:
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

    @rule(
        heads_for=st.sampled_from(PLACES),
        turn=st.sampled_from(TURNS),
        anew=st.booleans(),
        data=st.data(),
    )
    def takes_a_turn_at(
        self, heads_for: tuple[ServiceId, type], turn: str, anew: bool, data: st.DataObject
    ) -> None:
        """Goes on to where much may go wrong, if the visit comes by it, and has it go wrong."""
        self._heads_for, place = heads_for
        self.mended()
        if anew:
            self.ends()
            self.card_leaves()
        for _ in range(LONGEST_VISIT):
            if isinstance(self.kiosk.now.state, place) or isinstance(self._step(), place):
                break
            self._go_on(data)
        match turn:
            case "card out":
                self.card_leaves()
            case "end":
                self.ends()
            case "back":
                self.goes_back()
            case "silence":
                self.silence(1)
            case "forgotten":
                self.feed(Answered(self._stamp, CodeForgotten()))
                self._go_on(data)
            case "printer stops":
                self.printer_stops(PaperTrouble.PAPER_JAM)
            case "session lost":
                self.feed(Answered(self._stamp, Performed(SessionLost())))
            case _:
                self.is_performed(data)

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
                self.feed(ServiceChosen(self._stamp, self._heads_for))
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

    @rule(trouble=st.sampled_from([*PaperTrouble, None]))
    def printer_stops(self, trouble: PaperTrouble | None) -> None:
        self.feed(PaperBlocked(self._stamp, trouble))

    @rule()
    def same_card_arrives_again(self) -> None:
        if session := self.kiosk.now.session:
            self.feed(CardArrived(session))

    @rule(data=st.data())
    def card_answers(self, data: st.DataObject) -> None:
        if session := self.kiosk.now.session:
            outcomes = cards(*(self._people or (ALONE,)))
            self.feed(CardAnswered(session, one_of(outcomes, data)))

    @rule()
    def card_leaves(self) -> None:
        self.feed(CardLeft())

    @rule(data=st.data())
    def is_performed(self, data: st.DataObject) -> None:
        step = self._performed_step()
        if step is not None:
            result = one_of(results_of(step, self._person), data)
            self.feed(Answered(self._stamp, Performed(result)))

    @rule(data=st.data())
    def a_result_of_another_kind(self, data: st.DataObject) -> None:
        step = self._performed_step()
        if step is None:
            return
        results = foreign_to(step, self._person)
        before = self.kiosk.now
        self.feed(Answered(self._stamp, Performed(one_of(results, data))))
        assert (self.kiosk.now, self.kiosk.last) == (before, ())

    @rule(index=indexes, data=st.data())
    def answers(self, index: int, data: st.DataObject) -> None:
        agreed = Agreed(go(self._next_number()))
        typed = (Filled("12"), *map(self._typed, EntryKind))
        of_any_kind: tuple[Answer, ...] = (
            Chosen(index),
            agreed,
            Declined(),
            CodeForgotten(),
            *typed,
        )
        self.feed(Answered(self._stamp, one_of(of_any_kind, data)))

    @rule()
    def types_code(self) -> None:
        self.feed(CodeTyped(self._stamp, f"{self._next_number():04}7351"))

    @rule()
    def goes_back(self) -> None:
        self.feed(Back(self._stamp))

    @rule()
    def ends(self) -> None:
        self.feed(End(self._stamp))

    @rule()
    def touches(self) -> None:
        self.feed(Touched())

    @rule(times=st.integers(1, 3))
    def silence(self, times: int) -> None:
        for _ in range(times):
            self.feed(AlarmRang(self.kiosk.now.alarm))

    @rule(off=st.sampled_from([-2, -1, 1]))
    def from_elsewhere(self, off: int) -> None:
        """An alarm of another number, answers of another session or turn."""
        elsewhere, here = SessionId(UUID(int=0)), self._stamp
        self.feed(AlarmRang(self.kiosk.now.alarm + off))
        self.feed(CardAnswered(elsewhere, Mute()))
        for stamp in (Stamp(elsewhere, here.turn), Stamp(here.session, here.turn + off)):
            self.feed(End(stamp))
            self.feed(Answered(stamp, Chosen(0)))

    @rule(fault=st.sampled_from(Fault), raised=st.booleans())
    def fault(self, fault: Fault, raised: bool) -> None:
        self.feed(FaultRaised(fault) if raised else FaultCleared(fault))

    @rule()
    def mended(self) -> None:
        for fault in sorted(BLOCKING | self.kiosk.now.faults):
            self.feed(FaultCleared(fault))
        self.feed(LinkChanged(Link.ONLINE))

    @rule(link=st.sampled_from(Link))
    def link(self, link: Link) -> None:
        self.feed(LinkChanged(link))

    @rule(index=indexes)
    def chooses_holder(self, index: int) -> None:
        self.feed(HolderChosen(self._stamp, index))

    @rule(group=st.sampled_from(Group))
    def chooses_group(self, group: Group) -> None:
        self.feed(GroupChosen(self._stamp, group))

    @rule(service=st.sampled_from(SERVICES))
    def chooses_service(self, service: ServiceId) -> None:
        self.feed(ServiceChosen(self._stamp, service))

    @rule(data=st.data())
    def something_from_the_past(self, data: st.DataObject) -> None:
        """A late result, a double touch, an old alarm; what begins a session never comes twice."""
        begins = CardArrived | BegunWithoutCard
        past = [event for event in self._past if not isinstance(event, begins)]
        if past:
            self.feed(one_of(past[-12:], data))
