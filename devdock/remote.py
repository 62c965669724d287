"""The dock's line to the kiosk: one JSON request a line over a local socket, one JSON answer."""

import json
import socket
import time
from pathlib import Path
from typing import Any

from devdock.patience import eventually

CALL_TIMEOUT_S = 20.0
FINGER_S = 0.6
"""A finger takes longer than the half second in which a kiosk ignores a second touch."""
LONGEST_LINE = 262_144


class RemoteRefusal(Exception):
    """The stage could not do what was asked; its own words say why."""


class Remote:
    """Drives a stage in another process. One call at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def do(self, what: str, **arguments: Any) -> Any:
        """The value the stage answers. Raises RemoteRefusal, or OSError when it is gone."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(CALL_TIMEOUT_S)
            line.connect(str(self._path))
            line.sendall(json.dumps({"do": what, **arguments}).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline(LONGEST_LINE))
        if not answer["ok"]:
            raise RemoteRefusal(answer["error"])
        return answer["value"]

    def press(self, name: str, timeout_s: float = 5.0) -> None:
        """Presses a control as soon as it is there."""
        self.expect_control(name, timeout_s)
        time.sleep(FINGER_S)
        self.do("press", name=name)

    def expect_control(self, name: str, timeout_s: float = 10.0) -> None:
        def there() -> bool:
            return any(
                each == name or each.startswith((f"{name},", f"{name}\n"))
                for each in self.do("controls")
            )

        eventually(there, timeout_s, f"a control called {name!r}")

    def expect_screen(self, kind: str, timeout_s: float = 10.0) -> None:
        eventually(lambda: self.do("screen") == kind, timeout_s, f"the screen {kind}")

    def expect_text(self, text: str, timeout_s: float = 10.0) -> None:
        eventually(
            lambda: any(text in each for each in self.do("texts")), timeout_s, f"the text {text!r}"
        )

    def shift_clock(self, seconds: float) -> None:
        """Moves kiosk-ui's wall clock to ``seconds`` from the true time, while it runs."""
        self.do("clock", shift_s=seconds)

    def type_code(self, code: str) -> None:
        for digit in code:
            self.do("key", key=digit)
