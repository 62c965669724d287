"""The session: one pure function from a state and an event to the next state and its effects."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain import conversation
from kiosk.domain.card import (
    AccessDenied,
    CardOutcome,
    CardRead,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
)
from kiosk.domain.effects import RemindOfCard
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
from kiosk.domain.faults import BLOCKING, Fault
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.moves import Next, enter, finish, rearm, rest
from kiosk.domain.services import Group, Registry
from kiosk.domain.states import (
    Attract,
    Booting,
    Borne,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    OutOfService,
    Reading,
    TakeCard,
    Visit,
)


def start() -> Next:
    """The kiosk as it boots: no reader yet, and an alarm should none come."""
    return enter(Borne(), Booting())


def step(registry: Registry, borne: Borne, event: Event) -> Next:
    """The kiosk after ``event``, and what is to be done. Stale events change nothing."""
    match event:
        case CardArrived(session):
            return _card_arrived(registry, borne, session)
        case CardAnswered(session, outcome):
            return _card_answered(borne, session, outcome)
        case CardLeft():
            return _card_left(registry, replace(borne, card_present=False))
        case BegunWithoutCard(session):
            return _begun_without_card(borne, session)
        case FaultRaised(fault):
            return _fault_raised(borne, fault)
        case FaultCleared(fault):
            return _fault_cleared(borne, fault)
        case LinkChanged(link):
            return replace(borne, link=link), ()
        case AlarmRang(alarm):
            return _alarm_rang(registry, borne) if alarm == borne.alarm else (borne, ())
        case Touched():
            return _touched(registry, borne)
        case (
            HolderChosen(stamp)
            | GroupChosen(stamp)
            | ServiceChosen(stamp)
            | Answered(stamp)
            | PaperBlocked(stamp)
            | CodeTyped(stamp)
            | Back(stamp)
            | End(stamp)
        ):
            return _stamped(registry, borne, stamp, event)
        case _:
            assert_never(event)


def _stamped(
    registry: Registry,
    borne: Borne,
    stamp: Stamp,
    event: HolderChosen
    | GroupChosen
    | ServiceChosen
    | Answered
    | PaperBlocked
    | CodeTyped
    | Back
    | End,
) -> Next:
    """Answers of people and of performers count only for the very turn they belong to."""
    if stamp != borne.stamp:
        return borne, ()
    match borne.state, event:
        case InService() as state, End():
            return conversation.end(registry, borne, state)
        case _, End():
            return finish(borne)
        case ChooseHolder(session, holders), HolderChosen(_, index) if 0 <= index < len(holders):
            others = holders[:index] + holders[index + 1 :]
            return enter(borne, Home(Visit(session, Insured(holders[index], others))))
        case Home() as home, GroupChosen(_, group):
            return _group_chosen(registry, borne, home.visit, group)
        case Home() as home, ServiceChosen(_, service):
            return _service_chosen(registry, borne, home.visit, service)
        case Home(visit, group), Back() if group is not None:
            return enter(borne, Home(visit))
        case InService() as state, Answered(_, answer):
            return conversation.answered(registry, borne, state, answer)
        case InService() as state, PaperBlocked(_, trouble):
            return conversation.paper_blocked(registry, borne, state, trouble)
        case InService() as state, CodeTyped(_, code):
            return conversation.code_typed(registry, borne, state, code)
        case InService() as state, Back():
            return conversation.back(registry, borne, state)
        case _:
            return borne, ()


def _group_chosen(registry: Registry, borne: Borne, visit: Visit, group: Group) -> Next:
    match visit.offered(registry).now(borne.faults, borne.link).in_group(group):
        case ():
            return borne, ()
        case (only,):
            return conversation.begin(registry, borne, visit, only)
        case _:
            return enter(borne, Home(visit, group))


def _service_chosen(registry: Registry, borne: Borne, visit: Visit, id_: ServiceId) -> Next:
    service = visit.offered(registry).services.get(id_)
    return (borne, ()) if service is None else conversation.begin(registry, borne, visit, service)


def _begun_without_card(borne: Borne, session: SessionId) -> Next:
    if not isinstance(borne.state, Attract):
        return borne, ()
    return enter(borne, Home(Visit(session, None)))


def _card_arrived(registry: Registry, borne: Borne, session: SessionId) -> Next:
    """A card never joins a visit under way: that visit's card is gone, seen or unseen."""
    present = replace(borne, card_present=True)
    if session == borne.session:
        return present, ()
    match borne.state:
        case Attract():
            return enter(present, Reading(session))
        case Booting() | OutOfService() | TakeCard():
            # Whoever comes too early is asked to take the card back once the kiosk is at rest.
            return present, ()
        case InService() as state if conversation.must_finish(registry, state):
            return conversation.end(registry, present, state)
        case _:
            ended, effects = finish(replace(borne, card_present=False))
            begun, more = _card_arrived(registry, ended, session)
            return begun, (*effects, *more)


