"""The kiosk at work without a screen, and a visitor who confirms every question at once."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from devdock.cards.people import cards
from kiosk.app.compose import Equipment
from kiosk.app.effects import Screen
from kiosk.app.ids import IdSource
from kiosk.app.kiosk_runtime import KioskRuntime
from kiosk.domain import conversation
from kiosk.domain.events import Answered, CodeTyped, End, Event, ServiceChosen
from kiosk.domain.faults import Link
from kiosk.domain.flow import Agreed, Choose, Chosen, Confirm, TakePaper
from kiosk.domain.ids import Go, Stamp
from kiosk.domain.performed import AskCode, Perform
from kiosk.domain.states import Attract, Borne, Home, InService, TakeCard
from kiosk.gateway.stream import GatewayState
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.status import DeviceEvent
from kiosk.services.registry import ATTESTATION
from shared_runtime.clock import Clock

CARD = "camille-martin"
CODE = "2580"
WITHIN_S = 60.0


class _NoAlarm:
    """Nobody in here takes long."""

    def arm(self, alarm: int, seconds: float) -> None:
        """Never rings."""

    def disarm(self) -> None:
        """Nothing is armed."""


@dataclass(frozen=True, slots=True)
class _FromDevice:
    event: DeviceEvent


@dataclass(frozen=True, slots=True)
class _FromGateway:
    state: GatewayState


class Visits:
    """One operation, its main thread being whoever calls ``attestation``."""

    def __init__(self, equipment: Equipment, clock: Clock) -> None:
        reader = equipment.devices.reader
        assert isinstance(reader, SimCardReader)
        self._reader = reader
        self._registry = equipment.registry
        self._mint = IdSource(clock)
        self._waiting: queue.SimpleQueue[Event | _FromDevice | _FromGateway] = queue.SimpleQueue()
        self.borne = Borne()
        self._operation = KioskRuntime(
            equipment,
            clock=clock,
            mint=self._mint,
            alarm=_NoAlarm(),
            screen=Screen(lambda: None, lambda: None),
            show=self._show,
            post=self._waiting.put,
            post_device=lambda event: self._waiting.put(_FromDevice(event)),
            post_gateway=lambda state: self._waiting.put(_FromGateway(state)),
            on_bug=self._on_bug,
        )

    def start(self) -> None:
        self._operation.start()
        self._until(lambda: isinstance(self.borne.state, Attract))
        self._until(lambda: self.borne.link is Link.ONLINE)

    def stop(self) -> None:
        self._operation.stop()

    def attestation(self, agreed: Callable[[Go], None]) -> None:
        """One visit from card to paper and back. ``agreed`` is told of the confirmation just before
        the session is. Raises RuntimeError where the visit does not go as it should."""
        self._reader.insert(cards()[CARD].profile)
        self._until(lambda: isinstance(self.borne.state, Home))
        self._say(lambda stamp: ServiceChosen(stamp, ATTESTATION))
        self._until(lambda: isinstance(self.borne.state, InService))
        while isinstance(self.borne.state, InService):
            before = self.borne
            self._answer(self.borne.state, agreed)
            self._until(partial(self._is_other_than, before.turn))
        self._say(End)
        self._until(lambda: isinstance(self.borne.state, TakeCard))
        self._reader.remove()
        self._until(lambda: isinstance(self.borne.state, Attract))

    def _answer(self, state: InService, agreed: Callable[[Go], None]) -> None:
        """What the visitor says to the step at hand; nothing while the kiosk is busy."""
        step = conversation.position(self._registry, state)
        match step:
            case AskCode():
                self._say(lambda stamp: CodeTyped(stamp, CODE))
            case Confirm():
                go = self._mint.go()
                agreed(go)
                self._say(lambda stamp: Answered(stamp, Agreed(go)))
            case Choose() | TakePaper():
                self._say(lambda stamp: Answered(stamp, Chosen(0)))
            case Perform():
                return
            case _:
                raise RuntimeError(f"the visit came to {type(step).__name__}")

    def _say(self, make: Callable[[Stamp], Event]) -> None:
        stamp = self.borne.stamp
        assert stamp is not None
        self._waiting.put(make(stamp))

    def _until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            self._take(self._waiting.get(timeout=WITHIN_S))

    def _take(self, news: "Event | _FromDevice | _FromGateway") -> None:
        match news:
            case _FromDevice(event):
                self._operation.take_device(event)
            case _FromGateway(state):
                self._operation.take_gateway(state)
            case _:
                self._operation.take(news)

    def _is_other_than(self, turn: int) -> bool:
        return self.borne.turn != turn

    def _show(self, borne: Borne) -> None:
        self.borne = borne

    def _on_bug(self, bug: BaseException) -> None:
        raise bug
