"""A service under way: login before it, steps performed once, the end put off while paper comes."""

from dataclasses import replace
from datetime import date

from kiosk.domain import timeouts
from kiosk.domain.actions import (
    AnyStep,
    AskCode,
    ConversationLog,
    HandOver,
    Irrevocable,
    PerformedStep,
    Read,
)
from kiosk.domain.effects import Do, PurgePaper, VerifyCode
from kiosk.domain.engine import (
    ConversationDone,
    Position,
    StartConversation,
    advance,
    cut_back,
    may_go_back,
    settle,
)
from kiosk.domain.faults import Link
from kiosk.domain.flow import (
    Agreed,
    Offer,
    ShowRecorded,
    StepAnswer,
    StepResult,
    TakePaper,
    WrongAnswer,
)
from kiosk.domain.here import Here
from kiosk.domain.ids import ServiceId
from kiosk.domain.outcomes import Cause, SessionLost, Unreachable
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Demarche, Level, LoggedIn, Registry, obstacle
from kiosk.domain.states import Home, IdleWarning, InService, KioskState, Visit
from kiosk.domain.transitions import Next, enter, finish, rearm
from wire.citizen import CheckCode


def position(registry: Registry, state: InService) -> Position:
    """The step the conversation stands at."""
    return settle(_start(registry, state), _log(state))[1]


def begin(
    registry: Registry, kiosk: KioskState, visit: Visit, service: Demarche, today: date | None
) -> Next:
    """Opens a service that can be had; with a login before it when its level asks for one.
    ``today`` counts for nothing while the clock is known to be wrong."""
    if obstacle(service, kiosk.faults, kiosk.link) is not None:
        return kiosk, ()
    login = () if _asks_for_login(service, kiosk, visit) else None
    known = None if kiosk.link is Link.CLOCK_WRONG else today
    return _go_on(registry, kiosk, InService(visit, service.id, known, login=login))


def _asks_for_login(service: Demarche, kiosk: KioskState, visit: Visit) -> bool:
    """Central's own services need the level; a queued one asks for a code that can be checked."""
    if visit.insured is None or service.level.is_met_by(visit.reached):
        return False
    if service.needs_central:
        return True
    reachable = kiosk.link not in (Link.OFFLINE, Link.CLOCK_WRONG)
    return service.queued and service.level is Level.CODE and reachable


def answered(registry: Registry, kiosk: KioskState, state: InService, answer: StepAnswer) -> Next:
    """One more answer. A wrong one changes nothing; a lost session logs the person in again."""
    step = position(registry, state)
    if isinstance(step, ConversationDone) or _is_performed(state, step) != isinstance(
        answer, StepResult
    ):
        return kiosk, ()
    if state.leaving and isinstance(step, Offer) and isinstance(answer, Agreed):
        return kiosk, ()
    try:
        step.parse(answer)
    except WrongAnswer:
        return kiosk, ()
    if _lost_anew(state, step, answer):
        return _log_in_again(registry, kiosk, state)
    log, _ = advance(_start(registry, state), _log(state), answer)
    return _go_on(registry, kiosk, replace(_with_log(state, log), checking=False, blocked=None))


def paper_blocked(
    registry: Registry, kiosk: KioskState, state: InService, trouble: PaperTrouble | None
) -> Next:
    """Said on the screen that waits for the paper; how long it waits does not change."""
    if not isinstance(position(registry, state), HandOver):
        return kiosk, ()
    return replace(kiosk, state=replace(state, blocked=trouble)), ()


def code_typed(registry: Registry, kiosk: KioskState, state: InService, code: str) -> Next:
    """A code is checked once; it goes into the effect and stays nowhere."""
    step = position(registry, state)
    if not isinstance(step, AskCode) or state.checking:
        return kiosk, ()
    checking, effects = enter(kiosk, replace(state, checking=True), timeouts.EXCHANGE_S)
    stamp = checking.stamp
    assert stamp is not None
    return checking, (*effects, VerifyCode(stamp, CheckCode(step.kind, code)))


