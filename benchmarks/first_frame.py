"""Process start to the first frame that a person can use, beside Chromium on the same home page.

Both draw on the same display, in software, one after the other in turns. What counts is the moment
at which the finished home screen is on the display, seen from outside: by comparing its pixels with
those of a first, unhurried start. Neither program is asked anything or changed for it.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import chromium, display
from benchmarks.budgets import FIRST_FRAME_RATIO
from benchmarks.display import Display
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.home_page import page
from benchmarks.kiosk_stand import environment_on, kiosk_stand
from benchmarks.series import Series, series
from benchmarks.tree import Tree

NAME = "first usable frame"
RUNS = 9
SETTLED_AFTER_S = 5.0
SHOWN_WITHIN_S = 30.0

StartKiosk = Callable[[], Tree]
HOME, AT_REST, PEER = "kiosk, home", "kiosk, at rest", "chromium, home"


def results(pictures: Path) -> list[Result]:
    """Pictures of what was waited for are left in the folder ``pictures``."""
    lacking = display.missing() or chromium.missing()
    if lacking is not None:
        return [Skipped(NAME, lacking)]
    with side_by_side() as stand:
        times = in_turns(stand, pictures)
    ratio = times[HOME].median / times[PEER].median
    figures = {
        f"{name}, {figure} ms": getattr(times[name], figure)
        for name in times
        for figure in ("median", "lowest", "highest")
    }
    figures["lowest × lowest of Chromium"] = times[HOME].lowest / times[PEER].lowest
    how = f"process start to home screen, median of {RUNS} in turns, beside Chromium in kiosk mode"
    return [Measurement(NAME, how, (Limit("× Chromium", ratio, FIRST_FRAME_RATIO),), figures)]


@dataclass(frozen=True, slots=True)
class Stand:
    """A display, how each program is started on it, and kiosk-sync, which runs."""

    screen: Display
    programs: Mapping[str, StartKiosk]
    sync: Tree


@contextmanager
def side_by_side() -> Iterator[Stand]:
    """Everything ended and gone afterwards."""
    with ExitStack() as stack:
        screen = stack.enter_context(display.display())
        kiosk = stack.enter_context(kiosk_stand())
        address = stack.enter_context(chromium.served(page()))
        profiles = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chromium-")))

        def browse() -> Tree:
            profile = Path(tempfile.mkdtemp(dir=profiles))
            environment = environment_on(screen.name)
            return chromium.start(address, profile, environment, profiles / "log")

        programs = {
            HOME: lambda: kiosk.start_at_home(screen.name),
            AT_REST: lambda: kiosk.start_at_rest(screen.name),
            PEER: browse,
        }
        yield Stand(screen, programs, kiosk.sync)


def in_turns(stand: Stand, pictures: Path) -> Mapping[str, Series]:
    """Milliseconds from the start of each program to its finished screen."""
    expected = {}
    for name, start in stand.programs.items():
        tree = start()
        try:
            time.sleep(SETTLED_AFTER_S)
            expected[name] = stand.screen.watch()
            stand.screen.picture(pictures / f"{name.replace(', ', '-').replace(' ', '-')}.png")
        finally:
            tree.end()
    times: dict[str, list[float]] = {name: [] for name in stand.programs}
    for _ in range(RUNS):
        for name, start in stand.programs.items():
            tree = start()
            try:
                shown = stand.screen.wait_for(expected[name], SHOWN_WITHIN_S)
                times[name].append((shown - tree.began) * 1000)
            finally:
                tree.end()
    return {name: series(taken) for name, taken in times.items()}
