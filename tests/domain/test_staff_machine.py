"""The proofs of stays hold over any sequence of events, and the runs get everywhere."""

from collections import Counter

from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.states import IdleWarning
from tests.domain.move import Move
from tests.domain.staff_machine import StaffMachine

SEEDS, WALKS = 20, 40


def places(move: Move) -> set[str]:
    """Names of where a move got to."""
    found = {type(effect).__name__ for effect in move.effects}
    match move.after.state:
        case StaffSignIn(step=step):
            found.add(f"signing in: {step}")
        case Maintenance(face=face):
            found.add(type(face).__name__)
            if type(move.before.state) is StaffSignIn:
                found.add("entered")
        case IdleWarning(over=Maintenance()):
            found.add("IdleWarning over Maintenance")
    if isinstance(move.before.state, Maintenance) and move.moved:
        found.add(f"{type(move.after.state).__name__} by {type(move.event).__name__}")
    return found


EVERYWHERE = {
    *(
        f"signing in: {step}"
        for step in ("asking", "lacking", "name", "code", "pin", "checking", "locked")
    ),
    *("Browsing", "Doing", "CameTo", "Cleaning", "ScreenTest", "CardTest"),
    *("TakeLook", "LookAfter", "DoDeed", "DoDeedHere", "NoteDeedHere", "EndStay", "LeaveStay"),
    *("entered", "IdleWarning over Maintenance"),
    *("Reading by CardArrived", "StaffSignIn by Looked", "StaffSignIn by DeedEnded"),
}


def test_the_proofs_of_stays_hold_and_the_walks_get_everywhere() -> None:
    seen: Counter[str] = Counter()

    class Watched(StaffMachine):
        def look(self, move: Move) -> None:
            seen.update(places(move))

    for number in range(SEEDS):
        run_state_machine_as_test(
            seed(number)(Watched),
            settings=settings(max_examples=WALKS, stateful_step_count=50, database=None),
        )
        if number and seen.keys() >= EVERYWHERE:
            break
    assert seen.keys() >= EVERYWHERE, sorted(EVERYWHERE - seen.keys())
