"""How the session moves: into a state with its alarm, to its end, back to rest."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain import timeouts
from kiosk.domain.effects import Arm, Disarm, Effect, EndSession
from kiosk.domain.faults import BLOCKING, Fault
from kiosk.domain.maintenance.staff_effects import EndStay
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
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
    SessionState,
    TakeCard,
)

Next = tuple[KioskState, tuple[Effect, ...]]


def enter(kiosk: KioskState, state: SessionState, seconds: float | None = None) -> Next:
    """A new turn in ``state``, its alarm set: after this no earlier answer or alarm counts."""
    return rearm(replace(kiosk, state=state, turn=kiosk.turn + 1), seconds)


def rearm(kiosk: KioskState, seconds: float | None = None) -> Next:
    """The same turn with its alarm set anew; ``seconds`` where the state alone does not tell."""
    wait = _alarm_of(kiosk) if seconds is None else seconds
    fresh = replace(kiosk, alarm=kiosk.alarm + 1)
    return fresh, (Disarm() if wait is None else Arm(fresh.alarm, wait),)


def finish(kiosk: KioskState) -> Next:
    """The session is over: nothing of it stays, here or anywhere."""
    session = kiosk.session
    idle, effects = stand_by(replace(kiosk, begun=kiosk.begun or {}))
    match kiosk.state:
        case Maintenance(stay=stay) | IdleWarning(Maintenance(stay=stay)):
            return idle, (EndStay(stay), *effects)
        case StaffSignIn():
            return idle, (EndStay(None), *effects)
        case _:
            return idle, effects if session is None else (EndSession(session), *effects)


def stand_by(kiosk: KioskState) -> Next:
    """Where the kiosk stands without a session. A card still in it is given back first."""
    if kiosk.card_present and Fault.READER_ABSENT not in kiosk.faults:
        return enter(kiosk, TakeCard())
    return enter(kiosk, OutOfService() if kiosk.faults & BLOCKING else Attract())


def _alarm_of(kiosk: KioskState) -> float | None:
    match kiosk.state:
        case Booting():
            return timeouts.BOOTING_S
        case OutOfService() | Attract():
            return None
        case Reading():
            return timeouts.READING_S
        case CardRefused():
            return timeouts.WRONG_CARD_S
        case ChooseHolder() | Home() | InService():
            return kiosk.idle_s
        case Maintenance():
            return timeouts.STAFF_IDLE_S
        case StaffSignIn():
            return timeouts.STAFF_TYPING_S
        case IdleWarning():
            return kiosk.idle_warning_s
        case TakeCard():
            return timeouts.TAKE_CARD_REMINDER_S
        case _:
            assert_never(kiosk.state)
