"""The caller's end of a line: what to do goes down it, what came of it comes back."""

import json
import socket
import time
from pathlib import Path
from typing import Any

from devdock.control_server import LONGEST_LINE, Refusal
from devdock.patience import CEILING_S, eventually

CALL_TIMEOUT_S = 20.0
SAME_KEY_S = 0.2
"""The same key again: sooner, the kiosk takes it for a bounce."""
FINGER_S = 0.6
"""A finger takes longer than the half second in which a kiosk ignores a second touch."""


class Remote:
    """``Controls`` in another process. No call takes longer than ``timeout_s`` of silence."""

    def __init__(self, path: Path, timeout_s: float = CALL_TIMEOUT_S) -> None:
        self._path, self._timeout_s = path, timeout_s

    def do(self, what: str, **arguments: Any) -> Any:
        """What the other end answers. Raises Refusal, or OSError when it is gone or silent."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(self._timeout_s)
            line.connect(str(self._path))
            line.sendall(json.dumps({"do": what, **arguments}).encode() + b"\n")
            with line.makefile("rb") as answers:
                said = answers.readline(LONGEST_LINE)
        if not said:
            raise ConnectionResetError("hung up before it answered")
        answer = json.loads(said)
        if not answer["ok"]:
            raise Refusal(answer["error"])
        return answer["value"]

    def press(self, name: str) -> None:
        """Presses a control as soon as it is there."""
        self.expect_control(name)
        time.sleep(FINGER_S)
        self.do("press", name=name)

    def expect_control(self, name: str) -> None:
        def there() -> bool:
            return any(
                each == name or each.startswith((f"{name},", f"{name}\n"))
                for each in self.do("controls")
            )

        eventually(there, f"a control called {name!r}")

    def expect_screen(self, kind: str, timeout_s: float = CEILING_S) -> None:
        eventually(lambda: self.do("screen") == kind, f"the screen {kind}", timeout_s)

    def expect_text(self, text: str) -> None:
        eventually(lambda: any(text in each for each in self.do("texts")), f"the text {text!r}")

    def expect_no_text(self, text: str) -> None:
        eventually(lambda: not any(text in each for each in self.do("texts")), f"no {text!r}")

    def shift_clock(self, seconds: float) -> None:
        """Moves kiosk-ui's wall clock to ``seconds`` from the true time, while it runs."""
        self.do("clock", shift_s=seconds)

    def type_code(self, code: str) -> None:
        for before, digit in zip(f" {code}", code, strict=False):
            if digit == before:
                time.sleep(SAME_KEY_S)
            self.do("key", key=digit)
