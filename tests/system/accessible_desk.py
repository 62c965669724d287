"""A display and the buses of assistive techniques, private, for as long as a test needs them."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.system.display import begin_display

_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_BUS_LAUNCHER = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
ANSWER_S = 60.0

MISSING = [name for name in ("dbus-daemon", "Xvfb") if shutil.which(name) is None]
if not _LAUNCHER.exists():
    MISSING.append("at-spi2-core")


@dataclass(frozen=True, slots=True)
class Desk:
    """``bus``: address of the bus on which screen readers listen; ``environment``: what a window
    needs to be seen there. Offscreen platforms of Qt speak to no screen reader; X and Wayland do.
    """

    bus: str
    environment: dict[str, str]


@contextmanager
def accessible_desk() -> Iterator[Desk]:
    """Everything is gone at the end, with all that the bus has started."""
    # Not pytest's folder: paths of sockets may not be long.
    with tempfile.TemporaryDirectory(prefix="a11y") as folder:
        started: list[subprocess.Popen[bytes]] = []
        try:
            display = begin_display(started, "1920x1920")
            environment = {
                **os.environ,
                "DISPLAY": display,
                "XDG_RUNTIME_DIR": folder,
                "XDG_CACHE_HOME": folder,
                "QT_QPA_PLATFORM": "xcb",
                "QT_QUICK_BACKEND": "software",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            environment["DBUS_SESSION_BUS_ADDRESS"] = session = _session_bus(started, environment)
            yield Desk(_readers_bus(session), environment)
        finally:
            for process in reversed(started):
                os.killpg(process.pid, signal.SIGTERM)
                process.communicate(timeout=ANSWER_S)


def _session_bus(started: list[subprocess.Popen[bytes]], environment: dict[str, str]) -> str:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # What it starts ends with it: they are one group.
        start_new_session=True,
    )
    started.append(bus)
    assert bus.stdout is not None
    return bus.stdout.readline().decode().strip()


def _readers_bus(session: str) -> str:
    """Asking for its address has the session bus start it."""
    connection = open_dbus_connection(session)
    try:
        ask = new_method_call(_BUS_LAUNCHER, "GetAddress")
        return str(connection.send_and_get_reply(ask, timeout=ANSWER_S).body[0])
    finally:
        connection.close()
