"""``python -m benchmarks.frames WIDTH HEIGHT``: what moves on the real screens, frame by frame.

A frame is all that the main thread does for it, from whatever set it off to ``frameSwapped``: the
step of the animation, what is bound to it, layout, painting in software, handing over. Printed as
JSON: by the name of the motion, what each of its frames took, in milliseconds of the processor.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEventLoop, Qt, QTimer

from benchmarks.motion import BUILT_ANEW
from kiosk.ui.engine import make_application
from kiosk.ui.present.screens import Frame, IdleScreen
from kiosk.ui.present.view import Help
from tests.qml import hand
from tests.qml.samples import frame
from tests.qml.stage import PLAIN, ScreenStage, screen_stage

TIMES = 12
SECONDS = 30
"""Of the ring, which has one frame for each."""
ROUNDS_S = 3 * 4.5
"""Three of the card's rounds, most of which it rests in."""
OVER_S = 0.3
"""By then what a touch or news has set off is over."""
UNHURRIED_MS = 3_000
SAME_STEP_MS = 10.0
"""Qt steps its animations every 16 ms. Shapes ask to be painted a second time within a step, in
which nothing is left to do; what that takes is of the step."""


class FrameMeter:
    """Notes what each frame of the window takes on this thread, under the motion it belongs to."""

    def __init__(self, stage: ScreenStage) -> None:
        self.taken: dict[str, list[float]] = {}
        self._motion: str | None = None
        self._own = self._swapped_at = 0
        stage.window.frameSwapped.connect(self._swapped, Qt.ConnectionType.DirectConnection)

    def of(
        self, motion: str, work: Callable[[], object], seconds: float = OVER_S, first: str = ""
    ) -> None:
        """All frames from ``work`` on, which sets ``motion`` off; the first one is noted under
        ``first`` where it does more than move."""
        self._motion, self._own, self._swapped_at = first or motion, time.thread_time_ns(), 0
        work()
        if first:
            while not self._swapped_at:
                run(0.001)
            self._motion = motion
        run(seconds)
        self._motion = None

    def _swapped(self) -> None:
        if self._motion is None:
            return
        own, now = time.thread_time_ns(), time.perf_counter_ns()
        taken = self.taken.setdefault(self._motion, [])
        took = (own - self._own) / 1e6
        if taken and now - self._swapped_at < SAME_STEP_MS * 1e6:
            taken[-1] += took
        else:
            taken.append(took)
            self._swapped_at = now
        self._own = own


def run(seconds: float) -> None:
    """The event loop, as the kiosk runs it."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class Motions:
    """Sets off, on one window of ``size``, whatever moves."""

    def __init__(self, stage: ScreenStage, size: tuple[int, int]) -> None:
        self._stage, self._app, self._size = stage, stage.app, size
        self._meter = FrameMeter(stage)
        self._touched_ms = 0

    def measured(self) -> dict[str, list[float]]:
        for screen, motion in (("attract", "card glides in"), ("take-card", "card glides out")):
            self._show(screen)
            self._meter.of(motion, lambda: None, ROUNDS_S)
        self._anew("paper", "paper comes out", 1.2)
        self._anew("recorded", "tick draws itself")
        self._anew("code-wrong", "mistake slides in")
        self._ring()
        self._presses()
        self._comes_and_goes("help panel slides in", frame("home", "fr", Help.AGENT))
        self._comes_and_goes("banner slides in", frame("home-offline"), BUILT_ANEW)
        self._pages()
        return self._meter.taken

    def _show(self, screen: str) -> None:
        self._stage.show(screen, PLAIN, self._size)
        run(1.0)

    def _anew(self, screen: str, motion: str, seconds: float = OVER_S) -> None:
        """What moves when ``screen`` comes."""
        self._show(screen)
        shown = frame(screen)
        for _ in range(TIMES):
            self._meter.of(motion, partial(self._app.display, shown), seconds, BUILT_ANEW)

    def _ring(self) -> None:
        self._show("idle")
        shown = frame("idle")
        assert isinstance(shown.screen, IdleScreen)
        for left in range(SECONDS, 0, -1):
            second = replace(shown, screen=replace(shown.screen, seconds=left))
            self._meter.of("ring empties by a second", partial(self._news, second), 0.1)

    def _presses(self) -> None:
        self._show("home")
        tiles = [each for each in self._stage.controls() if each.property("picture")]
        for number in range(TIMES):
            at = hand.centre(tiles[number % len(tiles)])
            for move in (hand.press, hand.release):
                touch = partial(move, self._stage, at, self._next_touch_ms())
                self._meter.of("tile is pressed", touch, 0.1)

    def _comes_and_goes(self, motion: str, seen: Frame, first: str = "") -> None:
        self._show("home")
        for _ in range(TIMES):
            self._meter.of(motion, partial(self._news, seen), first=first)
            self._news(frame("home"))
            run(OVER_S)

    def _pages(self) -> None:
        """Forth and back."""
        self._show("who-many")
        say = self._stage.catalogue.say
        for number in range(TIMES):
            way = say("fr", f"control.page.{('next', 'previous')[number % 2]}", {})
            touch = partial(hand.touch, self._stage, way, self._next_touch_ms())
            self._meter.of("page slides in", touch)

    def _next_touch_ms(self) -> int:
        self._touched_ms += UNHURRIED_MS
        return self._touched_ms

    def _news(self, seen: Frame) -> None:
        self._app.display(seen, fresh=False)


def main() -> None:
    width, height = map(int, sys.argv[1:])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application = make_application(["frames"])
    with screen_stage() as stage:
        stage.singleton("Theme").setProperty("reducedMotion", False)
        json.dump(Motions(stage, (width, height)).measured(), sys.stdout)
    application.quit()


if __name__ == "__main__":
    main()
