"""What of the session's transitions counts as use: plain numbers, of nobody."""

from dataclasses import dataclass

from kiosk.domain.states import Home, IdleWarning, InService, KioskState, SessionState


@dataclass(frozen=True, slots=True)
class Used:
    """``visit``: somebody has come; ``service``: somebody has begun that one."""

    visit: bool = False
    service: str | None = None


def used(before: KioskState, after: KioskState) -> Used | None:
    """None for a transition that counts for nothing. A visit is a visit once its person sees the
    services: a card that is refused is none. Coming back after a warning begins nothing anew."""
    here, there = _under(before.state), _under(after.state)
    visit = isinstance(there, Home) and not (
        isinstance(here, Home | InService) and before.session == after.session
    )
    begun = isinstance(there, InService) and not isinstance(here, InService)
    service = there.service if begun and isinstance(there, InService) else None
    return Used(visit, service) if visit or service is not None else None


def _under(state: SessionState) -> SessionState:
    return state.over if isinstance(state, IdleWarning) else state
