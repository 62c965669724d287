"""The proofs hold over any sequence of events, and the runs that show it get everywhere."""

from collections import Counter

from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from kiosk.domain.actions import Read
from kiosk.domain.effects import Do, Effect
from kiosk.domain.states import IdleWarning, InService
from tests.domain.move import Move
from tests.domain.session_machine import SessionMachine

LEAST_SEEDS, SEEDS = 5, 60
WALKS = max(40, settings().max_examples * 2 // 5)
"""From each seed. Many seeds of few walks get everywhere sooner than few seeds of many: five seeds
of forty with 19,000 moves, where two of two hundred took 71,000."""


def _performance(effect: Effect) -> str:
    match effect:
        case Do(_, Read(call=call)):
            return f"Read {call.name}"
        case Do(_, step):
            return type(step).__name__
        case _:
            return type(effect).__name__


def places(move: Move) -> set[str]:
    """Names of where a move got to."""
    state, found = move.after.state, {type(move.after.state).__name__}
    if isinstance(state, InService):
        found |= {"leaving"} if state.leaving else set()
        found |= {"login in the middle"} if state.login is not None and state.log else set()
        found |= {"somebody without a card"} if state.visit.insured is None else set()
    if isinstance(state, IdleWarning):
        found.add(f"IdleWarning over {type(state.over).__name__}")
    for effect in move.effects:
        found.add(_performance(effect))
    if move.moved and isinstance(move.before.state, InService):
        found.add(f"{type(move.position).__name__} by {type(move.event).__name__}")
    return found


EVERYWHERE = {
    "OutOfService",
    "Attract",
    "Reading",
    "CardRefused",
    "ChooseHolder",
    "Home",
    "TakeCard",
    "IdleWarning over ChooseHolder",
    "IdleWarning over Home",
    "IdleWarning over InService",
    "leaving",
    "login in the middle",
    "somebody without a card",
    "Read open",
    "VerifyCode",
    "Read provisional_code",
    "Read rights",
    "Issue",
    "HandOver",
    "EndSession",
    "RemindOfCard",
    "Issue by Answered",
    "Issue by AlarmRang",
    "Issue by CardLeft",
    "HandOver by Answered",
    "HandOver by AlarmRang",
    "HandOver by CardLeft",
    "HandOver by End",
    "TakePaper by Answered",
    "TakePaper by CardLeft",
    "Confirm by Answered",
    "Confirm by Back",
    "AskCode by Back",
    "Fill by Answered",
    "Fill by Back",
    "Submit by Answered",
    "Submit by AlarmRang",
    "Submit by CardLeft",
    "Submit by End",
    "ShowRecorded by Answered",
    "ShowRecorded by CardLeft",
}


def test_the_proofs_hold_wherever_a_visit_gets_and_it_gets_everywhere() -> None:
    """What the walks never reach, the proofs would say nothing about.

    Hypothesis draws from the constants of whatever modules are loaded, so that the same seed walks
    elsewhere in another company: a few seeds are walked until everything was seen.
    """
    seen: Counter[str] = Counter()

    class Watched(SessionMachine):
        def look(self, move: Move) -> None:
            seen.update(places(move))

    for number in range(SEEDS):
        run_state_machine_as_test(
            seed(number)(Watched),
            settings=settings(
                max_examples=WALKS,
                stateful_step_count=50,
                database=None,
            ),
        )
        if number + 1 >= LEAST_SEEDS and seen.keys() >= EVERYWHERE:
            break
    assert seen.keys() >= EVERYWHERE, sorted(EVERYWHERE - seen.keys())
