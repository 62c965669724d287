"""Carries out commands off the main thread, and asks how everything is: the window never waits."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

from devdock.control_server import Controls, Refusal

_OF_THE_KIOSK, _OF_PROCESSES, _LOOKS = "kiosk", "process", "state"


class CommandRunner(QObject):
    """Main thread only. ``done`` says of each command what came of it, and whether it went well;
    ``seen`` brings the state that the controls answer."""

    done = Signal(str, bool)
    seen = Signal(object)

    def __init__(self, controls: Controls) -> None:
        super().__init__()
        self._controls = controls
        # A kiosk that hangs keeps neither processes nor looks waiting.
        self._workers = {
            name: ThreadPoolExecutor(1, f"dock-{name}")
            for name in (_OF_THE_KIOSK, _OF_PROCESSES, _LOOKS)
        }
        self._begun = 0
        self._looking: Future[None] | None = None

    def perform(self, what: str, **arguments: Any) -> None:
        self.run(
            _in_words(what, arguments),
            lambda: self._controls.do(what, **arguments),
            _OF_PROCESSES if what == "process" else _OF_THE_KIOSK,
        )

    def run(self, name: str, act: Callable[[], Any], worker: str = _OF_PROCESSES) -> None:
        """Has ``act`` done, which may raise Refusal or OSError."""
        self._begun += 1
        self._workers[worker].submit(self._carry_out, name, act).add_done_callback(_say_bug)

    def look(self) -> None:
        """Asks for the state, unless the last answer is still to come."""
        if self._looking is None or self._looking.done():
            self._looking = self._workers[_LOOKS].submit(self._see, self._begun)
            self._looking.add_done_callback(_say_bug)

    def close(self) -> None:
        """Returns when the commands under way are over; the others are forgotten."""
        for worker in self._workers.values():
            worker.shutdown(cancel_futures=True)

    def _carry_out(self, name: str, act: Callable[[], Any]) -> None:
        self.done.emit(f"{name}…", True)
        try:
            answer = act()
        except Refusal as refusal:
            self.done.emit(f"{name}: {refusal}", False)
        except OSError:
            self.done.emit(f"{name}: nobody answers", False)
        else:
            self.done.emit(f"{name}: {'done' if answer is None else answer}", True)

    def _see(self, begun: int) -> None:
        try:
            state = self._controls.do("state")
        except (Refusal, OSError):
            return
        # What was seen before a command is no news after it.
        if begun == self._begun:
            self.seen.emit(state)


def _in_words(what: str, arguments: dict[str, Any]) -> str:
    if "fault" in arguments and what != "insert":
        return f"{what} {arguments['fault'] or 'mended'}"
    said = [str(value) for value in arguments.values() if value is not None]
    return " ".join([what, *said])


def _say_bug(over: "Future[None]") -> None:
    bug = None if over.cancelled() else over.exception()
    if bug is not None:
        sys.excepthook(type(bug), bug, bug.__traceback__)
