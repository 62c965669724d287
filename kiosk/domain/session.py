"""The session: one pure function from a state and an event to the next state and its effects."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from kiosk.domain import card_moves, conversation
from kiosk.domain.card import ReadTimedOut
from kiosk.domain.effects import RemindOfCard
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    Back,
    BegunWithoutCard,
    CapabilitiesChanged,
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
    MessageTold,
    NearestTold,
    PaperBlocked,
    ServiceChosen,
    ServicesCounted,
    Stamped,
    Touched,
)
from kiosk.domain.faults import BLOCKING, Fault
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId, SessionId
from kiosk.domain.maintenance.staff_events import StaffEvent
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.news import heard
from kiosk.domain.place import NOWHERE, Place
from kiosk.domain.services import Group, Registry
from kiosk.domain.staff import moves as staff
from kiosk.domain.staff.stay_moves import stays_on
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
from kiosk.domain.transitions import Next, enter, finish, rearm, stand_by


def start(place: Place = NOWHERE) -> Next:
    """The kiosk as it boots at ``place``: no reader yet, and an alarm should none come."""
    kiosk = KioskState(idle_s=place.idle_s, idle_warning_s=place.idle_warning_s)
    return enter(kiosk, Booting())


def step(registry: Registry, kiosk: KioskState, event: Event) -> Next:
    """The kiosk after ``event``, and what is to be done. Stale events change nothing."""
    if isinstance(event, StaffEvent):
        return staff.step(kiosk, event)
    match event:
        case CardArrived(session):
            return card_moves.arrived(registry, kiosk, session)
        case CardAnswered(session, outcome):
            return card_moves.answered(kiosk, session, outcome)
        case CardLeft():
            return card_moves.left(registry, replace(kiosk, card_present=False))
        case BegunWithoutCard(session):
            return _begun_without_card(kiosk, session)
        case FaultRaised(fault):
            return _fault_raised(kiosk, fault)
        case FaultCleared(fault):
            return _fault_cleared(kiosk, fault)
        case (
            LinkChanged()
            | CapabilitiesChanged()
            | ServicesCounted()
            | MessageTold()
            | NearestTold()
        ):
            return heard(kiosk, event), ()
        case AlarmRang(alarm):
            return _alarm_rang(registry, kiosk) if alarm == kiosk.alarm else (kiosk, ())
        case Touched():
            return _touched(registry, kiosk)
        case (
            HolderChosen()
            | GroupChosen()
            | ServiceChosen()
            | Answered()
            | PaperBlocked()
            | CodeTyped()
            | Back()
            | End()
        ):
            return _stamped(registry, kiosk, event)
        case _:
            assert_never(event)


def _stamped(registry: Registry, kiosk: KioskState, event: Stamped) -> Next:
    """Answers of people and of performers count only for the very turn they belong to."""
    if event.stamp != kiosk.stamp:
        return kiosk, ()
    match kiosk.state, event:
        case InService() as state, End():
            return conversation.end(registry, kiosk, state)
        case _, End():
            return finish(kiosk)
        case (StaffSignIn() | Maintenance()) as state, _:
            return staff.stamped(kiosk, state, event)
        case ChooseHolder(session, holders), HolderChosen(_, index) if 0 <= index < len(holders):
            others = holders[:index] + holders[index + 1 :]
            return enter(kiosk, Home(Visit(session, Insured(holders[index], others))))
        case Home() as home, GroupChosen(_, group, today):
            return _group_chosen(registry, kiosk, home.visit, group, today)
        case Home() as home, ServiceChosen(_, service, today):
            return _service_chosen(registry, kiosk, home.visit, service, today)
        case Home(visit, group), Back() if group is not None:
            return enter(kiosk, Home(visit))
        case InService() as state, Answered(_, answer):
            return conversation.answered(registry, kiosk, state, answer)
        case InService() as state, PaperBlocked(_, trouble):
            return conversation.paper_blocked(registry, kiosk, state, trouble)
        case InService() as state, CodeTyped(_, code):
            return conversation.code_typed(registry, kiosk, state, code)
        case InService() as state, Back():
            return conversation.back(registry, kiosk, state)
        case _:
            return kiosk, ()


def _group_chosen(
    registry: Registry, kiosk: KioskState, visit: Visit, group: Group, today: date
) -> Next:
    match visit.offered(registry, kiosk.central).now(kiosk.faults, kiosk.link).in_group(group):
        case ():
            return kiosk, ()
        case (only,):
            return conversation.begin(registry, kiosk, visit, only, today)
        case _:
            return enter(kiosk, Home(visit, group))


def _service_chosen(
    registry: Registry, kiosk: KioskState, visit: Visit, id_: ServiceId, today: date
) -> Next:
    service = visit.offered(registry, kiosk.central).services.get(id_)
    if service is None:
        return kiosk, ()
    return conversation.begin(registry, kiosk, visit, service, today)


def _begun_without_card(kiosk: KioskState, session: SessionId) -> Next:
    if not isinstance(kiosk.state, Attract):
        return kiosk, ()
    return enter(kiosk, Home(Visit(session, None)))


def _touched(registry: Registry, kiosk: KioskState) -> Next:
    match kiosk.state:
        case IdleWarning(Maintenance() as over):
            return stays_on(kiosk, over)
        case IdleWarning(over):
            return enter(kiosk, over)
        case (StaffSignIn() | Maintenance()) as state if staff.waits_for_touch(state):
            return rearm(kiosk)
        case ChooseHolder() | Home():
            return rearm(kiosk)
        case InService(leaving=False) as state if conversation.waits_for_person(registry, state):
            return rearm(kiosk)
        case _:
            return kiosk, ()


def _alarm_rang(registry: Registry, kiosk: KioskState) -> Next:
    match kiosk.state:
        case Attract() | OutOfService():
            return kiosk, ()
        case Booting():
            return enter(kiosk, OutOfService())
        case Reading(session):
            return enter(kiosk, CardRefused(session, ReadTimedOut()))
        case CardRefused() | IdleWarning():
            return finish(kiosk)
        case ChooseHolder() | Home():
            return enter(kiosk, IdleWarning(kiosk.state))
        case InService() as state:
            return conversation.alarm_rang(registry, kiosk, state)
        case StaffSignIn() | Maintenance() as state:
            return staff.alarm_rang(kiosk, state)
        case TakeCard():
            reminded, effects = rearm(kiosk)
            return reminded, (RemindOfCard(), *effects)
        case _:
            assert_never(kiosk.state)


def _with_fault(kiosk: KioskState, fault: Fault) -> KioskState:
    """Where the reader is gone nobody can say whether a card is in it: none is assumed."""
    return replace(
        kiosk,
        faults=kiosk.faults | {fault},
        card_present=kiosk.card_present and fault is not Fault.READER_ABSENT,
    )


def _fault_raised(kiosk: KioskState, fault: Fault) -> Next:
    faulty = _with_fault(kiosk, fault)
    match kiosk.state:
        case Booting() | Attract() if fault in BLOCKING:
            return stand_by(faulty)
        case TakeCard() if fault is Fault.READER_ABSENT:
            return stand_by(faulty)
        case _:
            return faulty, ()


def _fault_cleared(kiosk: KioskState, fault: Fault) -> Next:
    mended = replace(kiosk, faults=kiosk.faults - {fault})
    match kiosk.state:
        case Booting() | OutOfService() if not mended.faults & BLOCKING:
            return stand_by(mended)
        case _:
            return mended, ()
