"""Anything that staff, kiosk-sync and a citizen beside them can do, in any order."""

from dataclasses import replace
from typing import get_args
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from kiosk.domain.card import CardOutcome, StaffCard
from kiosk.domain.entry import Clean, Entry, Keypad
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    BegunWithoutCard,
    CardAnswered,
    CardArrived,
    Event,
    FaultCleared,
    PaperBlocked,
)
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import ActionId, Confirmation, SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import LeaveStay
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    LookDue,
    Looked,
    OfferChosen,
    SignInTold,
    StaffCalled,
    StaffTold,
    StaffTyped,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import DeedOutcome, NoAnswer, SignInStep, StaffSignIn, StayOver
from kiosk.domain.maintenance.tool import (
    AskFirst,
    DeedHereKind,
    DoBySync,
    DoHere,
    LookAgain,
    Tool,
    ToolDeed,
    ToolOffer,
    TypeFirst,
)
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.domain.states import Attract, OutOfService, TakeCard
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import registry
from shared_runtime.messages.message import message
from tests.domain.anybodys_moves import AnybodysMoves
from tests.domain.kiosk import Kiosk, go
from tests.domain.move import Move
from tests.domain.outcomes import cards
from tests.domain.people import ALONE
from tests.domain.proof_of_stays import proofs_of_stays, stay_of
from tests.domain.staff import BADGE, NAME, PIN, WELL
from wire.configuration import StaffRole
from wire.staff import StaffLocked, StaffNotSet, StaffReady, StaffRefused, StaffSignedIn
from wire.staff_calls.deeds import POWER_OFF, SEND_QUEUE
from wire.staff_calls.looks import HEALTH, LOGS
from wire.staff_calls.staff_call import DeedDone, DeedFailed

REGISTRY = replace(registry({}), tools=TOOLS)
TITLE = message("maintenance.title")
SEND = DoBySync(SEND_QUEUE)
ENTRY = Entry("staff_name", 8, Keypad(), Clean)
DEEDS: tuple[ToolDeed, ...] = (
    SEND,
    DoBySync(POWER_OFF),
    LookAgain(LOGS, None),
    *map(DoHere, DeedHereKind),
)
OFFERS = (
    *(ToolOffer(TITLE, deed) for deed in DEEDS),
    ToolOffer(TITLE, SEND, role="technician"),
    ToolOffer(TITLE, AskFirst(TITLE, (ToolOffer(TITLE, SEND),))),
    ToolOffer(TITLE, TypeFirst(TITLE, TITLE, ENTRY, lambda _: SEND)),
)
TOLD: tuple[SignInTold | None, ...] = (
    StaffReady(),
    StaffReady(by_badge=True, with_code=True),
    StaffReady("no_staff"),
    StaffSignedIn("c-dupont", "agent"),
    StaffSignedIn("p-martin", "technician"),
    StaffRefused(),
    StaffLocked(30),
    StaffLocked(3_600),
    StaffNotSet("no_pepper"),
    None,
)
OUTCOMES: tuple[DeedOutcome, ...] = (DeedDone(), DeedFailed("not-open"), NoAnswer(), StayOver())
PAPERS = (HandedOver(1), NotPrinted(PaperTrouble.PAPER_OUT), MaybePrinted())
CARDS: tuple[CardOutcome, ...] = (StaffCard(BADGE), *cards(ALONE))
ALARMS_TO_REST = 12


