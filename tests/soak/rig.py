"""A whole kiosk-ui in this process: the real window, session, effects and device code, driven by
scripts that never wait for a clock."""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from devdock.cards.badges import STAFF_CARDS
from devdock.cards.people import people
from devdock.ui_driver import UiDriver
from kiosk.app.compose import Equipment, document_printer
from kiosk.app.effects import Gateway, ScreenCallbacks
from kiosk.app.ids import IdSource
from kiosk.app.journaled_printer import Journal
from kiosk.app.kiosk_runtime import WORKERS, FleetWord, KioskRuntime
from kiosk.app.staff_effects import StaffGateway
from kiosk.config.loading import LoadedSettings
from kiosk.config.settings import KioskSettings
from kiosk.domain.events import Event
from kiosk.domain.faults import Link
from kiosk.domain.ids import ServiceId
from kiosk.domain.maintenance.stay import Maintenance
from kiosk.domain.maintenance.tool import NotSeen, ToolId
from kiosk.domain.services import NO_SERVICES
from kiosk.domain.states import Home, KioskState
from kiosk.gateway.stream import GatewayState
from kiosk.hardware.checks import DeviceNames
from kiosk.hardware.factory import Devices
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.sim.printer.printer import SimPrinter, SimulatedPrinterTimes
from kiosk.hardware.sim.speaker import SimSpeaker
from kiosk.hardware.status import DeviceEvent
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import registry
from kiosk.ui.app_model import KioskApp
from kiosk.ui.bridge import AlarmTimer, Bridge
from kiosk.ui.engine import KioskWindow
from kiosk.ui.present.tool import page_of, tools_for
from shared_runtime.clock import SystemClock
from shared_runtime.messages.loading import shipped
from tests.ui.tiles import tile_of
from tests.ui.visitor import touch
from wire.report import DevicesReport

SKIPPED_S = 0.6
"""A finger takes that long; here the clock is moved instead."""
LOOK_EVERY_MS = 1
PATIENCE_S = 20.0

Condition = Callable[[], bool]
Script = Generator[Condition, None, None]
"""Yields what must be so before it goes on."""


class SkippingClock(SystemClock):
    """The system's clock, moved on by whoever would otherwise have to wait."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def skip(self, seconds: float) -> None:
        self._skipped_s += seconds

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._skipped_s)

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped_s


class Untold:
    """There is no kiosk-sync to hear how the devices are."""

    def tell(self, _devices: DevicesReport) -> bool:
        return False


class Failed(Exception):
    """A script did not get where it should; the text says where it stood."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands behind the rig: a gateway, a print journal, what answers staff, the socket of the
    gateway's stream, a folder for paper."""

    gateway: Gateway
    journal: Journal
    staff: StaffGateway
    status_socket: Path
    folder: Path


