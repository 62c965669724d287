"""What must hold over every sequence of events, each as a proof of its own that watches the moves.

A proof sees each move once, in order, and raises AssertionError at the first that breaks it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kiosk.domain.effects import Arm, EndSession, VerifyCode
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    Back,
    CardAnswered,
    CodeTyped,
    End,
    FaultRaised,
    GroupChosen,
    HolderChosen,
    LinkChanged,
    ServiceChosen,
)
from kiosk.domain.faults import BLOCKING, Link
from kiosk.domain.ids import SessionId
from kiosk.domain.services import Level
from kiosk.domain.session import step
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
    SessionState,
    TakeCard,
    Visit,
)
from tests.domain.move import Move, Proof, armed_after, stamp_of
from tests.domain.proof_of_acts import (
    NobodyAsksForAnother,
    NothingSubmittedTwice,
    NothingTwice,
    NothingUnconfirmed,
    RetourCrossesNothingDone,
    WhatIsRecordedIsShown,
)
from tests.domain.proof_of_cues import HeardOnceBySomebody
from tests.domain.walk import personal_in, texts_in

SILENCE_S = 360.0
"""So long after the last thing that happened nothing of a person is left, whatever was going on."""

AT_REST = Attract | OutOfService | TakeCard
NOBODY = AT_REST | Booting | Reading | CardRefused
"""States in which nobody is known."""
Stamped = HolderChosen | GroupChosen | ServiceChosen | Answered | CodeTyped | Back | End


@dataclass
class NeverTwoSessions:
    """One session at a time; each ends exactly once, and nothing is asked for it afterwards."""

    ended: set[SessionId] = field(default_factory=set)

    def look(self, move: Move) -> None:
        was, now = move.before.session, move.after.session
        ends = [effect.session for effect in move.effects if isinstance(effect, EndSession)]
        over = [was] if was is not None and was != now else []
        assert ends == over, "a session ends once, when it is left"
        self.ended.update(ends)
        assert now not in self.ended, "a session came back after its end"
        for stamp in filter(None, map(stamp_of, move.effects)):
            assert stamp == move.after.stamp, "an effect for another turn than the present one"
            assert stamp.session not in self.ended, "an effect for a session that has ended"


@dataclass
class NothingOfAnybodyElse:
    """After the end nothing personal can be reached; during a visit only its own person's data.

    ``marks``: what stands in every name of a session's people; ``common`` stands in all of them.
    """

    common: str
    marks: dict[SessionId, str]

    def look(self, move: Move) -> None:
        if not move.moved:
            return
        at_rest = isinstance(move.after.state, NOBODY)
        if at_rest:
            assert personal_in(move.after) == [], f"left in {type(move.after.state).__name__}"
        self._only(None if at_rest else move.after.session, move.texts)
        for effect in move.effects:
            stamp = stamp_of(effect)
            self._only(None if stamp is None else stamp.session, texts_in(effect))
        for text in (repr(move.after), repr(move.effects), repr(move.event)):
            assert self.common not in text, "a name in the text form"

    def _only(self, session: SessionId | None, texts: Iterable[str]) -> None:
        for text in (text for text in texts if self.common in text):
            assert session is not None, "a name outside of any session"
            assert self.marks[session] in text, "somebody else's name"


@dataclass
class SilenceComesBack:
    """Whatever the state, when only alarms ring the kiosk is back at rest in bounded time."""

    armed: Arm | None
    longest_s: float = 0.0

    def look(self, move: Move) -> None:
        self.armed = armed_after(self.armed, move.effects)
        kiosk, armed, seconds = move.after, self.armed, 0.0
        while not isinstance(kiosk.state, AT_REST):
            assert armed is not None, f"{type(kiosk.state).__name__} waits for ever"
            assert armed.alarm == kiosk.alarm, "the armed alarm is one that counts no more"
            seconds += armed.seconds
            assert seconds <= SILENCE_S, "silence lasts too long"
            kiosk, effects = step(move.registry, kiosk, AlarmRang(armed.alarm))
            armed = armed_after(armed, effects)
        assert personal_in(kiosk) == []
        self.longest_s = max(self.longest_s, seconds)


class StaleChangesNothing:
    """An answer of another turn, an alarm of another number, a card of another session: nothing."""

    def look(self, move: Move) -> None:
        before, event = move.before, move.event
        match event:
            case AlarmRang(alarm):
                stale = alarm != before.alarm
            case CardAnswered(session):
                stale = before.state != Reading(session)
            case _ if isinstance(event, Stamped):
                stale = event.stamp != before.stamp
            case _:
                return
        if stale:
            assert (move.after, move.effects) == (before, ()), "a stale event moved the kiosk"


class DoubledChangesNothing:
    """What has just been answered cannot be answered again."""

    def look(self, move: Move) -> None:
        if move.moved and isinstance(move.event, Stamped | AlarmRang | CardAnswered):
            again = step(move.registry, move.after, move.event)
            assert again == (move.after, ()), "a doubled event moved the kiosk"


class CodeStaysNowhere:
    """A typed code goes into the one effect that has it checked, and stands in no state."""

    def __init__(self) -> None:
        self.codes: set[str] = set()

    def look(self, move: Move) -> None:
        typed = move.event.code if isinstance(move.event, CodeTyped) else None
        if typed is not None:
            self.codes.add(typed)
        for text in move.texts if move.moved else ():
            assert not any(code in text for code in self.codes), "a code in the state"
        for effect in move.effects:
            if isinstance(effect, VerifyCode):
                assert effect.request.code == typed, "a code from before"
            else:
                assert self.codes.isdisjoint(texts_in(effect)), "a code in another effect"


class AlwaysTheSame:
    """The same event on the same state always gives the same: replay depends on the log alone."""

    def look(self, move: Move) -> None:
        again = step(move.registry, move.before, move.event)
        assert again == (move.after, move.effects)


@dataclass
class NoVisitWithoutItsCard:
    """With the card gone only paper is waited for: no name stands on a screen. Where the reader
    is gone nobody can tell, and its monitor says that the card left."""

    blind: bool = False

    def look(self, move: Move) -> None:
        if move.after.session != move.before.session:
            self.blind = False
        if isinstance(move.event, FaultRaised) and move.event.fault in BLOCKING:
            self.blind = True
        match move.after.state:
            case InService(leaving=True):
                return
            case Home(visit) | InService(visit) if visit.insured is None:
                return
            case IdleWarning(Home(visit) | InService(visit)) if visit.insured is None:
                return
            case ChooseHolder() | Home() | InService() | IdleWarning():
                assert move.after.card_present or self.blind, "a visit without its card"


class WithoutACardOnlyWhatIsOpen:
    """Who came without a card gets to what is open to all, and to nothing that knows a person; who
    has a card in gets to nothing that is for those without."""

    def look(self, move: Move) -> None:
        state = move.after.state
        match state.over if isinstance(state, IdleWarning) else state:
            case InService(Visit(insured=None), service, login=login):
                assert move.registry.services[service].level is Level.OPEN
                assert login is None, "a login of nobody"
            case InService(_, service):
                assert not move.registry.services[service].cardless


class OneDayAConversation:
    """The day a service began on stays its day, whatever any clock says meanwhile."""

    def look(self, move: Move) -> None:
        match _conversation(move.before.state), _conversation(move.after.state):
            case InService() as was, InService() as now if was.service == now.service:
                assert now.today == was.today
            case _, InService(today=today):
                assert today is None or move.after.link is not Link.CLOCK_WRONG


def _conversation(state: SessionState) -> InService | None:
    over = state.over if isinstance(state, IdleWarning) else state
    return over if isinstance(over, InService) else None


class FaultsEndNoSession:
    """A printer, the link or the gateway failing takes nobody's visit away."""

    def look(self, move: Move) -> None:
        match move.event:
            case LinkChanged():
                pass
            case FaultRaised(fault) if fault not in BLOCKING:
                pass
            case _:
                return
        assert move.after.state is move.before.state
        assert move.after.stamp == move.before.stamp
        assert move.effects == ()


def proofs(armed: Arm | None, common: str, marks: dict[SessionId, str]) -> tuple[Proof, ...]:
    """All proofs, fresh, for a kiosk whose armed alarm is ``armed``."""
    plain: tuple[Callable[[], Proof], ...] = (
        NeverTwoSessions,
        StaleChangesNothing,
        DoubledChangesNothing,
        NothingTwice,
        NothingUnconfirmed,
        NothingSubmittedTwice,
        NobodyAsksForAnother,
        WhatIsRecordedIsShown,
        RetourCrossesNothingDone,
        CodeStaysNowhere,
        AlwaysTheSame,
        NoVisitWithoutItsCard,
        WithoutACardOnlyWhatIsOpen,
        OneDayAConversation,
        FaultsEndNoSession,
        HeardOnceBySomebody,
    )
    watching = (NothingOfAnybodyElse(common, marks), SilenceComesBack(armed))
    return (*watching, *(make() for make in plain))
