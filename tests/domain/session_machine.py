"""Anything that can happen to a kiosk, in any order, with every proof watching each move."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.domain.card import Mute
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    BegunWithoutCard,
    CardAnswered,
    CardArrived,
    End,
    FaultCleared,
    GroupChosen,
    HolderChosen,
    LinkChanged,
    PaperBlocked,
    ServiceChosen,
    ServicesCounted,
)
from kiosk.domain.faults import BLOCKING, Link
from kiosk.domain.flow import (
    Agreed,
    Chosen,
    CodeForgotten,
    Declined,
    Filled,
    StepAnswer,
    StepResult,
)
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.outcomes import SessionLost
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group
from kiosk.domain.states import (
    ChooseHolder,
    Home,
)
from kiosk.services.registry import DEMARCHES, registry
from tests.domain.anybodys_moves import AnybodysMoves
from tests.domain.entries.every import EVERY_ENTRY
from tests.domain.kiosk import TODAY, Kiosk, go
from tests.domain.next_answer import begun, on_the_way
from tests.domain.outcomes import cards, foreign_to, results_of
from tests.domain.people import ALONE
from tests.domain.untroubled_visit import UntroubledVisit

T = TypeVar("T")

SERVICES = (*(each.id for each in DEMARCHES), ServiceId("unknown"))


def _places() -> Iterator[tuple[ServiceId, type]]:
    """Where much may go wrong: every kind of step on the way of every démarche, and before it. Most
    turns are taken where most people come by."""
    for each in DEMARCHES:
        steps = dict.fromkeys(map(type, on_the_way(begun(each, Kiosk(registry({}))))))
        for place in (ChooseHolder, Home, *steps):
            yield from [(each.id, place)] * (3 if each.often else 1)


PLACES = tuple(_places())
"""And the service that leads there."""
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
LONGEST_VISIT = 16
DAYS = (TODAY, TODAY + timedelta(days=1), date(1970, 1, 1))
indexes = st.integers(-2, 4)
anywhere = st.integers(0, 9_999)


def one_of(things: Sequence[T], data: st.DataObject) -> T:
    """Any of ``things``. One strategy for all: making a new one for each draw takes longer than
    everything the kiosk does."""
    return things[data.draw(anywhere) % len(things)]


class SessionMachine(AnybodysMoves, UntroubledVisit):
    """Rules go by what a person, a card, a device or the link does."""

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
                self.feed(Answered(self._stamp, StepResult(SessionLost())))
            case _:
                self.is_performed(data)

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

    @rule(data=st.data())
    def is_performed(self, data: st.DataObject) -> None:
        step = self._performed_step()
        if step is not None:
            result = one_of(results_of(step, self._person), data)
            self.feed(Answered(self._stamp, StepResult(result)))

    @rule(data=st.data())
    def a_result_of_another_kind(self, data: st.DataObject) -> None:
        step = self._performed_step()
        if step is None:
            return
        results = foreign_to(step, self._person)
        before = self.kiosk.now
        self.feed(Answered(self._stamp, StepResult(one_of(results, data))))
        assert (self.kiosk.now, self.kiosk.last) == (before, ())

    @rule(index=indexes, data=st.data())
    def answers(self, index: int, data: st.DataObject) -> None:
        agreed = Agreed(go(self._next_number()))
        typed = (Filled("12"), *map(self._typed, EVERY_ENTRY))
        of_any_kind: tuple[StepAnswer, ...] = (
            Chosen(index),
            agreed,
            Declined(),
            CodeForgotten(),
            *typed,
        )
        self.feed(Answered(self._stamp, one_of(of_any_kind, data)))

    @rule(off=st.sampled_from([-2, -1, 1]))
    def from_elsewhere(self, off: int) -> None:
        """An alarm of another number, answers of another session or turn."""
        elsewhere, here = SessionId(UUID(int=0)), self._stamp
        self.feed(AlarmRang(self.kiosk.now.alarm + off))
        self.feed(CardAnswered(elsewhere, Mute()))
        for stamp in (Stamp(elsewhere, here.turn), Stamp(here.session, here.turn + off)):
            self.feed(End(stamp))
            self.feed(Answered(stamp, Chosen(0)))

    @rule()
    def mended(self) -> None:
        for fault in sorted(BLOCKING | self.kiosk.now.faults):
            self.feed(FaultCleared(fault))
        self.feed(LinkChanged(Link.ONLINE))

    @rule(link=st.sampled_from(Link))
    def link(self, link: Link) -> None:
        self.feed(LinkChanged(link))

    @rule(times=st.integers(1, 99))
    def services_are_counted(self, times: int) -> None:
        before = self.kiosk.now
        self.feed(ServicesCounted(dict.fromkeys(SERVICES, times)))
        assert before.begun is None or self.kiosk.now is before, "tiles change their places"

    @rule(index=indexes)
    def chooses_holder(self, index: int) -> None:
        self.feed(HolderChosen(self._stamp, index))

    @rule(group=st.sampled_from(Group), day=st.sampled_from(DAYS))
    def chooses_group(self, group: Group, day: date) -> None:
        self.feed(GroupChosen(self._stamp, group, day))

    @rule(service=st.sampled_from(SERVICES), day=st.sampled_from(DAYS))
    def chooses_service(self, service: ServiceId, day: date) -> None:
        self.feed(ServiceChosen(self._stamp, service, day))

    @rule(data=st.data())
    def something_from_the_past(self, data: st.DataObject) -> None:
        """A late result, a double touch, an old alarm; what begins a session never comes twice."""
        begins = CardArrived | BegunWithoutCard
        past = [event for event in self._past if not isinstance(event, begins)]
        if past:
            self.feed(one_of(past[-12:], data))
