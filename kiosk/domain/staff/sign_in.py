"""Signing in: whether anybody can, a name or a badge, a code where there is one, a PIN."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain import timeouts
from kiosk.domain.ids import ActionId, SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import (
    AskStaffReady,
    LeaveStay,
    SignStaffIn,
    StaffEffect,
)
from kiosk.domain.maintenance.staff_events import SignInTold, StaffEvent, StaffTold, StaffTyped
from kiosk.domain.maintenance.stay import Maintenance, SignInStep, StaffSignIn, WhyAgain
from kiosk.domain.staff.stay_moves import browse
from kiosk.domain.states import Attract, IdleWarning, KioskState, OutOfService
from kiosk.domain.transitions import Next, enter, finish
from wire.staff import (
    SignInStaff,
    StaffBadge,
    StaffLocked,
    StaffNotSet,
    StaffReady,
    StaffRefused,
    StaffSignedIn,
)


def called(kiosk: KioskState, session: SessionId) -> Next:
    """The corners count only where nobody is."""
    if not isinstance(kiosk.state, Attract | OutOfService):
        return kiosk, ()
    return begin(kiosk, StaffSignIn(session))


def by_badge(kiosk: KioskState, session: SessionId, badge: StaffBadge) -> Next:
    return begin(kiosk, StaffSignIn(session, badge=badge))


def begin(kiosk: KioskState, state: StaffSignIn) -> Next:
    """Asks first whether anybody can sign in here."""
    asking = replace(state, step=SignInStep.ASKING, name="", code="", lack=None, wait_s=0)
    entered, effects = enter(kiosk, asking, timeouts.EXCHANGE_S)
    return entered, (*effects, AskStaffReady(_stamp(entered)))


def typed(kiosk: KioskState, state: StaffSignIn, event: StaffTyped) -> Next:
    match state.step:
        case SignInStep.NAME if event.text.strip():
            return _after_who(kiosk, replace(state, name=event.text.strip()))
        case SignInStep.CODE:
            return enter(kiosk, replace(state, step=SignInStep.PIN, code=event.text))
        case SignInStep.PIN if event.text:
            checking = replace(
                state, step=SignInStep.CHECKING, name="", code="", attempt=event.go.action
            )
            entered, effects = enter(kiosk, checking, timeouts.EXCHANGE_S)
            request = SignInStaff(
                attempt=event.go.action,
                at=event.go.at,
                pin=event.text,
                badge=state.badge,
                name=None if state.badge is not None else state.name,
                code=state.code,
            )
            return entered, (*effects, SignStaffIn(_stamp(entered), request))
        case _:
            return kiosk, ()


def told(kiosk: KioskState, state: StaffSignIn, answer: SignInTold | None) -> Next:
    match state.step, answer:
        case SignInStep.ASKING, StaffReady(lack=None) as ready:
            return _who(kiosk, replace(state, with_code=ready.with_code))
        case SignInStep.ASKING, StaffReady(lack=lack):
            return enter(kiosk, replace(state, step=SignInStep.LACKING, lack=lack))
        case SignInStep.CHECKING, StaffSignedIn(staff, role) if state.attempt is not None:
            return browse(kiosk, Maintenance(state.session, state.attempt, staff, role))
        case SignInStep.CHECKING, StaffRefused():
            return _again(kiosk, state, WhyAgain.REFUSED)
        case SignInStep.CHECKING, StaffLocked(wait_s):
            locked = replace(state, step=SignInStep.LOCKED, wait_s=wait_s)
            return enter(kiosk, locked, min(wait_s, timeouts.STAFF_LOCKED_S))
        case SignInStep.CHECKING, StaffNotSet(lack):
            return enter(kiosk, replace(state, step=SignInStep.LACKING, lack=lack))
        case SignInStep.ASKING, None:
            return enter(kiosk, replace(state, step=SignInStep.LACKING, lack=None))
        case SignInStep.CHECKING, None:
            again, effects = _again(kiosk, state, WhyAgain.AWAY)
            left = () if state.attempt is None else (LeaveStay(state.attempt),)
            return again, (*effects, *left)
        case _:
            return kiosk, ()


def came_too_late(kiosk: KioskState, event: StaffEvent) -> tuple[StaffEffect, ...]:
    """Of an answer that nobody waits for any more, or that did not come: a stay that it has begun
    would be there for five minutes, and nobody in it. One that was entered goes on."""
    match event:
        case StaffTold(answer=StaffSignedIn() | None, attempt=attempt) if attempt is not None:
            return () if attempt == _entered(kiosk) else (LeaveStay(attempt),)
        case _:
            return ()


def _entered(kiosk: KioskState) -> ActionId | None:
    match kiosk.state:
        case Maintenance(stay=stay):
            return stay
        case IdleWarning(over=Maintenance(stay=stay)):
            return stay
        case _:
            return None


def back(kiosk: KioskState, state: StaffSignIn) -> Next:
    """To what was typed before."""
    match state.step:
        case SignInStep.PIN if state.with_code:
            return enter(kiosk, replace(state, step=SignInStep.CODE, code=""))
        case SignInStep.PIN | SignInStep.CODE if state.badge is None:
            return enter(kiosk, replace(state, step=SignInStep.NAME, name="", code=""))
        case _:
            return kiosk, ()


def can_go_back(state: StaffSignIn) -> bool:
    match state.step:
        case SignInStep.PIN:
            return state.with_code or state.badge is None
        case SignInStep.CODE:
            return state.badge is None
        case _:
            return False


def alarm_rang(kiosk: KioskState, state: StaffSignIn) -> Next:
    """kiosk-sync has not answered, the wait is over, or whoever was there is gone."""
    match state.step:
        case SignInStep.ASKING | SignInStep.CHECKING:
            return told(kiosk, state, None)
        case SignInStep.LOCKED if state.wait_s <= timeouts.STAFF_LOCKED_S:
            return _again(kiosk, state, None)
        case SignInStep.LOCKED | SignInStep.LACKING:
            return finish(kiosk)
        case SignInStep.NAME | SignInStep.CODE | SignInStep.PIN:
            return finish(kiosk)
        case _:
            assert_never(state.step)


def waits_for_typing(state: StaffSignIn) -> bool:
    return state.step in (SignInStep.NAME, SignInStep.CODE, SignInStep.PIN, SignInStep.LACKING)


def _who(kiosk: KioskState, state: StaffSignIn) -> Next:
    if state.badge is None:
        return enter(kiosk, replace(state, step=SignInStep.NAME))
    return _after_who(kiosk, state)


def _after_who(kiosk: KioskState, state: StaffSignIn) -> Next:
    return enter(kiosk, replace(state, step=SignInStep.CODE if state.with_code else SignInStep.PIN))


def _again(kiosk: KioskState, state: StaffSignIn, why: WhyAgain | None) -> Next:
    return _who(kiosk, replace(state, again=why, attempt=None, wait_s=0))


def _stamp(kiosk: KioskState) -> Stamp:
    stamp = kiosk.stamp
    assert stamp is not None
    return stamp
