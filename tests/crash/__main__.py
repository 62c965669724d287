"""``python -m tests.crash``: thousands of deaths of kiosk-sync, with all the faults of the line.

Ends with code 1 and names the seed when a visitor was told what is not so.
"""

import argparse
import secrets
import sys
import time
from functools import partial
from random import Random

from tests.crash.backlog import GROWTH_KB, drained
from tests.crash.stand import Stand, standing
from tests.crash.story import QUICK_FAULTS, SLOW_FAULTS, Story, perhaps

EVERY = 50


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    asked.add_argument("--crashes", type=int, default=10_000)
    asked.add_argument("--true", type=int, default=60, help="of them, of the process exec'd")
    asked.add_argument("--backlog", type=int, default=100_000, help="actions that drain at the end")
    asked.add_argument("--seed", default=secrets.token_hex(4))
    options = asked.parse_args()
    print("seed", options.seed, flush=True)
    chance = Random(options.seed)
    try:
        with standing() as stand:
            _at_random(stand, chance, stand.story_of_the_true_process(), options.true)
            _say(stand)
            _every_point(stand)
            while stand.crashes < options.crashes:
                _at_random(stand, chance, stand.story(stand.forked), EVERY)
                _say(stand)
            found = stand.people_anywhere()
            assert not found, found
            if options.backlog:
                _backlog(stand, options.backlog)
    except BaseException:
        print("seed", options.seed, file=sys.stderr)
        raise


def _every_point(stand: Stand) -> None:
    first, points = stand.points_of_lives()
    story = stand.story(stand.forked)
    story.live()
    for at in range(points):
        story.live(partial(stand.points.arm, at))
        if at % EVERY == 0:
            story.end()
    story.end()
    for at in range(first - points):
        story = stand.story(stand.forked)
        story.live(partial(stand.points.arm, at))
        story.end()
    _say(stand)


def _at_random(stand: Stand, chance: Random, story: Story, crashes: int) -> None:
    """The true process has no points of its own: it dies at what it does to its files."""
    _, points = stand.points_of_lives()
    while story.crashes < crashes:
        if story.begin == stand.executed:
            death = stand.death_at_a_write(chance)
        else:
            death = stand.some_death(chance, points)
        slow = chance.random() < 0.05
        story.live(death, perhaps(chance, SLOW_FAULTS if slow else QUICK_FAULTS))
    story.end()
    stand.forget(story)


def _backlog(stand: Stand, actions: int) -> None:
    found = drained(stand, actions)
    print(found, flush=True)
    assert found.growth_kb < GROWTH_KB


def _say(stand: Stand) -> None:
    print(f"{time.strftime('%X')}  {stand.crashes} crashes", flush=True)


if __name__ == "__main__":
    main()