def _card_answered(borne: Borne, session: SessionId, outcome: CardOutcome) -> Next:
    match borne.state:
        case Reading(reading) if reading == session:
            pass
        case _:
            return borne, ()
    match outcome:
        case CardRead() if not borne.card_present:
            return enter(borne, CardRefused(session, RemovedTooEarly()))
        case CardRead(holders) if len(holders) == 1:
            return enter(borne, Home(Visit(session, Insured(holders[0]))))
        case CardRead(holders):
            return enter(borne, ChooseHolder(session, holders))
        case ReaderAbsent() | ReaderUnavailable() | ServiceAbsent() | AccessDenied():
            # The reader's health report raises the fault, and clears it again.
            return finish(replace(borne, card_present=False))
        case _:
            return enter(borne, CardRefused(session, outcome))


def _card_left(registry: Registry, borne: Borne) -> Next:
    match borne.state:
        case Booting() | OutOfService() | Attract():
            return borne, ()
        case TakeCard():
            return rest(borne)
        case Reading() | CardRefused(_, RemovedTooEarly()):
            # The outcome of the reading follows, or the screen that explains it stands.
            return borne, ()
        case CardRefused():
            return finish(borne)
        case InService() as state:
            return conversation.card_out(registry, borne, state)
        case ChooseHolder() | Home() | IdleWarning():
            return finish(borne)
        case _:
            assert_never(borne.state)


def _touched(registry: Registry, borne: Borne) -> Next:
    match borne.state:
        case IdleWarning(over):
            return enter(borne, over)
        case ChooseHolder() | Home():
            return rearm(borne)
        case InService(leaving=False) as state if conversation.waits_for_person(registry, state):
            return rearm(borne)
        case _:
            return borne, ()


def _alarm_rang(registry: Registry, borne: Borne) -> Next:
    match borne.state:
        case Attract() | OutOfService():
            return borne, ()
        case Booting():
            return enter(borne, OutOfService())
        case Reading(session):
            return enter(borne, CardRefused(session, ReadTimedOut()))
        case CardRefused() | IdleWarning():
            return finish(borne)
        case ChooseHolder() | Home():
            return enter(borne, IdleWarning(borne.state))
        case InService() as state:
            return conversation.alarm_rang(registry, borne, state)
        case TakeCard():
            reminded, effects = rearm(borne)
            return reminded, (RemindOfCard(), *effects)
        case _:
            assert_never(borne.state)


def _with_fault(borne: Borne, fault: Fault) -> Borne:
    """Where the reader is gone nobody can say whether a card is in it: none is assumed."""
    return replace(
        borne,
        faults=borne.faults | {fault},
        card_present=borne.card_present and fault not in BLOCKING,
    )


def _fault_raised(borne: Borne, fault: Fault) -> Next:
    faulty = _with_fault(borne, fault)
    match borne.state:
        case Booting() | Attract() | TakeCard() if fault in BLOCKING:
            return rest(faulty)
        case _:
            return faulty, ()


def _fault_cleared(borne: Borne, fault: Fault) -> Next:
    mended = replace(borne, faults=borne.faults - {fault})
    match borne.state:
        case Booting() | OutOfService() if not mended.faults & BLOCKING:
            return rest(mended)
        case _:
            return mended, ()