class StaffMachine(AnybodysMoves, RuleBasedStateMachine):
    """Rules go by what staff touch, by what kiosk-sync says, and by who comes between."""

    def __init__(self) -> None:
        super().__init__()
        self.kiosk = Kiosk(REGISTRY)
        self.proofs = proofs_of_stays()
        self._number = 0
        self._checked: list[tuple[Stamp, ActionId]] = []

    def feed(self, event: Event) -> None:
        before, effects = self.kiosk.now, self.kiosk.feed(event)
        move = Move(REGISTRY, before, event, self.kiosk.now, effects)
        for proof in self.proofs:
            proof.look(move)
        self.look(move)

    def look(self, move: Move) -> None:
        """For whoever counts where it gets."""

    @property
    def _stamp(self) -> Stamp:
        return self.kiosk.now.stamp or Stamp(SessionId(UUID(int=0)), 0)

    def _go(self) -> Confirmation:
        self._number += 1
        return go(50_000 + self._number)

    def _session(self) -> SessionId:
        self._number += 1
        return SessionId(UUID(int=70_000 + self._number))

    @rule(badge=st.booleans(), with_code=st.booleans(), answer=st.sampled_from(TOLD))
    def hands_in_a_pin(self, badge: bool, with_code: bool, answer: SignInTold | None) -> None:
        """All the way, where nobody is there."""
        if badge:
            self.card_comes(StaffCard(BADGE))
        else:
            self.calls()
        self.is_told(StaffReady(by_badge=badge, with_code=with_code))
        for text in (*(() if badge else (NAME,)), *(("123456",) if with_code else ()), PIN):
            self.types(text)
        self.is_told(answer)

    @rule(badge=st.booleans(), role=st.sampled_from(get_args(StaffRole)))
    def is_let_in(self, badge: bool, role: StaffRole) -> None:
        self.hands_in_a_pin(badge=badge, with_code=False, answer=StaffSignedIn("c-dupont", role))

    @rule()
    def calls(self) -> None:
        self.feed(StaffCalled(self._session()))

    @rule(outcome=st.sampled_from(CARDS))
    def card_comes(self, outcome: CardOutcome) -> None:
        session = self._session()
        self.feed(CardArrived(session))
        self.feed(CardAnswered(session, outcome))

    @rule()
    def somebody_begins_without_card(self) -> None:
        self.feed(BegunWithoutCard(self._session()))

    @rule(text=st.sampled_from((NAME, PIN, "123456", "", " ")))
    def types(self, text: str) -> None:
        self.feed(StaffTyped(self._stamp, text, self._go()))
        match self.kiosk.now.state:
            case StaffSignIn(attempt=attempt) if attempt is not None:
                self._checked.append((self._stamp, attempt))

    @rule(answer=st.sampled_from(TOLD))
    def is_told(self, answer: SignInTold | None) -> None:
        match self.kiosk.now.state:
            case StaffSignIn(step=step, attempt=attempt):
                # One answer to each attempt, as long as it is being checked.
                asked = attempt if step is SignInStep.CHECKING else None
                self.feed(StaffTold(self._stamp, answer, asked))

    @rule(back=st.integers(1, 4))
    def is_let_in_too_late(self, back: int) -> None:
        if len(self._checked) < back:
            return
        stamp, attempt = self._checked[-back]
        if stamp != self.kiosk.now.stamp:
            state, stay = self.kiosk.now.state, stay_of(self.kiosk.now)
            self.feed(StaffTold(stamp, StaffSignedIn("c-dupont", "agent"), attempt))
            assert self.kiosk.now.state == state
            entered = stay is not None and stay.stay == attempt
            assert self.kiosk.last == (() if entered else (LeaveStay(attempt),))

    @rule(tool=st.sampled_from(TOOLS))
    def opens(self, tool: Tool) -> None:
        self.feed(ToolChosen(self._stamp, tool))

    @rule(offer=st.sampled_from(OFFERS))
    def takes(self, offer: ToolOffer) -> None:
        self.feed(OfferChosen(self._stamp, offer, self._go()))

    @rule(answer=st.sampled_from((WELL, NoAnswer(), StayOver())))
    def sees(self, answer: object) -> None:
        self.feed(Looked(self._stamp, HEALTH.name, answer))

    @rule()
    def looks_anew(self) -> None:
        self.feed(LookDue(self._stamp))

    @rule(outcome=st.sampled_from(OUTCOMES))
    def deed_ends(self, outcome: DeedOutcome) -> None:
        self.feed(DeedEnded(self._stamp, outcome))

    @rule(result=st.sampled_from(PAPERS), trouble=st.sampled_from([*PaperTrouble, None]))
    def paper_comes(self, result: object, trouble: PaperTrouble | None) -> None:
        self.feed(PaperBlocked(self._stamp, trouble))
        if stay_of(self.kiosk.now) is not None:
            self.feed(Answered(self._stamp, StepResult(result)))

    @rule()
    def mended(self) -> None:
        for fault in sorted(self.kiosk.now.faults):
            self.feed(FaultCleared(fault))

    @rule(off=st.sampled_from([-2, -1, 1]))
    def from_another_turn(self, off: int) -> None:
        here = self._stamp
        for stamp in (Stamp(here.session, here.turn + off), Stamp(self._session(), here.turn)):
            before = self.kiosk.now
            for event in (
                StaffTyped(stamp, PIN, self._go()),
                Looked(stamp, HEALTH.name, StayOver()),
                DeedEnded(stamp, StayOver()),
                OfferChosen(stamp, OFFERS[0], self._go()),
                StaffTold(stamp, StaffRefused()),
            ):
                self.feed(event)
                assert (self.kiosk.now, self.kiosk.last) == (before, ())

    @rule()
    def everybody_has_gone(self) -> None:
        """Wherever it stands, silence leads to where the next one can begin."""
        self.card_leaves()
        for _ in range(ALARMS_TO_REST):
            if isinstance(self.kiosk.now.state, Attract | OutOfService | TakeCard):
                return
            self.feed(AlarmRang(self.kiosk.now.alarm))
        raise AssertionError(f"silence leads nowhere from {self.kiosk.state}")
