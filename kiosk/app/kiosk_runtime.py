"""The kiosk at work: devices, gateway and session joined once the screen stands."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from secrets import SystemRandom
from zoneinfo import ZoneInfo

from kiosk.app.begun_counter import BegunCounter
from kiosk.app.compose import Equipment
from kiosk.app.device_events import DeviceEvents
from kiosk.app.effects import Effects, ScreenCallbacks, SessionAlarm
from kiosk.app.fleet_settings import is_outdated, stream_address
from kiosk.app.gateway_events import GatewayEvents
from kiosk.app.health_reporter import HealthReporter
from kiosk.app.ids import IdSource
from kiosk.app.journaled_printer import JournaledPrinter
from kiosk.app.screen_tasks import ScreenTasks, TaskWord
from kiosk.app.session_runner import SessionRunner
from kiosk.app.sound_test import play_all
from kiosk.app.staff_effects import StaffEffects
from kiosk.app.use_counter import ScreenChoices, UseCounter
from kiosk.app.workers import Workers
from kiosk.domain.events import Event, NearestTold
from kiosk.domain.journal import SessionLogLine
from kiosk.domain.states import KioskState
from kiosk.gateway.stream import GatewayState, GatewayUp, StatusStream
from kiosk.gateway.tasks import TaskClient
from kiosk.hardware.status import DeviceEvent, PrintFinished, SpeakerState
from kiosk.runtime.early_log import EventLogger
from kiosk.runtime.log_events import CATALOGUE
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import FIRST_LANGUAGE
from wire.screen_orders import ScreenOrders

FleetWord = ScreenOrders | TaskWord
"""What comes of the fleet's wishes for the screen."""

WORKERS = 6
"""Calls that may be under way at once: the visit's own, and goodbyes of those before."""

log = EventLogger(__name__)


