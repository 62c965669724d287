"""kiosk-ui as it is, in a process of its own, with a hand on its window and on its simulators."""

import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from devdock.cards.people import cards
from devdock.clocks import MovedClock
from devdock.hand import Hand, NothingThere
from devdock.remote import LONGEST_LINE
from kiosk.app import Kiosk, run
from kiosk.hardware.sim.card.faults import parse_fault
from kiosk.hardware.sim.card.reader import SimCardReader
from kiosk.hardware.sim.printer.printer import SimPrinter

ANSWER_WITHIN_S = 15.0
Request = Mapping[str, Any]


class Stage:
    """What the dock may ask of a running kiosk. Main thread only."""

    def __init__(self, kiosk: Kiosk, clock: MovedClock) -> None:
        self._kiosk = kiosk
        self._clock = clock
        self._hand = Hand(kiosk.window)

    def do(self, request: Request) -> object:
        """Performs one request. Raises NothingThere, ValueError, KeyError or TypeError when it
        cannot be."""
        hand = self._hand
        acts: dict[str, Callable[[], object]] = {
            "press": lambda: hand.press(request["name"]),
            "key": lambda: hand.key(request["key"]),
            "controls": hand.controls,
            "texts": hand.texts,
            "screen": self._kiosk.screen_kind,
            "grab": lambda: hand.grab(Path(request["path"])),
            "insert": lambda: self._insert(request["card"], request.get("fault")),
            "remove": lambda: self._reader().remove(),
            "reader": lambda: self._move_reader(request["state"]),
            "clock": lambda: self._shift_clock(float(request["shift_s"])),
            "skip": lambda: self._clock.skip(float(request["seconds"])),
            "printer": lambda: self._printer().set_fault(request.get("fault")),
        }
        return acts[request["do"]]()

    def _insert(self, name: str, fault: str | None) -> None:
        card = cards()[name]
        self._reader().insert(card.profile, parse_fault(fault) if fault else card.fault)

    def _move_reader(self, state: str) -> None:
        reader = self._reader()
        moves: dict[str, Callable[[], None]] = {
            "unplug": reader.reader_unplug,
            "plug": reader.reader_plug,
            "stop_service": reader.service_stop,
            "start_service": reader.service_start,
        }
        moves[state]()

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


class Line(QObject):
    """Takes requests from a local socket, has the main thread perform them, sends the answers."""

    asked = Signal(object)

    def __init__(self, path: Path, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.asked.connect(self._perform, Qt.ConnectionType.QueuedConnection)
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX)
        mask = os.umask(0o077)
        self._socket.bind(str(path))
        os.umask(mask)
        self._socket.listen()
        threading.Thread(target=self._listen, name="dock-line", daemon=True).start()

    @Slot(object)
    def _perform(self, job: tuple[Request, "Future[object]"]) -> None:
        request, future = job
        try:
            future.set_result(self._stage.do(request))
        except (NothingThere, ValueError, KeyError, TypeError) as error:
            future.set_exception(error)

    def _listen(self) -> None:
        while True:
            line, _ = self._socket.accept()
            # Whoever hangs up, or speaks no JSON, ends its own line and not the kiosk.
            with suppress(OSError, ValueError), line, line.makefile("rb") as requests:
                for request in iter(lambda: requests.readline(LONGEST_LINE), b""):
                    line.sendall(json.dumps(self._answer(json.loads(request))).encode() + b"\n")

    def _answer(self, request: Request) -> Mapping[str, object]:
        future: Future[object] = Future()
        self.asked.emit((request, future))
        try:
            return {"ok": True, "value": future.result(ANSWER_WITHIN_S)}
        except (NothingThere, ValueError, KeyError, TypeError, TimeoutError) as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}


def main() -> int:
    """``python -m devdock.stage CONFIG SOCKET WIDTHxHEIGHT``."""
    config, path, size = sys.argv[1:4]
    width, height = map(int, size.split("x"))
    lines: list[Line] = []
    clock = MovedClock()

    def attend(kiosk: Kiosk) -> None:
        lines.append(Line(Path(path), Stage(kiosk, clock)))

    return run(Path(config), (width, height), attend, clock)


if __name__ == "__main__":
    sys.exit(main())
