"""The session's log lines are in the catalogue, whatever happens, and none names a person."""

from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from kiosk.domain.journal import describe
from kiosk.runtime.log_events import CATALOGUE
from tests.domain.move import Move
from tests.domain.session_machine import SessionMachine
from tests.domain.untroubled_visit import COMMON

SEEDS = 12
"""Each takes a second, and one or two have been enough."""
JOURNAL = ("moved", "noted", "event_without_effect", "fault_raised", "fault_cleared")
OF_STAFF = {"stage", "role", "page", "face", "outcome"}
"""Which no visit has: tests/domain/test_staff.py sees them."""
EVERYTHING = {*JOURNAL, *CATALOGUE["moved"].always, *CATALOGUE["moved"].sometimes} - OF_STAFF


def test_the_lines_of_any_visit_are_in_the_catalogue():
    seen: set[str] = set()

    class Journal(SessionMachine):
        """Every holder has a mark in each name: no line may hold it."""

        def look(self, move: Move) -> None:
            line = describe(move.before, move.event, move.after)
            if line is None:
                return
            known, fields = CATALOGUE[line.event], dict(line.fields)
            assert len(fields) == len(line.fields)
            least = set(known.always)
            assert least <= set(fields) <= least | set(known.sometimes), line
            assert COMMON not in str(line)
            seen.update((line.event, *fields))

    for number in range(SEEDS):
        run_state_machine_as_test(
            seed(number)(Journal),
            settings=settings(max_examples=60, stateful_step_count=50, database=None),
        )
        if seen >= EVERYTHING:
            break
    assert seen >= EVERYTHING, sorted(EVERYTHING - seen)
