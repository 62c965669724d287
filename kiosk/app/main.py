"""kiosk-ui: the composition root of the screen process.

The window comes first, with nothing but Qt and our pure parts imported; a worker then reads the
configuration and imports the rest, and the session begins.
"""

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.app.ids import IdSource
from kiosk.domain.events import Event
from kiosk.domain.place import NOWHERE
from kiosk.domain.services import NO_SERVICES
from kiosk.runtime import crash, early_log, environment
from kiosk.runtime.options import config_option
from kiosk.ui.app_model import KioskApp
from kiosk.ui.bridge import AlarmTimer, Bridge
from kiosk.ui.engine import KioskWindow, ScreenFailed, make_application
from kiosk.ui.frame_watch import FrameWatch
from kiosk.ui.screenshots import picture_of
from kiosk.ui.watchdog import Watchdog
from shared_runtime import own_memory
from shared_runtime.clock import Clock, SystemClock
from shared_runtime.messages.loading import shipped

if TYPE_CHECKING:
    from kiosk.app.compose import Equipment
    from kiosk.app.kiosk_runtime import FleetWord, KioskRuntime
    from kiosk.app.use_counter import ScreenChoices
    from kiosk.config.section import Mistakes
    from kiosk.gateway.stream import GatewayState
    from kiosk.hardware.factory import Devices
    from kiosk.hardware.status import DeviceEvent

EXIT_CONFIGURATION = 78  # EX_CONFIG of sysexits.h
LOOK_AFTER_TASKS_MS = 1_000
COMPOSED_WITHIN_S = 5.0
"""Importing and preparing takes half a second; on a busy machine some more."""
LET_GO_AFTER_MS = 1_000
"""By then the last screen of a visit is taken apart, and most workers are done with it."""
_MOST_SIGNALS = 64

Attend = Callable[["Kiosk"], None]
"""Called on the main thread once the kiosk is at work."""


def main(arguments: Sequence[str]) -> int:
    """``kiosk run [--config FILE]``; the exit code: 0 asked to stop, 78 mistaken configuration."""
    return run(config_option("run", arguments))


def run(
    config: Path | None,
    size: tuple[int, int] | None = None,
    attend: Attend | None = None,
    clock: Clock | None = None,
) -> int:
    """Runs kiosk-ui until it is asked to stop. ``size`` in pixels, the whole screen when None;
    ``clock`` is the system's when None."""
    environment.settle()
    record = crash.to_stderr("kiosk-ui")
    end = crash.end_on(record)
    crash.install(end, record)
    early_log.wait()
    application = make_application(sys.argv[:1])
    kiosk = Kiosk(application, config, size, attend or _no_one, clock or SystemClock(), end)
    code = application.exec()
    kiosk.close()
    return code


