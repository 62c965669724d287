"""Every sound that the kiosk has, one after the other, for staff to hear."""

from collections.abc import Callable

from kiosk.domain.cues import Cue

APART_S = 1.2
"""The longest sound is over by then."""


def play_all(play: Callable[[Cue], None], pause: Callable[[float], object]) -> None:
    """Takes some seconds. What comes meanwhile takes the place of one that waits."""
    for cue in Cue:
        play(cue)
        pause(APART_S)
