"""A disk that is full or fails, under a running kiosk-sync: new actions are refused, what was
recorded stays, and it goes on by itself."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.lives import ExecServer, Life
from tests.crash.stand import Stand
from tests.crash.story import Story
from tests.crash.ui import Action, Refused
from tests.power.shim import CHANGES, GROWTH, Deed, missing
from wire.problem import ProblemType

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]
NO_ROOM = {ProblemType.QUEUE_FULL.urn, ProblemType.QUEUE_UNAVAILABLE.urn}
TRIES = 5
SMALL_DISK = "8m"
MOST = 3_000


@pytest.fixture
def story(stand: Stand) -> Story:
    return stand.story(stand.forked)


@pytest.fixture
def life(story: Story) -> Iterator[Life]:
    begun = story.started()
    yield begun
    begun.kill()


def small_disk(folder: Path) -> tuple[str, ...]:
    """A command that puts a disk of its own under the folder, for itself alone."""
    mount = f"mount -t tmpfs -o size={SMALL_DISK} tmpfs '{folder}' && exec \"$@\""
    return ("unshare", "--mount", "sh", "-c", mount, "sh")


def one_after_the_other(story: Story, number: int) -> None:
    for _ in range(number):
        story.ui.submit(story.ui.visit(1)[0])


def recorded_at_last(story: Story, action: Action) -> int:
    """Hands it over again and again; how often it was refused before."""
    for refused in range(TRIES):
        try:
            story.ui.submit(action)
        except Refused:
            continue
        return refused
    raise AssertionError("never recorded")


@pytest.mark.parametrize(
    ("deeds", "error"),
    [(GROWTH, errno.ENOSPC), (CHANGES, errno.EIO), (Deed.SYNC, errno.EIO), (Deed.WRITE, errno.EIO)],
    ids=["full", "broken", "does not sync", "does not write"],
)
def test_while_it_lasts_nothing_new_is_taken_and_nothing_old_is_lost(
    stand: Stand, story: Story, life: Life, deeds: Deed, error: int
):
    stand.line.set_fault("cut")
    old = story.ui.visit(3)
    for action in old:
        story.ui.submit(action)
    stand.shim.spoil(deeds, error)
    new = story.ui.visit(1)[0]
    for _ in range(3):
        with pytest.raises(Refused) as refusal:
            story.ui.submit(new)
        assert str(refusal.value) in NO_ROOM
    assert {story.ui.state(action.id) for action in old} <= {"ready", "in_flight"}
    stand.shim.mend()
    recorded_at_last(story, new)
    story.drained(life)
    assert not life.stop()
    story.end()


def test_each_single_failure_is_survived(stand: Stand, story: Story, life: Life):
    refused = 0
    for number in range(45):
        stand.shim.spoil(CHANGES, errno.EIO, number % 15, 1)
        for action in story.ui.visit(1):
            refused += recorded_at_last(story, action)
    stand.shim.mend()
    assert refused, "no failure was met"
    story.drained(life)
    assert not life.stop()
    story.end()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full_still_lets_the_queue_drain(stand: Stand):
    story = stand.story(stand.executed)
    story.state.mkdir()
    story.begin = ExecServer({}, small_disk(story.state)).begin
    life = story.started()
    try:
        stand.line.set_fault("cut")
        with pytest.raises(Refused) as refusal:
            one_after_the_other(story, MOST)
        assert str(refusal.value) == ProblemType.QUEUE_FULL.urn
        assert len(story.ui.recorded) > 50
        with pytest.raises(Refused):
            one_after_the_other(story, 1)
        assert {story.ui.state(action) for action in story.ui.recorded} <= {"ready", "in_flight"}
        story.drained(life)
        recorded_at_last(story, story.ui.visit(1)[0])
        story.drained(life)
        assert not life.stop()
    finally:
        life.kill()
    stand.oracle.judge(story.ui)
