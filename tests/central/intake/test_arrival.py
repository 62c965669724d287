"""When something was asked for, whatever the kiosk's clock says."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from central.intake.arrival import LONGEST_QUEUED, made_at
from tests.central.kiosks import Queue, demande
from tests.central.world import MORNING

ASKED = demande("ceam")
FAR = st.timedeltas(timedelta(days=-3_650), timedelta(days=3_650))
FIRST = MORNING.replace(year=2, tzinfo=None)
ANY_SECONDS = st.floats(0, 1e9)


@given(wrong_by=FAR, waited_s=st.integers(0, 80 * 86_400))
def test_within_one_start_of_the_kiosk_its_wall_clock_is_of_no_account(
    wrong_by: timedelta, waited_s: int
) -> None:
    queue = Queue(now=MORNING + wrong_by)
    item = queue.item(ASKED)
    queue.turn(seconds=waited_s)
    queue.now = MORNING - wrong_by
    assert made_at(item.header, queue.batch(), MORNING) == MORNING - timedelta(seconds=waited_s)


def test_across_a_restart_a_clock_that_can_be_right_is_believed() -> None:
    queue = Queue(now=MORNING - timedelta(days=2))
    item = queue.item(ASKED)
    queue.restart()
    assert made_at(item.header, queue.batch(), MORNING) == MORNING - timedelta(days=2)


def test_a_clock_that_cannot_be_right_is_not_believed() -> None:
    for wrong in (timedelta(days=-3_650), timedelta(days=-91), timedelta(seconds=1)):
        queue = Queue(now=MORNING + wrong)
        item = queue.item(ASKED)
        queue.restart()
        assert made_at(item.header, queue.batch(), MORNING) == MORNING


@given(
    created_at=st.datetimes(FIRST, FIRST.replace(year=9998)),
    made_at_s=ANY_SECONDS,
    uptime_s=ANY_SECONDS,
    restarted=st.booleans(),
)
def test_it_is_never_in_the_future_nor_longer_ago_than_a_queue_can_hold(
    created_at: datetime, made_at_s: float, uptime_s: float, restarted: bool
) -> None:
    queue = Queue(uptime_s=uptime_s)
    boot = uuid4() if restarted else queue.boot
    header = replace(
        queue.item(ASKED).header,
        created_at=created_at.replace(tzinfo=MORNING.tzinfo),
        made_at_s=made_at_s,
        boot=boot,
    )
    assert MORNING - LONGEST_QUEUED <= made_at(header, queue.batch(), MORNING) <= MORNING
