"""The kiosk in a test's hand: events go in, effects and the armed alarm can be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from kiosk.domain import conversation
from kiosk.domain.actions import Issue, PerformedStep, Read
from kiosk.domain.card import CardOutcome
from kiosk.domain.effects import Arm, Disarm, Do, Effect, VerifyCode
from kiosk.domain.engine import Position
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
    GroupChosen,
    HolderChosen,
    LinkChanged,
    PaperBlocked,
    ServiceChosen,
    Touched,
)
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import (
    Agreed,
    Choose,
    Chosen,
    CodeForgotten,
    Confirm,
    Declined,
    Fill,
    Filled,
    Offer,
    Show,
    StepAnswer,
    StepResult,
    TakePaper,
)
from kiosk.domain.ids import ActionId, Confirmation, JobId, ServiceId, SessionId, Stamp
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group, Registry
from kiosk.domain.session import start, step
from kiosk.domain.states import InService, KioskState
from wire.calls.call import Call

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


def go(number: int) -> Confirmation:
    return Confirmation(ActionId(UUID(int=number)), JobId(UUID(int=number + 1_000_000)), NOW)


@dataclass
class Kiosk:
    """Starts in Attract, online. What stands for a person's touch is counted in ``touches``."""

    registry: Registry
    now: KioskState = field(init=False)
    armed: Arm | None = None
    effects: list[Effect] = field(default_factory=list)
    last: tuple[Effect, ...] = ()
    touches: int = 0
    today: date = TODAY
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.now, effects = start()
        self._take(effects)
        self.feed(FaultCleared(Fault.READER_ABSENT))
        self.feed(LinkChanged(Link.ONLINE))

    def feed(self, event: Event) -> tuple[Effect, ...]:
        self.now, effects = step(self.registry, self.now, event)
        self._take(effects)
        return effects

    def _take(self, effects: tuple[Effect, ...]) -> None:
        self.last = effects
        self.effects.extend(effects)
        for effect in effects:
            match effect:
                case Arm():
                    self.armed = effect
                case Disarm():
                    self.armed = None

    @property
    def state(self) -> str:
        return type(self.now.state).__name__

    @property
    def stamp(self) -> Stamp:
        stamp = self.now.stamp
        assert stamp is not None, "no session is under way"
        return stamp

    @property
    def in_service(self) -> InService:
        assert isinstance(self.now.state, InService), self.state
        return self.now.state

    @property
    def position(self) -> Position:
        return conversation.position(self.registry, self.in_service)

    @property
    def key(self) -> str:
        """The words that head the screen of the step at hand; else the step's class."""
        position = self.position
        match position:
            case (
                Choose(words)
                | Show(words)
                | TakePaper(words)
                | PerformedStep(words)
                | Confirm(words)
                | Offer(words)
                | Fill(words)
            ):
                return words.key
            case _:
                return type(position).__name__

    def done(self, kind: type[Any]) -> list[Do]:
        """Every performance of that kind of step that was asked for, oldest first."""
        return [e for e in self.effects if isinstance(e, Do) and isinstance(e.step, kind)]

    def called(self, call: Call[Any, Any]) -> list[Do]:
        """Every time that central was asked by this call, oldest first."""
        return [do for do in self.done(Read) + self.done(Issue) if _call_of(do.step) is call]

    def checked(self) -> list[VerifyCode]:
        return [effect for effect in self.effects if isinstance(effect, VerifyCode)]

    def inserts(self, outcome: CardOutcome) -> SessionId:
        session = SessionId(UUID(int=next(self._numbers)))
        self.feed(CardArrived(session))
        self.feed(CardAnswered(session, outcome))
        return session

    def begins_without_card(self) -> SessionId:
        session = SessionId(UUID(int=next(self._numbers)))
        self._touch(BegunWithoutCard(session))
        return session

    def printer_stops(self, trouble: PaperTrouble | None) -> tuple[Effect, ...]:
        """The paper under way is stopped, or goes on again."""
        return self.feed(PaperBlocked(self.stamp, trouble))

    def pulls_out(self) -> tuple[Effect, ...]:
        return self.feed(CardLeft())

    def performs(self, *results: object) -> None:
        """The results of what is being performed, one after the other."""
        for result in results:
            self.feed(Answered(self.stamp, StepResult(result)))

    def silence(self) -> float:
        """The armed alarm rings; returns the seconds it took."""
        assert self.armed is not None, "no alarm is armed"
        seconds = self.armed.seconds
        self.feed(AlarmRang(self.armed.alarm))
        return seconds

    def _touch(self, event: Event) -> tuple[Effect, ...]:
        self.touches += 1
        return self.feed(event)

    def answers(self, answer: StepAnswer) -> tuple[Effect, ...]:
        return self._touch(Answered(self.stamp, answer))

    def is_holder(self, index: int) -> None:
        self._touch(HolderChosen(self.stamp, index))

    def opens(self, group: Group) -> None:
        self._touch(GroupChosen(self.stamp, group, self.today))

    def opens_service(self, service: ServiceId) -> None:
        self._touch(ServiceChosen(self.stamp, service, self.today))

    def types(self, code: str) -> tuple[Effect, ...]:
        """Types a code: not counted, the keys are the code's own."""
        return self.feed(CodeTyped(self.stamp, code))

    def forgot(self) -> None:
        self.answers(CodeForgotten())

    def picks(self, label: str, nth: int = 0) -> None:
        """Chooses the ``nth`` option of the screen that is labelled so."""
        indexes = [i for i, name in enumerate(labels(self.position)) if name == label]
        assert len(indexes) > nth, f"{label} is not offered by {self.key}"
        self.answers(Chosen(indexes[nth]))

    def fills(self, *texts: str) -> None:
        """Types one text after the other, each into the screen that then stands there."""
        for text in texts:
            assert isinstance(self.position, Fill), self.key
            self.answers(Filled(text))

    def declines(self) -> None:
        self.answers(Declined())

    def agrees(self) -> Confirmation:
        """Confirms, or takes an offer, with a freshly minted go."""
        minted = go(next(self._numbers))
        self.answers(Agreed(minted))
        return minted

    def goes_back(self) -> tuple[Effect, ...]:
        return self._touch(Back(self.stamp))

    def ends(self) -> tuple[Effect, ...]:
        return self._touch(End(self.stamp))

    def touches_screen(self) -> tuple[Effect, ...]:
        return self.feed(Touched())


def _call_of(performed: PerformedStep[Any]) -> Call[Any, Any] | None:
    return performed.call if isinstance(performed, Read | Issue) else None


def labels(position: Position) -> tuple[str, ...]:
    """The keys of what can be chosen here."""
    match position:
        case Choose(_, options) | TakePaper(_, _, options) | Show(_, _, options):
            return tuple(option.label.key for option in options)
        case _:
            return ()
