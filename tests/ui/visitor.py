"""A visitor at the kiosk: touches its screens through the models, as QML does."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from kiosk.app.session_runner import SessionRunner
from kiosk.domain.card import CardOutcome, CardRead
from kiosk.domain.effects import Do, Effect, VerifyCode
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    CardAnswered,
    CardArrived,
    CardLeft,
    Event,
    FaultCleared,
    LinkChanged,
    PaperBlocked,
)
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import StepResult
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ActionId, Confirmation, JobId, ServiceId, SessionId
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.place import Place
from kiosk.domain.services import Registry
from kiosk.domain.states import Home
from kiosk.services.registry import registry
from kiosk.ui.app_model import KioskApp
from kiosk.ui.screen_state import SECOND_TOUCH_S
from shared_runtime.messages.catalogue import Catalogue
from tests.demarches import ADDRESS, ATTESTATION, LOST_CARD, READ_CARD
from tests.domain.people import attestation, droits, holder
from tests.ui.places import DEMO_PLACE
from tests.ui.tiles import tile_of
from wire.citizen import AccountState, CodeAccepted, SessionOpened

CAMILLE = holder("MARTIN", "CAMILLE")


def touch(app: KioskApp, intent: str, *arguments: object) -> None:
    """On the screen that is shown, or on what stands around it."""
    touched = app.screen if hasattr(app.screen, intent) else app
    getattr(touched, intent)(*arguments)


@dataclass
class HandClock:
    """A clock that goes on when told to. It is 10:24 in Paris, or ``wall_s`` seconds from it."""

    seconds: float = 0.0
    wall_s: float = 0.0

    def now(self) -> datetime:
        gone = timedelta(seconds=self.seconds + self.wall_s)
        return datetime(2026, 11, 22, 9, 24, tzinfo=UTC) + gone

    def monotonic(self) -> float:
        return self.seconds


@dataclass
class Recorder:
    effects: list[Effect] = field(default_factory=list)

    def perform(self, effect: Effect) -> None:
        self.effects.append(effect)


class Visitor:
    """One kiosk with real services and screens. Events are handled at once, performers by hand."""

    def __init__(
        self,
        catalogue: Catalogue,
        place: Place = DEMO_PLACE,
        services: Registry | None = None,
    ) -> None:
        self.clock = HandClock()
        self.posted: list[Event] = []
        self.recorder = Recorder()
        self.numbers = count(1)
        self.registry = services or registry({})
        self.app = KioskApp(
            registry=self.registry,
            place=place,
            catalogue=catalogue,
            clock=self.clock,
            post=self._post,
            ids=self,
        )
        self.runner = SessionRunner(self.registry, self.recorder, self.app.show, lambda line: None)
        self.runner.begin()
        self.handle(FaultCleared(Fault.READER_ABSENT))

    def _post(self, event: Event) -> None:
        self.posted.append(event)
        self.runner.handle(event)

    def session(self) -> SessionId:
        return SessionId(UUID(int=next(self.numbers)))

    def confirmation(self) -> Confirmation:
        number = next(self.numbers)
        return Confirmation(ActionId(UUID(int=number)), JobId(UUID(int=number)), self.clock.now())

    def handle(self, event: Event) -> None:
        self.runner.handle(event)

    def leave(self) -> None:
        self.app.deleteLater()

    def insert(self, *holders: Holder) -> None:
        self.insert_card(CardRead(holders or (CAMILLE,)))

    def insert_card(self, outcome: CardOutcome) -> None:
        session = self.session()
        self.handle(CardArrived(session))
        self.handle(CardAnswered(session, outcome))

    def pull_out(self) -> None:
        self.handle(CardLeft())

    def alarm(self) -> None:
        self.handle(AlarmRang(self.runner.kiosk.alarm))

    def answer(self, result: object) -> None:
        """The result of what the kiosk is performing."""
        stamp = self.runner.kiosk.stamp
        assert stamp is not None
        self.handle(Answered(stamp, StepResult(result)))

    def block(self, trouble: PaperTrouble | None) -> None:
        """The printer stops with the paper in it, or goes on again."""
        stamp = self.runner.kiosk.stamp
        assert stamp is not None
        self.handle(PaperBlocked(stamp, trouble))

    @property
    def language(self) -> str:
        return str(self.app.property("language"))

    def touch(self, intent: str, *arguments: object) -> None:
        """One unhurried touch."""
        self.clock.seconds += 2 * SECOND_TOUCH_S
        touch(self.app, intent, *arguments)

    def touch_tile(self, service: ServiceId) -> None:
        """The tile on the home screen as it stands that leads to the service."""
        self.touch("choose", tile_of(service, self.registry, self.runner.kiosk))

    def opens(self, service: ServiceId) -> None:
        """Its group's tile, then its own where the group has several."""
        self.touch_tile(service)
        if isinstance(self.runner.kiosk.state, Home):
            self.touch_tile(service)

    def type_code(self, code: str) -> None:
        for digit in code:
            self.touch("typeCharacter", digit)
        self.touch("submitEntry")

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def kind(self) -> str:
        return self.app.screen_kind

    def shown(self, name: str) -> Any:
        return getattr(self.screen, name)

    def rows(self, name: str) -> list[Any]:
        """The models in a list of the screen; PySide gives lists to QML only."""
        return list(self.screen.parts(name))

    def header(self, name: str) -> str:
        header: Any = self.app.header
        return str(getattr(header, name))

    @property
    def done(self) -> list[Do | VerifyCode]:
        return [e for e in self.recorder.effects if isinstance(e, Do | VerifyCode)]

    def open_account(self) -> None:
        self.answer(SessionOpened(AccountState.ACTIF, None))

    def accept_code(self) -> None:
        self.answer(CodeAccepted())

    def to_code(self) -> None:
        self.insert()
        self.opens(ATTESTATION)
        self.open_account()
        assert self.kind == "code"

    def to_card_facts(self, *holders: Holder) -> None:
        self.insert(*holders)
        self.opens(READ_CARD)
        assert self.kind == "show"

    def to_number(self) -> None:
        """Somebody without a card says that theirs is lost, up to the number they type."""
        self.touch("noCard")
        self.opens(LOST_CARD)
        self.touch("choose", 0)
        self.touch("choose", 0)
        self.type_text("20112026")
        self.touch("submitEntry")
        assert self.shown("title") == "Votre numéro de sécurité sociale\u00a0?"
        assert self.kind == "fillNumber"

    def to_street(self, *holders: Holder) -> None:
        """Somebody whose code nobody can check gives a new address."""
        self.handle(LinkChanged(Link.OFFLINE))
        self.insert(*holders)
        self.opens(ADDRESS)
        assert self.kind == "fill"

    def type_text(self, text: str) -> None:
        for character in text:
            self.touch("typeCharacter", character)

    def to_confirm(self) -> None:
        self.to_code()
        self.type_code("1234")
        self.accept_code()
        self.answer(droits(CAMILLE))
        self.touch("choose", 0)
        assert self.kind == "confirm"

    def to_printing(self) -> None:
        self.to_confirm()
        self.touch("agree")
        self.answer(attestation(CAMILLE))
        assert self.kind == "working"
