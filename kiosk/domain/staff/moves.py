"""Where staff stand in the session: what of its events is theirs, and what becomes of each."""

from typing import assert_never

from kiosk.domain.events import Answered, Back, PaperBlocked, Stamped
from kiosk.domain.flow import StepResult
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    LookDue,
    Looked,
    OfferChosen,
    StaffCalled,
    StaffEvent,
    StaffTold,
    StaffTyped,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn, StayOver, WhyAgain
from kiosk.domain.staff import sign_in, stay_moves
from kiosk.domain.states import KioskState
from kiosk.domain.transitions import Next


def step(kiosk: KioskState, event: StaffEvent) -> Next:
    """Those that carry a stamp count only for the very turn they belong to."""
    if isinstance(event, StaffCalled):
        return sign_in.called(kiosk, event.session)
    if event.stamp != kiosk.stamp:
        return kiosk, sign_in.came_too_late(kiosk, event)
    match kiosk.state, event:
        case StaffSignIn() as state, StaffTyped():
            return sign_in.typed(kiosk, state, event)
        case StaffSignIn() as state, StaffTold(_, answer):
            return sign_in.told(kiosk, state, answer)
        case Maintenance() as state, Looked(answer=StayOver()) | DeedEnded(outcome=StayOver()):
            return sign_in.begin(kiosk, StaffSignIn(state.session, again=WhyAgain.OVER))
        case Maintenance() as state, StaffTyped():
            return stay_moves.typed(kiosk, state, event)
        case Maintenance() as state, ToolChosen(_, tool):
            return stay_moves.tool_chosen(kiosk, state, tool)
        case Maintenance() as state, OfferChosen(_, offer, go):
            return stay_moves.offer_chosen(kiosk, state, offer, go)
        case Maintenance() as state, Looked(_, look, answer):
            return stay_moves.looked(kiosk, state, look, answer)
        case Maintenance() as state, LookDue():
            return stay_moves.look_due(kiosk, state)
        case Maintenance() as state, DeedEnded(_, outcome):
            return stay_moves.deed_ended(kiosk, state, outcome)
        case _:
            return kiosk, ()


def stamped(kiosk: KioskState, state: StaffSignIn | Maintenance, event: Stamped) -> Next:
    """What of a visit's own events is theirs too."""
    match state, event:
        case StaffSignIn(), Back():
            return sign_in.back(kiosk, state)
        case Maintenance(), Back():
            return stay_moves.back(kiosk, state)
        case Maintenance(), Answered(_, StepResult() as result):
            return stay_moves.paper_came(kiosk, state, result)
        case Maintenance(), PaperBlocked(_, trouble):
            return stay_moves.paper_blocked(kiosk, state, trouble)
        case _:
            return kiosk, ()


def waits_for_touch(state: StaffSignIn | Maintenance) -> bool:
    match state:
        case StaffSignIn():
            return sign_in.waits_for_typing(state)
        case Maintenance():
            return stay_moves.waits_for_touch(state)
        case _:
            assert_never(state)


def alarm_rang(kiosk: KioskState, state: StaffSignIn | Maintenance) -> Next:
    match state:
        case StaffSignIn():
            return sign_in.alarm_rang(kiosk, state)
        case Maintenance():
            return stay_moves.alarm_rang(kiosk, state)
        case _:
            assert_never(state)


def can_go_back(state: StaffSignIn | Maintenance) -> bool:
    match state:
        case StaffSignIn():
            return sign_in.can_go_back(state)
        case Maintenance():
            return stay_moves.can_go_back(state)
        case _:
            assert_never(state)
