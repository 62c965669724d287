"""Every command to a running demonstration, by name: for the dock's buttons and `devdock do`."""

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from devdock.clocks import NO_LIBRARY, library
from devdock.console_sign_in import sign_in_at
from devdock.control_server import ControlRequest, Refusal
from devdock.demo_environment import CONSOLE, KIOSK, NAMES, SYNC, DemoEnvironment
from devdock.network.proxy import FaultProxy
from devdock.processes import EndedAtOnce, NotPrepared, in_words
from devdock.receipts.emulator import ReceiptEmulator
from devdock.remote import Remote
from shared_runtime.clock import SystemClock

KIOSK_ANSWERS_WITHIN_S = 5.0
_LOOK_S = 1.0


class DemoCommands:
    """``Controls`` of a demonstration. From any thread; commands to processes take turns."""

    def __init__(self, environment: DemoEnvironment) -> None:
        self._environment = environment
        self._kiosk = Remote(environment.ui_socket, KIOSK_ANSWERS_WITHIN_S)
        self._glance = Remote(environment.ui_socket, _LOOK_S)
        self._turn = threading.Lock()
        self._shift_s = 0.0
        self._closed = False

    def start(self) -> None:
        """The whole demonstration. Raises Refusal."""
        with self._in_turn():
            if library() is not None:
                self._environment.give_clock(SYNC)
            try:
                self._environment.start()
                self._set_clock_of_kiosk()
            except (NotPrepared, EndedAtOnce, TimeoutError) as error:
                raise Refusal(str(error)) from None

    def close(self) -> None:
        """Ends the demonstration, once a command to a process that is under way is over."""
        with self._turn:
            self._closed = True
            self._environment.close()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        with self._turn:
            if self._closed:
                raise Refusal("the demonstration is over")
            yield

    def perform(self, request: ControlRequest) -> object:
        """For a ``ControlServer``: ``do`` what a request asks. Raises Refusal."""
        return self.do(**{("what" if name == "do" else name): request[name] for name in request})

    def do(self, what: str, **arguments: Any) -> Any:
        match what:
            case "state":
                return self._state()
            case "network":
                return self._spoil(self._environment.network, arguments.get("fault"))
            case "receipt":
                return self._spoil(self._environment.receipts, arguments.get("fault"))
            case "process":
                return self._move_process(arguments["name"], arguments["how"])
            case "clock":
                return self._shift_clocks(float(arguments["shift_s"]))
            case _:
                return self._ask_kiosk(what, **arguments)

    def _state(self) -> Mapping[str, object]:
        """How everything is; what only the kiosk knows is missing while it does not answer."""
        state: dict[str, object] = {
            "processes": {name: in_words(self._environment.state(name)) for name in NAMES},
            "network": self._environment.network.fault,
            "receipt": self._environment.receipts.fault,
        }
        if self._environment.runs(CONSOLE):
            state["console"] = sign_in_at(self._environment.console_url, SystemClock().now())
        if self._environment.runs(SYNC):
            state["queue"] = self._environment.queue()
        if self._environment.runs(KIOSK):
            try:
                state |= self._glance.do("state")
            except (Refusal, OSError):
                return state
        return state

    def _spoil(self, what: FaultProxy | ReceiptEmulator, fault: str | None) -> None:
        try:
            what.set_fault(fault)
        except ValueError as error:
            raise Refusal(str(error)) from None

    def _move_process(self, name: str, how: str) -> str:
        """What became of it, in words."""
        if name not in NAMES or how not in ("start", "stop", "kill"):
            raise Refusal(f"no such action on a process: {name} {how}")
        with self._in_turn():
            try:
                match how:
                    case "kill":
                        self._environment.stop(name, signal.SIGKILL)
                    case "stop":
                        self._environment.stop(name)
                    case _:
                        self._start(name)
            except (EndedAtOnce, TimeoutError) as error:
                raise Refusal(str(error)) from None
            return in_words(self._environment.state(name))

    def _start(self, name: str) -> None:
        self._environment.start_one(name)
        if name == KIOSK:
            self._set_clock_of_kiosk()

    def _set_clock_of_kiosk(self) -> None:
        """A process that is new goes by the clock that its machine has."""
        if self._shift_s:
            self._ask_kiosk("clock", shift_s=self._shift_s)

    def _shift_clocks(self, seconds: float) -> str | None:
        """Both processes of the kiosk's machine; central keeps the true time."""
        if self._environment.runs(KIOSK):
            self._ask_kiosk("clock", shift_s=seconds)
        self._shift_s = seconds
        if library() is None:
            return f"kiosk-sync keeps the true time: {NO_LIBRARY}"
        with self._in_turn():
            self._environment.shift_clock(SYNC, seconds)
        return None

    def _ask_kiosk(self, what: str, **arguments: Any) -> Any:
        if not self._environment.runs(KIOSK):
            raise Refusal(f"kiosk-ui does not run: {in_words(self._environment.state(KIOSK))}")
        try:
            return self._kiosk.do(what, **arguments)
        except OSError:
            raise Refusal("kiosk-ui does not answer") from None