def back(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    """*Retour*: to the last thing the person answered, or home; never across what is done."""
    if not can_go_back(registry, state):
        return kiosk, ()
    cut = None if state.login is not None else cut_back(state.log)
    if cut is None:
        return enter(kiosk, Home(state.visit))
    return _go_on(registry, kiosk, replace(state, log=cut))


def can_go_back(registry: Registry, state: InService) -> bool:
    """Whether *Retour* does anything now: the person is asked something, nothing is done yet.

    A login in the middle of a service changes nothing about what the service has done already.
    """
    return waits_for_person(registry, state) and not state.leaving and may_go_back(state.log)


def end(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    """*Terminer*. What is irrevocable is finished first, then the end."""
    if must_finish(registry, state):
        return replace(kiosk, state=replace(state, leaving=True)), ()
    return finish(kiosk)


def card_out(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    """The end, as with *Terminer*; but whoever takes the card before the paper, or before they have
    noted the reference, has the time to."""
    step = position(registry, state)
    if isinstance(step, TakePaper | ShowRecorded) and not state.leaving:
        return rearm(replace(kiosk, state=replace(state, leaving=True)), timeouts.LEAVING_S)
    return end(registry, kiosk, state)


def alarm_rang(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    """Silence: of the person, or of what was to be performed."""
    step = position(registry, state)
    if state.checking:
        return answered(registry, kiosk, state, StepResult(Unreachable(Cause.TIMEOUT)))
    if isinstance(step, HandOver):
        told, effects = answered(registry, kiosk, state, StepResult(step.silence))
        return told, (PurgePaper(), *effects)
    if isinstance(step, PerformedStep):
        return answered(registry, kiosk, state, StepResult(step.silence))
    return finish(kiosk) if state.leaving else enter(kiosk, IdleWarning(state))


def waits_for_person(registry: Registry, state: InService) -> bool:
    """Whether the screen asks the person something, as against working on its own."""
    step = position(registry, state)
    return not isinstance(step, ConversationDone) and not _is_performed(state, step)


def must_finish(registry: Registry, state: InService) -> bool:
    """Whether something irrevocable is under way: the end waits for it."""
    return isinstance(position(registry, state), Irrevocable)


def _is_performed(state: InService, step: AnyStep) -> bool:
    return isinstance(step, PerformedStep) or state.checking


def _go_on(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    """To wherever the log leads: the next step, the service behind the login, home, or the end."""
    log, step = settle(_start(registry, state), _log(state))
    state = _with_log(state, log)
    match step:
        case ConversationDone(value) if state.login is not None:
            return _logged_in(registry, kiosk, state, value)
        case ConversationDone():
            return _go_home(kiosk, state)
        case PerformedStep():
            if state.leaving and not isinstance(step, Irrevocable):
                return finish(kiosk)
            entered, effects = enter(kiosk, state, _patience(step))
            stamp = entered.stamp
            assert stamp is not None
            return entered, (*effects, Do(stamp, step))
        case _ if state.leaving and not step.names_nobody:
            return finish(kiosk)
        case _:
            return enter(kiosk, state, timeouts.LEAVING_S if state.leaving else None)


def _logged_in(registry: Registry, kiosk: KioskState, state: InService, value: object) -> Next:
    """To the service, with the level reached or without it; to what there is instead; or home."""
    service = registry.services[state.service]
    behind = replace(state, login=None)
    match value:
        case LoggedIn.YES:
            visit = replace(state.visit, reached=service.level)
            return _go_on(registry, kiosk, replace(behind, visit=visit))
        case LoggedIn.NOT_NOW if not service.needs_central:
            return _go_on(registry, kiosk, behind)
        case LoggedIn.NOT_NOW if service.instead is not None:
            return _begin_instead(registry, kiosk, state, service.instead)
        case _:
            return _go_home(kiosk, state)


def _begin_instead(registry: Registry, kiosk: KioskState, state: InService, id_: ServiceId) -> Next:
    other = registry.served_by(kiosk.central).services.get(id_)
    if state.leaving or other is None or obstacle(other, kiosk.faults, kiosk.link) is not None:
        return _go_home(kiosk, state)
    return begin(registry, kiosk, state.visit, other, state.today)


def _go_home(kiosk: KioskState, state: InService) -> Next:
    return finish(kiosk) if state.leaving else enter(kiosk, Home(state.visit))


def _lost_anew(state: InService, step: AnyStep, answer: StepAnswer) -> bool:
    """A session lost again at the very same step is the service's to explain: logging in once more
    would turn for ever without anybody touching the kiosk. So is one that the service does
    without."""
    lost = isinstance(answer, StepResult) and isinstance(answer.result, SessionLost)
    if isinstance(step, Read) and step.optional:
        return False
    has_card = state.visit.insured is not None
    return lost and has_card and (state.login is not None or state.lost_at != len(state.log))


def _log_in_again(registry: Registry, kiosk: KioskState, state: InService) -> Next:
    visit = replace(state.visit, reached=None)
    lost_at = len(state.log)
    anew = replace(state, visit=visit, login=(), checking=False, lost_at=lost_at)
    return _go_on(registry, kiosk, anew)


def _patience(step: AnyStep) -> float:
    return timeouts.PAPER_S if isinstance(step, HandOver) else timeouts.EXCHANGE_S


def _start(registry: Registry, state: InService) -> StartConversation:
    service, insured = registry.services[state.service], state.visit.insured
    if state.login is None:
        here = Here(registry.place, state.today)
        return lambda: service.flow(here, insured)
    log_in = registry.log_in if service.needs_central else registry.log_in_if_wanted
    return lambda: log_in(insured, service.level, service.goes_on_without_code)


def _log(state: InService) -> ConversationLog:
    return state.log if state.login is None else state.login


def _with_log(state: InService, log: ConversationLog) -> InService:
    return replace(state, log=log) if state.login is None else replace(state, login=log)
