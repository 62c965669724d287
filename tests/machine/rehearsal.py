"""A visit, rehearsed on this machine to learn where each control lies that a finger presses.

An installed kiosk tells nobody what its screen shows: it has no driver and no bus for screen
readers. So the same visit is done first before a demonstration whose window has the same size, and
whose driver finds controls by name and says where they are: the finger then knows its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from devdock.remote import FINGER_S, Remote

SCREEN = (1080, 1920)
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


@dataclass(frozen=True, slots=True)
class Press:
    """A control of a screen, and its middle in pixels. ``screen``: the one it lies on."""

    screen: str
    name: str
    x: int
    y: int


def rehearse(
    folder: Path, card: str, visit: Sequence[tuple[str, Sequence[str]]]
) -> tuple[Press, ...]:
    """``visit``: each screen that comes, and the names of what is pressed on it."""
    size = "x".join(map(str, SCREEN))
    setup = Setup(folder, window=size, environment=_OFFSCREEN, central=CHEAP_HASHES)
    world, found = DemoEnvironment(setup), []
    try:
        world.start()
        hand = Remote(world.ui_socket)
        hand.expect_screen("attract")
        hand.do("insert", card=card)
        for screen, names in visit:
            hand.expect_screen(screen)
            for name in names:
                hand.expect_control(name)
                hand.do("skip", seconds=FINGER_S)
                x, y = hand.do("press", name=name)
                found.append(Press(screen, name, x, y))
    finally:
        world.close()
    return tuple(found)
