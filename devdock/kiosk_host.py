"""kiosk-ui as it is, in a process of its own, with a driver on its window and on its simulators."""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot

from devdock.cards.people import cards
from devdock.clocks import MovedClock
from devdock.control_server import ControlRequest, ControlServer, Refusal
from devdock.ui_driver import NothingThere, UiDriver
from kiosk.app.main import Kiosk, run
from kiosk.hardware.sim.card.faults import parse_fault
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.sim.printer.printer import SimPrinter
from kiosk.hardware.sim.speaker import SimSpeaker

FULL_SCREEN = "full"
ANSWER_WITHIN_S = 15.0
_SOUNDS_TOLD = 4


class KioskHost:
    """What the dock may ask of a running kiosk. Main thread only."""

    def __init__(self, kiosk: Kiosk, clock: MovedClock) -> None:
        self._kiosk = kiosk
        self._clock = clock
        self._driver = UiDriver(kiosk.window)

    def do(self, request: ControlRequest) -> object:
        """Performs one request. Raises NothingThere, ValueError, KeyError or TypeError when it
        cannot be."""
        driver = self._driver
        actions: dict[str, Callable[[], object]] = {
            "press": lambda: driver.press(request["name"]),
            "key": lambda: driver.key(request["key"]),
            "middle": lambda: driver.middle(request["name"]).toTuple(),
            "controls": driver.controls,
            "texts": driver.texts,
            "screen": self._kiosk.screen_kind,
            "state": self._state,
            "grab": lambda: driver.grab(Path(request["path"])),
            "insert": lambda: self._insert(request["card"], request.get("fault")),
            "remove": lambda: self._remove(request.get("at")),
            "reader": lambda: self._reader().set_fault(request.get("fault")),
            "clock": lambda: self._shift_clock(float(request["shift_s"])),
            "skip": lambda: self._clock.skip(float(request["seconds"])),
            "printer": lambda: self._printer().set_fault(request.get("fault")),
        }
        action = actions.get(request["do"])
        if action is None:
            raise ValueError(f"no such command; there are: {', '.join(actions)}")
        return action()

    def _state(self) -> Mapping[str, object]:
        """The screen shown, and how the simulators are; of real devices nothing is known here."""
        devices = self._kiosk.devices
        reader, printer, speaker = devices.reader, devices.printer, devices.speaker
        state: dict[str, object] = {
            "screen": self._kiosk.screen_kind(),
            "shift_s": self._clock.shift_s,
        }
        if isinstance(reader, SimCardReader):
            state |= {"reader": reader.fault, "card": reader.occupied}
        if isinstance(printer, SimPrinter):
            state["printer"] = printer.fault
        if isinstance(speaker, SimSpeaker):
            state["sounds"] = list(speaker.played)[-_SOUNDS_TOLD:]
        return state

    def _insert(self, name: str, fault: str | None) -> None:
        if name not in cards():
            raise ValueError(f"no card named {name!r}")
        card = cards()[name]
        self._reader().insert(card.profile, parse_fault(fault) if fault else card.fault)

    def _remove(self, at: str | None) -> None:
        if at == "next_exchange":
            self._reader().remove_at_next_exchange()
        else:
            self._reader().remove()

    def _shift_clock(self, seconds: float) -> None:
        self._clock.shift_s = seconds

    def _reader(self) -> SimCardReader:
        reader = self._kiosk.devices.reader
        if not isinstance(reader, SimCardReader):
            raise TypeError("this kiosk has a real reader")
        return reader

    def _printer(self) -> SimPrinter:
        printer = self._kiosk.devices.printer
        if not isinstance(printer, SimPrinter):
            raise TypeError("this kiosk has a real printer")
        return printer


class ControlLine(QObject):
    """Takes requests from a local socket, has the main thread perform them, sends the answers."""

    asked = Signal(object)

    def __init__(self, path: Path, host: KioskHost) -> None:
        super().__init__()
        self._stage = host
        self.asked.connect(self._perform, Qt.ConnectionType.QueuedConnection)
        self._server = ControlServer(path, self._ask)

    def close(self) -> None:
        self._server.close()

    @Slot(object)
    def _perform(self, job: tuple[ControlRequest, "Future[object]"]) -> None:
        request, future = job
        try:
            future.set_result(self._stage.do(request))
        except (NothingThere, ValueError, KeyError, TypeError) as error:
            future.set_exception(Refusal(_why(error)))

    def _ask(self, request: ControlRequest) -> object:
        future: Future[object] = Future()
        self.asked.emit((request, future))
        try:
            return future.result(ANSWER_WITHIN_S)
        except TimeoutError:
            raise Refusal("the kiosk's main thread does not answer") from None


def _why(error: Exception) -> str:
    return f"{error.args[0]} is needed" if isinstance(error, KeyError) else str(error)


def main() -> int:
    """``python -m devdock.kiosk_host CONFIG SOCKET WIDTHxHEIGHT``, or ``full`` for the whole screen
    as on an appliance."""
    config, path, size = sys.argv[1:4]
    extent = None if size == FULL_SCREEN else _extent(size)
    lines: list[ControlLine] = []
    clock = MovedClock()

    def attend(kiosk: Kiosk) -> None:
        if extent is not None:
            # Beside it stands the dock, which leaves the left of the screen to the kiosk.
            kiosk.window.setFramePosition(QPoint(0, 0))
        lines.append(ControlLine(Path(path), KioskHost(kiosk, clock)))

    try:
        return run(Path(config), extent, attend, clock)
    finally:
        for line in lines:
            line.close()


def _extent(size: str) -> tuple[int, int]:
    width, height = map(int, size.split("x"))
    return width, height


if __name__ == "__main__":
    sys.exit(main())