class Kiosk(QObject):
    """The window and, once composed, the runtime behind it."""

    def __init__(
        self,
        application: QGuiApplication,
        config: Path | None,
        size: tuple[int, int] | None,
        attend: Attend,
        clock: Clock,
        end: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._application = application
        self._config = config
        self._attend = attend
        self._end = end
        self._clock = clock
        self._ids = IdSource(self._clock)
        self._runtime: KioskRuntime | None = None
        self._events: Bridge[Event] = Bridge(self._take_event, self)
        self._equipment: Bridge[Equipment | Mistakes] = Bridge(self._equip, self)
        self._loaded: Bridge[None] = Bridge(self._take_loaded, self)
        self._may_freeze = False
        catalogue = shipped()
        self._screen = KioskApp(
            registry=NO_SERVICES,
            place=replace(NOWHERE, languages=catalogue.languages),
            catalogue=catalogue,
            clock=self._clock,
            post=self._events.post,
            ids=self._ids,
        )
        self._kiosk_window = KioskWindow(self._screen, catalogue, size)
        self._stop_on_signals()
        self._letting_go = QTimer(self, singleShot=True, interval=LET_GO_AFTER_MS)
        self._letting_go.timeout.connect(self._let_go)
        self._composing = False
        self._composer = threading.Thread(target=self._compose, name="compose", daemon=True)
        self.window.frameSwapped.connect(self._first_frame)

    @property
    def window(self) -> QQuickWindow:
        window = self._kiosk_window.window
        if not isinstance(window, QQuickWindow):
            raise ScreenFailed("Main.qml is no window of Qt Quick")
        return window

    @property
    def devices(self) -> "Devices":
        assert self._runtime is not None
        return self._runtime.devices

    def screen_kind(self) -> str:
        """Which screen is shown, by the name of its QML file."""
        return self._screen.screen_kind

    def close(self) -> None:
        self._events.close()
        if self._composing:
            # Python's end would stop it in the middle of a library in C++, which aborts.
            self._composer.join(COMPOSED_WITHIN_S)
        if self._runtime is not None:
            self._runtime.stop()
        self._kiosk_window.close()

    @Slot()
    def _first_frame(self) -> None:
        """The screen stands: now the rest may take its time, off the main thread."""
        if not self._composing:
            self._composing = True
            self.window.frameSwapped.disconnect(self._first_frame)
            self._composer.start()

    def _compose(self) -> None:
        from kiosk.app import kiosk_runtime  # noqa: F401 - its imports are what this worker is for
        from kiosk.app.compose import compose, prepare
        from kiosk.config.section import Mistakes

        made = compose(self._config, os.environ, self._clock)
        self._equipment.post(made)
        if isinstance(made, Mistakes):
            return
        prepare("kiosk-ui", made.printer)
        self._loaded.post(None)

    def _equip(self, made: "Equipment | Mistakes") -> None:
        from kiosk.app.compose import Equipment
        from kiosk.app.effects import ScreenCallbacks
        from kiosk.app.kiosk_runtime import KioskRuntime
        from kiosk.runtime.systemd import Notifier

        if not isinstance(made, Equipment):
            sys.stderr.write("kiosk-ui cannot start:\n")
            sys.stderr.writelines(f"  - {sentence}\n" for sentence in made.sentences)
            self._application.exit(EXIT_CONFIGURATION)
            return
        self._screen.settle(made.registry, made.settings.place())
        devices, gateway = Bridge(self._take_device, self), Bridge(self._take_gateway, self)
        fleet = Bridge(self._take_fleet, self)
        self._bridges = devices, gateway, fleet
        self._runtime = KioskRuntime(
            made,
            clock=self._clock,
            ids=self._ids,
            alarm=AlarmTimer(self._events.post, self),
            screen=ScreenCallbacks(self._forget, self._screen.remind),
            show=self._screen.show,
            post=self._events.post,
            post_device=devices.post,
            post_gateway=gateway.post,
            on_bug=self._end,
            post_fleet=fleet.post,
            picture=partial(picture_of, self.window),
            choices=self._choices,
        )
        self._tasks = QTimer(self, interval=LOOK_AFTER_TASKS_MS)
        self._tasks.timeout.connect(self._look_after_tasks)
        self._tasks.start()
        self._freeze()  # nobody can be there yet
        self._runtime.start()
        self._frames = FrameWatch(self.window, self)
        self._watchdog = Watchdog(Notifier(), self._well, self)
        self._attend(self)

    def _well(self) -> bool:
        drawn = self._frames.drawn()
        return drawn and self._runtime is not None and self._runtime.well()

    def _choices(self) -> "ScreenChoices":
        from kiosk.app.use_counter import ScreenChoices

        chosen = self._screen.preferences
        return ScreenChoices(chosen.language, chosen.aids)

    def _forget(self) -> None:
        """The visit is over: nothing of it stays on the screen, nor a moment later in memory."""
        self._screen.forget()
        self._letting_go.start()

    @Slot()
    def _let_go(self) -> None:
        gc.collect()
        self._kiosk_window.let_go()
        own_memory.wipe_stack()
        if self._runtime is not None and self._runtime.busy():
            # An answer that comes late brings more to let go of.
            self._letting_go.start()
        elif self._may_freeze and self.screen_kind() == "attract":
            self._freeze()
        self._start_anew_if_outdated()

    def _take_loaded(self, _: None) -> None:
        self._may_freeze = True
        self._letting_go.start()

    def _freeze(self) -> None:
        """Leaves what is loaded out of collections, which hold the screen while they go through it.
        What is of a visit at such a moment would stay in memory for good."""
        gc.freeze()
        self._may_freeze = False

    def _take_event(self, event: Event) -> None:
        if self._runtime is not None:
            self._runtime.take(event)
            self._start_anew_if_outdated()

    def _take_device(self, event: "DeviceEvent") -> None:
        if self._runtime is not None:
            self._runtime.take_device(event)

    def _take_gateway(self, state: "GatewayState") -> None:
        if self._runtime is not None:
            self._runtime.take_gateway(state)
            self._start_anew_if_outdated()

    def _take_fleet(self, word: "FleetWord") -> None:
        if self._runtime is not None:
            self._runtime.take_fleet(word)

    @Slot()
    def _look_after_tasks(self) -> None:
        if self._runtime is not None:
            self._runtime.look_after_tasks()

    def _start_anew_if_outdated(self) -> None:
        """Ends this process; whoever looks after it starts another, with the fleet's settings."""
        if self._runtime is not None and self._runtime.outdated():
            self._application.exit(0)

    def _stop_on_signals(self) -> None:
        """SIGTERM and SIGINT end the loop, SIGUSR1 does when nobody is there; Python's handlers
        alone never run inside it."""
        self._woken, waker = socket.socketpair()
        waker.setblocking(False)
        self._waker = waker
        signal.set_wakeup_fd(waker.fileno())
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
            signal.signal(number, _wake_only)
        notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_signal)

    @Slot()
    def _on_signal(self) -> None:
        came = self._woken.recv(_MOST_SIGNALS)
        if set(came) - {signal.SIGUSR1}:
            self._application.exit(0)
        elif self._runtime is not None:
            self._runtime.wear_out()
            self._start_anew_if_outdated()


def _wake_only(_: int, __: object) -> None:
    """The wake-up descriptor tells the loop; nothing is to be done here."""


def _no_one(_: Kiosk) -> None:
    """Nobody attends the kiosk of an agency."""
