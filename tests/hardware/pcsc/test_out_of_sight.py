"""A reader that goes, falls silent or is another one: no visit goes on over another's card."""

from collections.abc import Callable

import pytest

from kiosk.hardware.pcsc.health import BLIP_S
from kiosk.hardware.pcsc.insertion_tracker import InsertionTracker
from kiosk.hardware.pcsc.monitor import Monitor
from kiosk.hardware.pcsc.scard import PNP_NOTIFICATION, ReaderState
from kiosk.hardware.status import (
    CardInserted,
    CardReadFinished,
    CardTakenOut,
    DeviceEvent,
    DeviceHealth,
    Health,
    Insertion,
)
from tests.hardware.clocks import HandClock
from tests.hardware.pcsc.shelf import Shelf, StepPulse

ALPHA, BETA = "Alpha 00 00", "Beta 00 00"
Move = Callable[[Shelf], None]
OK = (Health.OK, None)
ABSENT = (Health.FAILED, "reader_absent")
SILENT = (Health.FAILED, "reader_unavailable")
DENIED = (Health.FAILED, "access_denied")


class Watched:
    """What came of a script: events, waits between two beginnings, calls of the service."""

    def __init__(
        self, *moves: Move, tells: bool = False, denies: bool = False, mended_after: int = 99
    ) -> None:
        clock = HandClock()
        self.pulse = StepPulse(clock)
        self.pulse.meanwhile = lambda waits: self._mend(waits >= mended_after)
        self.shelf = Shelf(self.pulse, clock, *moves)
        self.shelf.add(ALPHA)
        self.shelf.tells, self.shelf.denies = tells, denies
        self.events: list[DeviceEvent] = []
        self.read_in: list[str] = []
        tracker = InsertionTracker(
            clock, self.events.append, lambda _, reader: self.read_in.append(reader), _nobody, 15.0
        )
        Monitor(lambda: self.shelf, "", tracker).run(self.pulse)
        self.seconds = clock.seconds

    def _mend(self, now: bool) -> None:
        self.shelf.denies = self.shelf.denies and not now

    @property
    def visits(self) -> list[tuple[type, Insertion]]:
        moves = (CardInserted, CardTakenOut)
        return [(type(event), event.insertion) for event in self.events if isinstance(event, moves)]

    @property
    def healths(self) -> list[tuple[Health, str | None]]:
        return [(e.health, e.reason) for e in self.events if isinstance(e, DeviceHealth)]


def _nobody(_: object) -> None:
    return


def still(_: Shelf) -> None:
    return


def silent(shelf: Shelf) -> None:
    shelf.fall_silent(ALPHA)


def a_card(shelf: Shelf) -> None:
    shelf.insert(ALPHA)


def back_with_a_card(shelf: Shelf) -> None:
    shelf.add(ALPHA, card=True, count=9)


ALICE_IN = (still, a_card, still, still)
FIRST, SECOND = Insertion(1), Insertion(2)
ALICE_THEN_BERNARD = [
    (CardInserted, FIRST),
    (CardTakenOut, FIRST),
    (CardInserted, SECOND),
]


def test_alice_leaves_while_the_reader_is_silent_and_bernard_gets_a_visit_of_his_own():
    seen = Watched(*ALICE_IN, silent, still, back_with_a_card, still, still)
    assert seen.visits == ALICE_THEN_BERNARD
    assert seen.read_in[-1] == ALPHA


def test_alices_visit_ends_as_soon_as_the_reader_is_silent_not_when_it_is_back():
    seen = Watched(*ALICE_IN, silent)
    assert seen.visits == ALICE_THEN_BERNARD[:2]


def test_a_card_that_stayed_in_a_reader_that_blinked_is_a_new_visit():
    shelf_states: list[int] = []

    def note(shelf: Shelf) -> None:
        shelf_states.append(shelf.states[ALPHA])
        shelf.fall_silent(ALPHA)

    def as_it_was(shelf: Shelf) -> None:
        shelf.states[ALPHA] = shelf_states[0]

    seen = Watched(*ALICE_IN, note, as_it_was, still, still)
    assert seen.visits == ALICE_THEN_BERNARD


def test_a_card_swapped_while_readers_were_listed_anew_is_another_visit():
    def another_reader(shelf: Shelf) -> None:
        shelf.add(BETA)

    def a_swap(shelf: Shelf) -> None:
        shelf.pull(ALPHA)
        shelf.insert(ALPHA)

    seen = Watched(*ALICE_IN, another_reader, a_swap, still, still, tells=True)
    assert seen.visits == ALICE_THEN_BERNARD


