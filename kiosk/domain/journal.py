"""Log lines of the session, derived in one place from before, event and after: never a person."""

from dataclasses import dataclass

from kiosk.domain.card import Unreadable, WrongCard
from kiosk.domain.events import AlarmRang, CardAnswered, Event, FaultCleared, FaultRaised, Touched
from kiosk.domain.maintenance.staff_events import DeedEnded, LookDue, Looked
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.states import CardRefused, CardTrouble, InService, KioskState, SessionState


@dataclass(frozen=True, slots=True)
class SessionLogLine:
    """``event`` is a stable name; ``fields`` are stable words, numbers and the session's id."""

    event: str
    fields: tuple[tuple[str, str | int], ...]


def describe(before: KioskState, event: Event, after: KioskState) -> SessionLogLine | None:
    """What to record of this transition; None for a touch or a tick that moved nothing."""
    name = type(event).__name__
    session = after.session or before.session
    fields: dict[str, str | int] = {} if session is None else {"session": str(session)}
    if before.turn == after.turn:
        match event:
            case FaultRaised(fault):
                return _line("fault_raised", {"fault": fault})
            case FaultCleared(fault):
                return _line("fault_cleared", {"fault": fault})
            case Touched() | AlarmRang() | Looked() | LookDue():
                return None
            case _ if before == after:
                return _line("event_without_effect", {"by": name, **fields})
            case _:
                return _line("noted", {"by": name, **fields})
    if isinstance(event, CardAnswered):
        fields["card"] = type(event.outcome).__name__
    if isinstance(event, DeedEnded):
        fields["outcome"] = type(event.outcome).__name__
    return _line(
        "moved",
        {"from": type(before.state).__name__, "by": name, **fields, **_place(after.state)},
    )


def _place(state: SessionState) -> dict[str, str | int]:
    """Where the kiosk is now, in words that fit any visitor."""
    match state:
        case CardRefused(_, trouble):
            return {"to": "CardRefused", "why": _why(trouble)}
        case InService(service=service, log=log, login=login):
            part: dict[str, str | int] = {"to": "InService", "service": service}
            return part | ({"answers": len(log)} if login is None else {"login": len(login)})
        case StaffSignIn(step=stage):
            return {"to": "StaffSignIn", "stage": stage}
        case Maintenance(role=role, tool=tool, face=face):
            page = "menu" if tool is None else tool.id
            return {"to": "Maintenance", "role": role, "page": page, "face": type(face).__name__}
        case _:
            return {"to": type(state).__name__}


def _why(trouble: CardTrouble) -> str:
    match trouble:
        case WrongCard(kind):
            return kind
        case Unreadable(reason):
            return reason
        case _:
            return type(trouble).__name__


def _line(event: str, fields: dict[str, str | int]) -> SessionLogLine:
    return SessionLogLine(event, tuple(fields.items()))