class Rig(QObject):
    """Put together as ``kiosk.app`` does, on the main thread, before the application's loop."""

    def __init__(self, parts: Parts, size: tuple[int, int]) -> None:
        super().__init__()
        self.clock = SkippingClock()
        self.printer = SimPrinter(
            parts.folder, SimulatedPrinterTimes(page_s=0.0, blocked_s=0.0, silence_s=0.0)
        )
        self._folder = parts.folder
        self.failures: list[str] = []
        self.slowest_s: dict[str, float] = {}
        """By the kind of the screen: the longest that anybody waited for it."""
        ids = IdSource(self.clock)
        self._events: Bridge[Event] = Bridge(self._take, self)
        catalogue = shipped()
        settings = KioskSettings(
            devices="simulated",
            paper_folder=parts.folder,
            gateway_socket=parts.status_socket,
            staff_cards=STAFF_CARDS,
        )
        # By the true time: to one that is moved on by so many touches, the reader seems to hang.
        self.reader = SimCardReader(SystemClock(), staff_cards=settings.staff_card_families())
        self.app = KioskApp(
            registry=NO_SERVICES,
            place=settings.place(),
            catalogue=catalogue,
            clock=self.clock,
            post=self._events.post,
            ids=ids,
            parent=self,
        )
        self._stage = KioskWindow(self.app, catalogue, size, self.failures.append)
        self._alarm = AlarmTimer(self._events.post, self)
        self._registry = services = replace(registry({}, settings.place()), tools=TOOLS)
        self.app.settle(services, settings.place())
        devices = Devices(self.reader, self.printer, SimSpeaker())
        self._runtime = KioskRuntime(
            Equipment(
                LoadedSettings(settings),
                services,
                devices,
                parts.gateway,
                document_printer(settings, devices),
                parts.journal,
                Untold(),
                parts.staff,
                DeviceNames("", "", "", ""),
            ),
            clock=self.clock,
            ids=ids,
            alarm=self._alarm,
            screen=ScreenCallbacks(self.app.forget, self.app.remind),
            show=self.app.show,
            post=self._events.post,
            post_device=Bridge(self._take_device, self).post,
            post_gateway=Bridge(self._take_gateway, self).post,
            post_fleet=Bridge(self._take_fleet, self).post,
            on_bug=lambda bug: self.failures.append(f"bug: {type(bug).__name__}"),
        )
        self._scripts: Iterator[Script] = iter(())
        self._script: Script = _nothing()
        self._wanted: Condition = lambda: True
        self._since = 0.0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    @property
    def kind(self) -> str:
        return self.app.screen_kind

    @property
    def link(self) -> Link:
        """How the kiosk has central."""
        return self._kiosk.link

    @property
    def screen(self) -> Any:
        """The model of the screen shown, with the properties that its QML file reads."""
        return self.app.screen

    def begin(self, scripts: Iterator[Script], *, unseen: bool = False) -> None:
        """Plays the scripts one after the other once the application's loop runs, and ends it."""
        self._scripts = scripts
        if unseen:
            self._stage.window.frameSwapped.connect(self._stage.window.hide)
        self._fill_the_pool()
        self._runtime.start()
        self._timer.start()

    def _fill_the_pool(self) -> None:
        """Starts every thread that calls may need, so that none is counted as new later."""
        together = threading.Barrier(WORKERS)
        for _ in range(WORKERS):
            self._runtime._pool.submit(together.wait)

    def close(self) -> None:
        self._timer.stop()
        self._events.close()
        self._runtime.stop()
        self._stage.close()

    def touch(self, intent: str, *arguments: object) -> None:
        """One unhurried touch, as the screens make it."""
        self.clock.skip(SKIPPED_S)
        touch(self.app, intent, *arguments)

    def touch_corner(self, x: float, y: float) -> None:
        """Where there is nothing to touch."""
        self.clock.skip(SKIPPED_S)
        self.app.touchedAt(x, y)

    def enter(self, typed: str) -> None:
        """A code or a text, key by key, and handed in."""
        for character in typed:
            self.touch("typeCharacter", character)
        self.touch("submitEntry")

    def answer(self, intent: str, *arguments: object) -> Script:
        """A touch, and the turn that follows it."""
        turn = self._turn
        self.touch(intent, *arguments)
        yield lambda: self._turn != turn

    def opens(self, service: ServiceId) -> Script:
        """Its group's tile, then its own where the group has several."""
        yield from self.answer("choose", self._tile_of(service))
        if isinstance(self._kiosk.state, Home):
            self.touch("choose", self._tile_of(service))

    def opens_tool(self, tool: str) -> Script:
        """From the menu of staff to its page, until it shows what it looks at."""
        state = self._kiosk.state
        assert isinstance(state, Maintenance)
        shown = [each.id for each in tools_for(self._registry, state)]
        yield from self.answer("choose", shown.index(ToolId(tool)))
        yield self._tool_is_seen

    def offered(self, place: int) -> int:
        """What is touched for the offer at that place: a page's stand behind its rows."""
        state = self._kiosk.state
        if not isinstance(state, Maintenance) or self.kind != "tool" or state.tool is None:
            return place
        page = page_of(state.tool, self._registry, self._kiosk, state, self.clock.now())
        return len(page.rows) + place

    def _tool_is_seen(self) -> bool:
        state = self._kiosk.state
        return (
            self.kind == "tool"
            and isinstance(state, Maintenance)
            and state.tool is not None
            and not any(isinstance(state.seen.of(each), NotSeen) for each in state.tool.looks)
        )

    def _tile_of(self, service: ServiceId) -> int:
        return tile_of(service, self._registry, self._kiosk)

    @property
    def _turn(self) -> int:
        return self._kiosk.turn

    @property
    def _kiosk(self) -> KioskState:
        return self._runtime._runner.kiosk

    def fall_silent(self) -> None:
        """Nobody touches anything for as long as the session waits."""
        self._alarm._timer.start(0)

    def at(self, *kinds: str) -> Condition:
        return lambda: self.kind in kinds

    def names(self, slug: str) -> bool:
        """Whether anything on the window names that person."""
        holder = people()[slug].holder
        secrets = (holder.given_name, holder.family_name, holder.nir.spaced, holder.nir.masked)
        shown = "\n".join(UiDriver(self._stage.window).texts())
        return any(secret in shown for secret in secrets)

    def wipe_paper(self) -> None:
        for sheet in self._folder.glob("*.pdf"):
            sheet.unlink()

    @Slot()
    def _look(self) -> None:
        """Goes as far in the script as the kiosk has come."""
        try:
            while self._wanted():
                self._note_how_long()
                self._since = time.monotonic()
                self._advance()
        except StopIteration:
            self._end()
        except Exception as bug:  # noqa: BLE001 - raised in a slot it would not end the loop
            self.failures.append(f"{type(bug).__name__}: {bug} at {self.kind}")
            self._end()
        else:
            if time.monotonic() - self._since > PATIENCE_S:
                visit = getattr(self._script, "__name__", "no visit")
                self.failures.append(f"stuck at {self.kind} in {visit}")
                self._end()

    def _note_how_long(self) -> None:
        waited_s = time.monotonic() - self._since
        if self._since and waited_s > self.slowest_s.get(self.kind, 0.0):
            self.slowest_s[self.kind] = waited_s

    def _advance(self) -> None:
        """To the next wish of the script, or of the script after it."""
        try:
            self._wanted = next(self._script)
        except StopIteration:
            self._script = next(self._scripts)
            self._wanted = lambda: True

    def _end(self) -> None:
        self._timer.stop()
        QCoreApplication.exit(1 if self.failures else 0)

    def _take(self, event: Event) -> None:
        self._runtime.take(event)

    def _take_device(self, event: DeviceEvent) -> None:
        self._runtime.take_device(event)

    def _take_fleet(self, word: FleetWord) -> None:
        self._runtime.take_fleet(word)

    def _take_gateway(self, state: GatewayState) -> None:
        self._runtime.take_gateway(state)


def _nothing() -> Script:
    yield from ()
