"""One move of the kiosk, as proofs look at it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kiosk.domain import conversation
from kiosk.domain.effects import Arm, Disarm, Do, Effect, VerifyCode
from kiosk.domain.engine import Position
from kiosk.domain.events import Event
from kiosk.domain.ids import Stamp
from kiosk.domain.services import Registry
from kiosk.domain.states import InService, KioskState
from tests.domain.walk import texts_in


@dataclass(frozen=True)
class Move:
    registry: Registry
    before: KioskState
    event: Event
    after: KioskState
    effects: tuple[Effect, ...]

    @cached_property
    def position(self) -> Position | None:
        """The step the conversation stood at before, if it was in one."""
        return self._step_of(self.before)

    @property
    def step(self) -> Position | None:
        """The step it stands at now."""
        return self._step_of(self.after)

    def _step_of(self, kiosk: KioskState) -> Position | None:
        state = kiosk.state
        return conversation.position(self.registry, state) if isinstance(state, InService) else None

    @cached_property
    def moved(self) -> bool:
        return self.after != self.before

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that the kiosk holds after this move."""
        return frozenset(texts_in(self.after))


class Proof(Protocol):
    def look(self, move: Move) -> None: ...


def stamp_of(effect: Effect) -> Stamp | None:
    return effect.stamp if isinstance(effect, Do | VerifyCode) else None


def armed_after(armed: Arm | None, effects: tuple[Effect, ...]) -> Arm | None:
    for effect in effects:
        match effect:
            case Arm():
                armed = effect
            case Disarm():
                armed = None
    return armed
