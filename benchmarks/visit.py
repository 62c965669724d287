"""The kiosk at work without a screen, and a visitor who confirms every question at once."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from devdock.cards.people import cards
from kiosk.app.compose import Equipment
from kiosk.app.effects import ScreenCallbacks
from kiosk.app.ids import IdSource
from kiosk.app.kiosk_runtime import KioskRuntime
from kiosk.domain import conversation
from kiosk.domain.actions import AskCode, PerformedStep
from kiosk.domain.events import Answered, CodeTyped, End, Event, ServiceChosen
from kiosk.domain.faults import Link
from kiosk.domain.flow import Agreed, Choose, Chosen, Confirm, TakePaper
from kiosk.domain.ids import Confirmation, Stamp
from kiosk.domain.states import Attract, Home, InService, KioskState, TakeCard
from kiosk.gateway.stream import GatewayState
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.status import DeviceEvent
from kiosk.services.attestation import DEMARCHE as ATTESTATION
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

    def look_after(self, stamp: Stamp, seconds: float) -> None:
        """No staff come."""


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
        self._ids = IdSource(clock)
        self._clock = clock
        self._waiting: queue.SimpleQueue[Event | _FromDevice | _FromGateway] = queue.SimpleQueue()
        self.kiosk = KioskState()
        self._runtime = KioskRuntime(
            equipment,
            clock=clock,
            ids=self._ids,
            alarm=_NoAlarm(),
            screen=ScreenCallbacks(lambda: None, lambda: None),
            show=self._show,
            post=self._waiting.put,
            post_device=lambda event: self._waiting.put(_FromDevice(event)),
            post_gateway=lambda state: self._waiting.put(_FromGateway(state)),
            on_bug=self._on_bug,
        )

    def start(self) -> None:
        self._runtime.start()
        self._until(lambda: isinstance(self.kiosk.state, Attract))
        self._until(lambda: self.kiosk.link is Link.ONLINE)

    def stop(self) -> None:
        self._runtime.stop()

    def attestation(self, agreed: Callable[[Confirmation], None]) -> None:
        """One visit from card to paper and back. ``agreed`` is told of the confirmation just before
        the session is. Raises RuntimeError where the visit does not go as it should."""
        self._reader.insert(cards()[CARD].profile)
        self._until(lambda: isinstance(self.kiosk.state, Home))
        self._say(lambda stamp: ServiceChosen(stamp, ATTESTATION.id, self._clock.now().date()))
        self._until(lambda: isinstance(self.kiosk.state, InService))
        while isinstance(self.kiosk.state, InService):
            before = self.kiosk
            self._answer(self.kiosk.state, agreed)
            self._until(partial(self._is_other_than, before.turn))
        self._say(End)
        self._until(lambda: isinstance(self.kiosk.state, TakeCard))
        self._reader.remove()
        self._until(lambda: isinstance(self.kiosk.state, Attract))

    def _answer(self, state: InService, agreed: Callable[[Confirmation], None]) -> None:
        """What the visitor says to the step at hand; nothing while the kiosk is busy."""
        step = conversation.position(self._registry, state)
        match step:
            case AskCode():
                self._say(lambda stamp: CodeTyped(stamp, CODE))
            case Confirm():
                go = self._ids.confirmation()
                agreed(go)
                self._say(lambda stamp: Answered(stamp, Agreed(go)))
            case Choose() | TakePaper():
                self._say(lambda stamp: Answered(stamp, Chosen(0)))
            case PerformedStep():
                return
            case _:
                raise RuntimeError(f"the visit came to {type(step).__name__}")

    def _say(self, make: Callable[[Stamp], Event]) -> None:
        stamp = self.kiosk.stamp
        assert stamp is not None
        self._waiting.put(make(stamp))

    def _until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            self._take(self._waiting.get(timeout=WITHIN_S))

    def _take(self, news: "Event | _FromDevice | _FromGateway") -> None:
        match news:
            case _FromDevice(event):
                self._runtime.take_device(event)
            case _FromGateway(state):
                self._runtime.take_gateway(state)
            case _:
                self._runtime.take(news)

    def _is_other_than(self, turn: int) -> bool:
        return self.kiosk.turn != turn

    def _show(self, kiosk: KioskState) -> None:
        self.kiosk = kiosk

    def _on_bug(self, bug: BaseException) -> None:
        raise bug