class KioskRuntime:
    """``take``, ``take_device``, ``take_gateway`` and ``take_fleet`` are for the main thread;
    what is given as ``post`` brings things there from any other."""

    def __init__(
        self,
        equipment: Equipment,
        *,
        clock: Clock,
        ids: IdSource,
        alarm: SessionAlarm,
        screen: ScreenCallbacks,
        show: Callable[[KioskState], None],
        post: Callable[[Event], None],
        post_device: Callable[[DeviceEvent], None],
        post_gateway: Callable[[GatewayState], None],
        on_bug: Callable[[BaseException], None],
        post_fleet: Callable[[FleetWord], None] = lambda _: None,
        picture: Callable[[], bytes | None] = lambda: None,
        choices: Callable[[], ScreenChoices] = lambda: ScreenChoices(FIRST_LANGUAGE),
    ) -> None:
        """``picture``: what the screen shows, as PNG; ``choices``: how it is set just now."""
        self.devices = equipment.devices
        self._post_device = post_device
        self._audible = False
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="effect")
        self._device_events = DeviceEvents(post, ids.session)
        self._stream = StatusStream(
            equipment.settings.gateway_socket,
            post_gateway,
            clock,
            SystemRandom().random,
            address=stream_address(equipment.loaded),
            orders=post_fleet,
            nearest=lambda known: post(NearestTold(known)),
        )
        self._loaded = equipment.loaded
        self._told: int | None = None
        self._worn = False
        self._printer = JournaledPrinter(equipment.printer, equipment.journal, post_device, on_bug)
        self._workers = Workers(self._pool, on_bug)
        staff = StaffEffects(
            equipment.staff,
            self._printer,
            self._device_events.expect_paper,
            self._sound_all,
            alarm,
            self._workers,
            post,
            screen.forget,
            lambda: ids.confirmation().action,
        )
        self._effects = Effects(
            gateway=equipment.gateway,
            printer=self._printer,
            alarm=alarm,
            screen=screen,
            expect_paper=self._device_events.expect_paper,
            workers=self._workers,
            post=post,
            staff=staff.perform,
        )
        zone = ZoneInfo(equipment.settings.place().timezone)
        use = UseCounter(
            equipment.registry,
            ids.session(),
            lambda: clock.now().astimezone(zone),
            choices,
            clock,
        )
        self._health = HealthReporter(equipment.health, equipment.names, use, clock)
        speaker = self.devices.speaker
        play = (lambda _: None) if speaker is None else speaker.play
        self._begun = BegunCounter(equipment.begun, self._pool, post, on_bug)
        self._runner = SessionRunner(
            equipment.registry,
            self._effects,
            show,
            _record,
            play,
            self._begun.count,
            use.moved,
        )
        self._gateway_events = GatewayEvents(self._runner.handle, ids)
        self._tasks = ScreenTasks(
            TaskClient(equipment.settings.gateway_socket, clock),
            self._printer,
            picture,
            self._gateway_events.restarting,
            self._pool,
            post_fleet,
            clock,
        )

    def start(self) -> None:
        self._runner.begin()
        self._stream.start()
        self._health.start()
        if self.devices.speaker is not None:
            self.devices.speaker.start(self._take_speaker)
        self.devices.printer.start(self._post_device)
        if self.devices.receipts is not None:
            self.devices.receipts.start(self._post_device)
        self.devices.reader.start(self._post_device)

    def busy(self) -> bool:
        """Whether a worker still has to do with a visit, be it over."""
        return self._workers.busy

    def outdated(self) -> bool:
        """Whether the screen is to start anew, and may do so now."""
        state = self._runner.kiosk.state
        idle = not self.busy() and not self._tasks.busy
        return idle and is_outdated(self._told, self._loaded, state, worn=self._worn)

    def wear_out(self) -> None:
        """The screen is to start anew, whatever its settings: so each night."""
        self._worn = True

    def well(self) -> bool:
        """Whether the threads that nobody else looks after still turn."""
        return self._stream.turns()

    def take(self, event: Event) -> None:
        self._runner.handle(event)

    def take_device(self, event: DeviceEvent) -> None:
        self._health.take(event)
        self._printer.take(event)
        self._device_events.take(event)
        if isinstance(event, PrintFinished):
            self._tasks.printed(event)

    def take_fleet(self, word: FleetWord) -> None:
        if isinstance(word, ScreenOrders):
            self._gateway_events.ordered(word)
            self._tasks.told(word.task)
        else:
            self._tasks.take(word, self._runner.kiosk.state)

    def look_after_tasks(self) -> None:
        """About once a second."""
        self._tasks.look(self._runner.kiosk.state)

    def take_gateway(self, state: GatewayState) -> None:
        up = isinstance(state, GatewayUp)
        self._health.gateway(up=up)
        if isinstance(state, GatewayUp):
            self._told = state.configuration
            self._printer.begin()
            self._begun.learn()
        self._gateway_events.take(state)

    def stop(self) -> None:
        """Lets go of devices and gateway; kiosk-sync forgets the visit when the stream closes."""
        self._stopping.set()
        self.devices.reader.stop()
        self.devices.printer.stop()
        if self.devices.receipts is not None:
            self.devices.receipts.stop()
        if self.devices.speaker is not None:
            self.devices.speaker.stop()
        self._stream.stop()
        self._health.stop()
        self._printer.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _sound_all(self) -> bool:
        """On a worker: every sound; whether there is a speaker to hear them by."""
        speaker = self.devices.speaker
        if speaker is None or not self._audible:
            return False
        play_all(speaker.play, self._stopping.wait)
        return self._audible

    def _take_speaker(self, state: SpeakerState) -> None:
        log.info("speaker_state", state=state.value)
        self._audible = state is SpeakerState.READY
        self._health.take_speaker(state)


def _record(line: SessionLogLine) -> None:
    known = CATALOGUE.get(line.event)
    level = logging.INFO if known is None else logging.getLevelNamesMapping()[known.level.upper()]
    log.log(level, line.event, **dict(line.fields))
