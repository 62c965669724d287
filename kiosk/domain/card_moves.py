"""What a card does to the session: put in, read, pulled out."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain import conversation
from kiosk.domain.card import (
    AccessDenied,
    CardOutcome,
    CardRead,
    ReaderAbsent,
    ReaderUnavailable,
    RemovedTooEarly,
    ServiceAbsent,
    StaffCard,
    word_of,
)
from kiosk.domain.identity import Insured
from kiosk.domain.ids import SessionId
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.services import Registry
from kiosk.domain.staff import sign_in
from kiosk.domain.staff.stay_moves import card_put_in, card_told
from kiosk.domain.states import (
    Attract,
    Booting,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    KioskState,
    OutOfService,
    Reading,
    TakeCard,
    Visit,
)
from kiosk.domain.transitions import Next, enter, finish, stand_by


def arrived(registry: Registry, kiosk: KioskState, session: SessionId) -> Next:
    """A card never joins a visit under way: that visit's card is gone, seen or unseen."""
    present = replace(kiosk, card_present=True)
    if session == kiosk.session:
        return present, ()
    match kiosk.state:
        case Attract():
            return enter(present, Reading(session))
        case Booting() | OutOfService() | TakeCard():
            # Whoever comes too early is asked to take the card back once the kiosk is at rest.
            return present, ()
        case Maintenance() as state if (tested := card_put_in(kiosk, state, session)) is not None:
            return tested
        case InService() as state if conversation.must_finish(registry, state):
            return conversation.end(registry, present, state)
        case _:
            ended, effects = finish(replace(kiosk, card_present=False))
            begun, more = arrived(registry, ended, session)
            return begun, (*effects, *more)


def answered(kiosk: KioskState, session: SessionId, outcome: CardOutcome) -> Next:
    match kiosk.state, outcome:
        case Reading(reading), _ if reading == session:
            pass
        case OutOfService(), StaffCard(badge) if kiosk.card_present:
            return sign_in.by_badge(kiosk, session, badge)
        case Maintenance() as state, _:
            return card_told(kiosk, state, session, word_of(outcome))
        case _:
            return kiosk, ()
    match outcome:
        case StaffCard(badge):
            return sign_in.by_badge(kiosk, session, badge)
        case CardRead() if not kiosk.card_present:
            return enter(kiosk, CardRefused(session, RemovedTooEarly()))
        case CardRead(holders) if len(holders) == 1:
            return enter(kiosk, Home(Visit(session, Insured(holders[0]))))
        case CardRead(holders):
            return enter(kiosk, ChooseHolder(session, holders))
        case ReaderAbsent() | ReaderUnavailable() | ServiceAbsent() | AccessDenied():
            # The reader's health report raises the fault, and clears it again.
            return finish(replace(kiosk, card_present=False))
        case _:
            return enter(kiosk, CardRefused(session, outcome))


def left(registry: Registry, kiosk: KioskState) -> Next:
    match kiosk.state:
        case Booting() | OutOfService() | Attract():
            return kiosk, ()
        case TakeCard():
            return stand_by(kiosk)
        case Reading() | CardRefused(_, RemovedTooEarly()):
            # The outcome of the reading follows, or the screen that explains it stands.
            return kiosk, ()
        case CardRefused():
            return finish(kiosk)
        case InService() as state:
            return conversation.card_out(registry, kiosk, state)
        case StaffSignIn() | Maintenance() | IdleWarning(Maintenance()):
            # A badge may be put away once it has been read.
            return kiosk, ()
        case ChooseHolder() | Home() | IdleWarning():
            return finish(kiosk)
        case _:
            assert_never(kiosk.state)