@pytest.mark.parametrize("tells", [True, False])
def test_another_reader_never_takes_a_visit_over(tells: bool):
    def alpha_goes(shelf: Shelf) -> None:
        shelf.drop(ALPHA)

    def with_a_card_in_beta(shelf: Shelf) -> None:
        shelf.add(BETA, card=True, count=shelf.states[ALPHA] >> 16)
        a_card(shelf)

    seen = Watched(still, with_a_card_in_beta, still, still, alpha_goes, *[still] * 4, tells=tells)
    assert seen.visits == ALICE_THEN_BERNARD
    assert seen.read_in == [ALPHA, BETA]


def test_the_visit_is_over_when_her_reader_comes_back_with_carols_card():
    def alpha_goes(shelf: Shelf) -> None:
        shelf.drop(ALPHA)

    seen = Watched(*ALICE_IN, alpha_goes, still, back_with_a_card, *[still] * 4)
    assert seen.visits == ALICE_THEN_BERNARD
    assert seen.healths == [OK, ABSENT, OK]


def test_a_reader_that_is_plugged_in_beside_hers_changes_nothing():
    def a_reader_that_comes_first(shelf: Shelf) -> None:
        shelf.states = {BETA: ReaderState.PRESENT | 5 << 16, **shelf.states}
        shelf.add("Gamma 00 00")

    seen = Watched(*ALICE_IN, a_reader_that_comes_first, *[still] * 4, tells=True)
    assert seen.visits == [(CardInserted, FIRST)]
    assert set(seen.read_in) == {ALPHA}


def test_a_reader_plugged_between_two_waits_is_found_at_the_next_time_out():
    def none(shelf: Shelf) -> None:
        shelf.drop(ALPHA)

    def plugged(shelf: Shelf) -> None:
        shelf.add(BETA)

    seen = Watched(still, none, still, plugged, still, still)
    assert seen.healths == [OK, ABSENT, OK]


def test_a_reader_that_is_away_for_an_hour_is_one_fault_little_work_and_well_when_it_is_back():
    def away(shelf: Shelf) -> None:
        shelf.drop(ALPHA)

    seen = Watched(*ALICE_IN, away, *[still] * 3_700, back_with_a_card, *[still] * 4)
    assert seen.seconds >= 3_600
    assert seen.visits == ALICE_THEN_BERNARD
    assert seen.healths == [OK, ABSENT, OK]
    assert seen.shelf.calls <= 3 * seen.seconds


def test_a_reader_that_stays_silent_is_a_fault_asked_twice_a_second_at_most():
    seen = Watched(silent, *[still] * 60)
    assert seen.healths == [SILENT]
    assert seen.seconds > 50
    assert seen.shelf.calls / seen.seconds < 2.5
    assert seen.visits == []


def test_a_silent_reader_that_answers_again_is_well_by_itself():
    seen = Watched(still, silent, *[still] * 5, back_with_a_card, still, still)
    assert seen.healths == [OK, SILENT, OK]
    assert seen.visits == [(CardInserted, FIRST)]


def test_a_blip_of_a_second_is_no_fault():
    seen = Watched(still, silent, still, back_with_a_card, still)
    assert seen.healths == [OK]
    assert BLIP_S > 1.0


def test_a_service_that_tells_the_same_again_and_again_is_asked_less_and_less():
    class Restless(Shelf):
        def wait_change(self, context, timeout_ms, states):
            super().wait_change(context, timeout_ms, states)
            return {
                ALPHA: ReaderState.UNAVAILABLE | ReaderState.CHANGED,
                PNP_NOTIFICATION: ReaderState.UNAWARE,
            }

    clock = HandClock()
    pulse = StepPulse(clock)
    shelf = Restless(pulse, clock, *[still] * 20)
    shelf.add(ALPHA)
    tracker = InsertionTracker(clock, _nobody, lambda *_: None, _nobody, 15.0)
    Monitor(lambda: shelf, "", tracker).run(pulse)
    assert pulse.waits[:4] == [0.1, 0.2, 0.4, 0.8]
    assert set(pulse.waits[4:]) == {1.0}
    assert len(pulse.waits) >= 19


def test_a_refused_account_is_told_before_anybody_puts_a_card_in_and_is_asked_for_again():
    seen = Watched(still, denies=True, mended_after=4)
    assert seen.healths == [DENIED, OK]
    assert seen.pulse.waits == [0.5, 1, 2, 4]


def test_a_watch_that_was_replaced_while_it_hung_says_nothing_more():
    def replaced(shelf: Shelf) -> None:
        a_card(shelf)
        shelf.pulse.end()

    seen = Watched(still, replaced)
    assert seen.read_in == []
    assert not any(isinstance(event, CardInserted | CardReadFinished) for event in seen.events)
