"""A demonstration and its dock on one screen, until the dock is closed."""

import os
import signal
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from devdock.console_sign_in import in_words, sign_in_at
from devdock.control_server import ControlServer
from devdock.demo_commands import DemoCommands
from devdock.demo_environment import CHEAP_HASHES, DEMO_FLEET, DemoEnvironment, Setup
from devdock.panel.command_runner import CommandRunner
from devdock.panel.dock import Dock
from devdock.sms import SmsBox
from devdock.staff_sign_in import staff_in_words
from shared_runtime.clock import SystemClock

_SCREEN_SHARE = 0.9
"""How much of the screen's height the kiosk's window may take."""
_LARGEST = 1400, 1040
_GAP = 16
_FRAME = 40
"""Pixels for the frame that a window manager puts around a window."""


def show(folder: Path, window: str) -> int:
    """Runs a demonstration in ``folder``, the kiosk in a ``window`` of WIDTHxHEIGHT, scaled."""
    application = QApplication([])
    prepare(application)
    # Python hears a signal at the next tick of the dock's timer.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    place, scale = _places(application.primaryScreen().availableGeometry(), window)
    variables = {**os.environ, "QT_SCALE_FACTOR": f"{scale:.2f}"}
    environment = DemoEnvironment(
        Setup(folder, {}, CHEAP_HASHES, window, environment=variables, fleet=DEMO_FLEET)
    )
    print(in_words(sign_in_at(environment.console_url, SystemClock().now())))
    print(staff_in_words())
    commands = DemoCommands(environment)
    runner = CommandRunner(commands)
    dock = Dock(runner, environment.paper, environment.strips, environment.logs)
    mailbox = SmsBox(environment.sms_socket, dock.message_came.emit)
    server = ControlServer(environment.dock_socket, commands.perform)
    try:
        dock.setGeometry(place)
        dock.show()
        runner.run("start the processes", commands.start)
        return application.exec()
    finally:
        server.close()
        commands.close()
        runner.close()
        mailbox.close()


def prepare(application: QApplication) -> None:
    """The dock looks the same whatever desktop it stands on."""
    application.setStyle("Fusion")


def _places(screen: QRect, window: str) -> tuple[QRect, float]:
    """Where the dock goes, right of the kiosk, and the scale at which the kiosk fits."""
    width, height = map(int, window.split("x"))
    scale = min(1.0, screen.height() * _SCREEN_SHARE / height)
    left = screen.left() + round(width * scale) + _GAP
    room = screen.right() - left, screen.height() - _FRAME
    size = [min(most, here) for most, here in zip(_LARGEST, room, strict=True)]
    return QRect(left, screen.top(), *size), scale
