"""kiosk-sync killed at each of its points, and at random ones in bad weather: nothing is lost,
nothing comes twice.

``make crashtest`` does the same some thousands of times. The seed of a run is printed; CRASH_SEED
runs it again.
"""

import os
import secrets
from collections.abc import Iterator
from functools import partial
from random import Random

import pytest

from tests.crash.stand import Stand, standing
from tests.crash.story import QUICK_FAULTS, perhaps
from tests.power.shim import CHANGES, KILL, missing

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]

EVERY = 25
"""After so many lives central is asked what it has."""
WEATHERS = 4


@pytest.fixture(scope="module")
def stand() -> Iterator[Stand]:
    with standing() as made:
        yield made


@pytest.fixture
def chance() -> Random:
    seed = os.environ.get("CRASH_SEED") or secrets.token_hex(4)
    print("CRASH_SEED", seed)
    return Random(seed)


def points_of_a_life(stand: Stand, *, the_first: bool) -> int:
    story = stand.story(stand.forked)
    if not the_first:
        story.live()
    story.live()
    return stand.points.seen


def test_killed_at_each_point_of_a_life(stand: Stand):
    story = stand.story(stand.forked)
    story.live()
    points = points_of_a_life(stand, the_first=False)
    story = stand.story(stand.forked)
    story.live()
    for number in range(points):
        story.live(partial(stand.points.arm, number))
        if number % EVERY == EVERY - 1:
            story.end()
    story.end()
    assert story.crashes > points * 0.9, f"{story.crashes} crashes at {points} points"


def test_killed_at_each_point_until_its_first_store_stands(stand: Stand):
    first = points_of_a_life(stand, the_first=True)
    later = points_of_a_life(stand, the_first=False)
    for number in range(first - later + 10):
        story = stand.story(stand.forked)
        assert story.live(partial(stand.points.arm, number))
        story.end()


def test_killed_anywhere_in_bad_weather(stand: Stand, chance: Random):
    points = points_of_a_life(stand, the_first=False)
    for _ in range(WEATHERS):
        story = stand.story(stand.forked)
        for _ in range(EVERY):
            if chance.random() < 0.5:
                at = chance.randrange(points)
                story.live(partial(stand.points.arm, at), perhaps(chance, QUICK_FAULTS))
            else:
                at = chance.randrange(60)
                story.live(
                    partial(stand.shim.spoil, CHANGES, KILL, at, 1),
                    perhaps(chance, QUICK_FAULTS),
                )
        story.end()


def test_the_true_process_killed_while_it_writes(stand: Stand, chance: Random):
    story = stand.story(stand.executed)
    for at in (chance.randrange(40), chance.randrange(15)):
        story.live(partial(stand.shim.spoil, CHANGES, KILL, at, 1))
    story.end()
    assert story.crashes == 2


def test_after_all_that_nobody_stands_anywhere(stand: Stand):
    assert stand.oracle.has(set().union(*(story.ui.recorded for story in stand.stories)))
    assert not stand.people_anywhere()
