"""What of the session's transitions counts as use: plain numbers, of nobody."""

from dataclasses import dataclass
from typing import assert_never

from kiosk.domain.actions import AnyStep, AskCode, Irrevocable, PerformedStep
from kiosk.domain.conversation import position
from kiosk.domain.engine import ConversationDone
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Choose, Confirm, Fill, Offer, Show, ShowProblem, TakePaper
from kiosk.domain.ids import ServiceId, SessionId
from kiosk.domain.services import Registry
from kiosk.domain.states import Home, IdleWarning, InService, KioskState, SessionState


@dataclass(frozen=True, slots=True)
class Left:
    """Nothing came of a service; ``step``: at which it ended, by the key of what that asks or
    says."""

    service: ServiceId
    step: str


@dataclass(frozen=True, slots=True)
class Used:
    """``visit``: somebody has come; ``service``: somebody has begun that one; ``over``: whoever was
    here is gone."""

    visit: bool = False
    service: ServiceId | None = None
    left: Left | None = None
    over: bool = False


def used(registry: Registry, before: KioskState, after: KioskState) -> Used | None:
    """None for a transition that counts for nothing. A visit is a visit once its person sees the
    services: a card that is refused is none. Coming back after a warning begins nothing anew."""
    here, there = _under(before.state), _under(after.state)
    was, is_now = _visitor(here), _visitor(there)
    begun = isinstance(there, InService) and not isinstance(here, InService)
    use = Used(
        visit=is_now is not None and is_now != was,
        service=there.service if begun and isinstance(there, InService) else None,
        left=_left(registry, here, there),
        over=was is not None and is_now != was,
    )
    return use if use != Used() else None


def without_central(kiosk: KioskState) -> bool:
    """Whether whoever begins now does without it, as far as anybody knows."""
    return kiosk.link in (Link.OFFLINE, Link.CLOCK_WRONG) or Fault.GATEWAY in kiosk.faults


def _left(registry: Registry, here: SessionState, there: SessionState) -> Left | None:
    """What is asked for has been made, or is being made, once something irrevocable stands in the
    log. Of what is only there to read, whoever has read has had it."""
    if not isinstance(here, InService) or _goes_on(here, there):
        return None
    service = registry.services.get(here.service)
    if service is None or any(isinstance(step, Irrevocable) for step, _ in here.log):
        return None
    step = position(registry, here)
    if isinstance(step, ConversationDone | Irrevocable):
        return None
    to_read = not (service.needs_paper or service.queued)
    if to_read and isinstance(step, Show) and not isinstance(step, ShowProblem):
        return None
    return Left(here.service, _name_of(step))


def _goes_on(here: InService, there: SessionState) -> bool:
    return (
        isinstance(there, InService)
        and there.session == here.session
        and there.service == here.service
    )


def _name_of(step: AnyStep) -> str:
    match step:
        case Choose() | Fill() | Confirm():
            return step.question.key
        case Show() | TakePaper() | Offer() | PerformedStep():
            return step.title.key
        case AskCode():
            return f"code.{step.kind}.title"
        case unexpected:
            assert_never(unexpected)


def _visitor(state: SessionState) -> SessionId | None:
    return state.session if isinstance(state, Home | InService) else None


def _under(state: SessionState) -> SessionState:
    return state.over if isinstance(state, IdleWarning) else state
