"""kiosk-sync killed at each of its points, and at random ones in bad weather: nothing is lost,
nothing comes twice.

``make crashtest`` does the same some thousands of times. The seed of a run is printed; CRASH_SEED
runs it again.
"""

from functools import partial
from random import Random

import pytest

from tests.crash.stand import Stand
from tests.crash.story import QUICK_FAULTS, perhaps
from tests.power.shim import missing

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]

EVERY = 25
"""After so many lives central is asked what it has."""
STRIDE = 6
FIRST_STRIDE = 5
"""Every so manieth point is tried; which ones, the seed says. ``make crashtest`` tries all."""


def test_killed_at_the_points_of_a_life(stand: Stand, chance: Random):
    _, points = stand.points_of_lives()
    story = stand.story(stand.forked)
    story.live()
    for number, at in enumerate(range(chance.randrange(STRIDE), points, STRIDE), 1):
        killed = story.live(partial(stand.points.arm, at))
        # How often a life looks at its queue is a matter of time: a quick one has fewer points.
        assert killed or stand.points.seen <= at
        if number % EVERY == 0:
            story.end()
    story.end()
    assert story.crashes > EVERY


def test_killed_before_its_first_store_stands(stand: Stand, chance: Random):
    first, later = stand.points_of_lives()
    for at in range(chance.randrange(FIRST_STRIDE), first - later, FIRST_STRIDE):
        story = stand.story(stand.forked)
        assert story.live(partial(stand.points.arm, at))
        story.end()


def test_killed_anywhere_in_bad_weather(stand: Stand, chance: Random):
    _, points = stand.points_of_lives()
    story = stand.story(stand.forked)
    for number in range(1, 2 * EVERY + 1):
        story.live(stand.some_death(chance, points), perhaps(chance, QUICK_FAULTS))
        if number % EVERY == 0:
            story.end()


def test_the_true_process_killed_while_it_writes(stand: Stand, chance: Random):
    story = stand.story_of_the_true_process()
    for _ in range(2):
        story.live(stand.death_at_a_write(chance))
    story.end()
    assert story.crashes
