"""The print journal: leave to print is given once, and states go forward only."""

from uuid import UUID

import pytest

from tests.sync.store.stand import DAY_S, Stand
from wire.prints import PrintNoted, PrintState

JOB = UUID("0190a000-0000-7000-8000-0000000000bb")
OTHER = UUID("0190a000-0000-7000-8000-0000000000cc")
SETTLED: tuple[PrintState, ...] = ("done", "failed", "unknown")


def note(stand: Stand, state: PrintState, job: UUID = JOB) -> tuple[bool, str]:
    noted = stand.store.prints.note(job, state)
    return noted.fresh, noted.state


def test_the_first_intent_alone_gives_leave_even_after_a_restart(stand: Stand):
    assert note(stand, "intent") == (True, "intent")
    assert note(stand, "intent") == (False, "intent")
    stand.reopen()
    assert note(stand, "intent") == (False, "intent")
    assert note(stand, "intent", OTHER) == (True, "intent")


@pytest.mark.parametrize("settled", SETTLED)
def test_a_job_goes_from_intent_to_handed_over_to_settled(stand: Stand, settled: PrintState):
    note(stand, "intent")
    assert note(stand, "handed_over") == (False, "handed_over")
    assert note(stand, settled) == (False, settled)


@pytest.mark.parametrize("settled", SETTLED)
@pytest.mark.parametrize("late", ["intent", "handed_over", *SETTLED])
def test_what_is_settled_stays_as_it_is(stand: Stand, settled: PrintState, late: PrintState):
    note(stand, "intent")
    note(stand, settled)
    assert note(stand, late) == (False, settled)


def test_what_comes_late_does_not_go_back(stand: Stand):
    note(stand, "handed_over")
    assert note(stand, "intent") == (False, "handed_over")


def test_at_the_start_open_jobs_become_unknown(stand: Stand):
    note(stand, "intent")
    note(stand, "handed_over", OTHER)
    done = UUID(int=OTHER.int + 1)
    note(stand, "done", done)
    assert stand.store.prints.settle() == 2
    assert stand.store.prints.settle() == 0
    assert stand.store.prints.note(JOB, "done") == PrintNoted(fresh=False, state="unknown")
    assert note(stand, "intent", done) == (False, "done")


def test_old_entries_are_deleted_by_time_that_is_certain(stand: Stand):
    note(stand, "done")
    stand.clock.jump(3_650)
    note(stand, "done", OTHER)
    assert note(stand, "done") == (False, "done")
    stand.clock.turn(31 * DAY_S)
    note(stand, "done", UUID(int=1))
    assert stand.run("SELECT count(*) FROM prints") == [(1,)]
