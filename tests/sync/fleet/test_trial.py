"""A trial, event by event: what proves a configuration, and each way in which it is given up."""

import pytest

from kiosk.sync.fleet.trial import (
    CENTRAL_WITHIN_S,
    MOST_LOSSES,
    MOST_TRIES,
    PROOF_S,
    SCREEN_WITHIN_AFTER_START_S,
    SCREEN_WITHIN_S,
    CentralAnswered,
    ConfigurationKnown,
    ConfigurationOffered,
    ConfigurationRefused,
    FleetEvent,
    FleetState,
    KeptState,
    ScreenCame,
    ScreenLeft,
    SyncStarted,
    TimePassed,
    report,
    step,
)
from kiosk.sync.fleet.verify import ConfigurationRefusal
from tests.sync.fleet.documents import ISSUED, held

ONE, TWO = held(1), held(2)


class Fleet:
    """The machine with a clock to turn."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.state = FleetState(KeptState())

    def take(self, *events: FleetEvent) -> "Fleet":
        for event in events:
            self.state = step(self.state, event, self.now)
        return self

    def after(self, seconds: float) -> "Fleet":
        self.now += seconds
        return self.take(TimePassed())

    def offered(self, version: int) -> "Fleet":
        return self.take(ConfigurationOffered(held(version), ISSUED))

    def restarted(self) -> "Fleet":
        self.state = FleetState(self.state.kept)
        return self.take(SyncStarted())

    def told(self) -> tuple[int, str, str | None, int]:
        said = report(self.state)
        assert said is not None
        return said.version, said.state, said.reason, said.running


def on_trial() -> Fleet:
    """The screen has started anew with the first version."""
    return Fleet().take(ScreenCame(0)).offered(1).take(ScreenLeft()).after(2).take(ScreenCame(1))


def applied() -> Fleet:
    return on_trial().take(CentralAnswered()).after(PROOF_S)


def test_nothing_is_told_of_a_kiosk_that_was_told_nothing() -> None:
    assert report(Fleet().take(ScreenCame(0)).state) is None


def test_a_screen_that_stands_and_a_central_that_answers_prove_it() -> None:
    fleet = on_trial()
    assert fleet.told() == (1, "trying", None, 1)
    fleet.take(CentralAnswered()).after(PROOF_S - 1)
    assert fleet.told()[1] == "trying"
    assert fleet.after(1).told() == (1, "applied", None, 1)
    assert (fleet.state.kept.good, fleet.state.kept.trial) == (ONE, None)


def test_a_visit_may_last_as_long_as_it_likes_before_the_screen_starts_anew() -> None:
    fleet = Fleet().take(ScreenCame(0)).offered(1).after(3_600)
    assert fleet.told() == (1, "trying", None, 0)
    assert fleet.take(ScreenLeft()).after(2).take(ScreenCame(1)).told() == (1, "trying", None, 1)


def test_an_answer_from_before_the_screen_took_it_proves_nothing() -> None:
    fleet = Fleet().take(ScreenCame(0)).offered(1).take(CentralAnswered(), ScreenLeft())
    fleet.after(1).take(ScreenCame(1)).after(PROOF_S)
    assert fleet.told()[1] == "trying"


def test_settings_that_are_mistaken_here_are_rolled_back_at_once() -> None:
    fleet = Fleet().take(ScreenCame(0)).offered(1).take(ScreenLeft()).after(2)
    fleet.take(ScreenCame(0, unusable=1))
    assert fleet.told() == (1, "rolled_back", "unusable", 0)
    assert fleet.state.kept.wanted is None


def test_a_screen_that_does_not_come_back_rolls_it_back() -> None:
    fleet = applied().offered(2).take(ScreenLeft()).after(SCREEN_WITHIN_S - 1)
    assert fleet.state.kept.wanted == TWO
    assert fleet.after(1).told() == (2, "rolled_back", "no-screen", 1)
    assert fleet.state.kept.wanted == ONE


def test_a_screen_that_keeps_going_away_rolls_it_back() -> None:
    fleet = applied().offered(2).take(ScreenLeft())
    for _ in range(MOST_LOSSES):
        assert fleet.after(2).take(ScreenCame(2)).state.kept.wanted == TWO
        fleet.after(3).take(ScreenLeft())
    assert fleet.told() == (2, "rolled_back", "screen-fails", 1)


def test_a_screen_that_went_away_once_proves_it_from_the_start() -> None:
    fleet = on_trial().take(CentralAnswered()).after(PROOF_S - 1).take(ScreenLeft()).after(2)
    assert fleet.take(ScreenCame(1)).after(PROOF_S - 1).told()[1] == "trying"
    assert fleet.after(1).told()[1] == "applied"


def test_central_lost_for_long_rolls_it_back() -> None:
    fleet = applied().offered(2).take(ScreenLeft()).after(2).take(ScreenCame(2))
    assert fleet.after(CENTRAL_WITHIN_S - 1).state.kept.wanted == TWO
    assert fleet.after(1).told() == (2, "rolled_back", "lost-central", 2)
    assert fleet.state.kept.wanted == ONE


def test_a_screen_that_nobody_started_is_no_proof_against_it() -> None:
    assert Fleet().offered(1).after(86_400).told()[1] == "trying"


def test_a_newer_one_takes_the_place_of_one_on_trial() -> None:
    fleet = on_trial().offered(2)
    assert fleet.state.kept.wanted == TWO
    assert fleet.take(ScreenLeft()).after(SCREEN_WITHIN_S).told()[:3] == (
        2,
        "rolled_back",
        "no-screen",
    )
    assert fleet.state.kept.wanted is None


def test_a_restart_goes_on_with_the_trial_and_gives_the_machine_time() -> None:
    fleet = applied().offered(2).restarted().after(SCREEN_WITHIN_AFTER_START_S - 1)
    assert fleet.state.kept.wanted == TWO
    fleet.take(ScreenCame(2), CentralAnswered()).after(PROOF_S)
    assert fleet.told() == (2, "applied", None, 2)


def test_a_restart_without_a_screen_ends_the_trial() -> None:
    fleet = applied().offered(2).restarted().after(SCREEN_WITHIN_AFTER_START_S)
    assert fleet.told() == (2, "rolled_back", "no-screen", 1)


def test_a_process_that_keeps_starting_in_a_trial_gives_it_up() -> None:
    fleet = applied().offered(2)
    for _ in range(MOST_TRIES - 1):
        assert fleet.restarted().state.kept.wanted == TWO
    assert fleet.restarted().told() == (2, "rolled_back", "interrupted", 1)


def test_what_was_rolled_back_stays_so_through_a_restart() -> None:
    fleet = applied().offered(2).take(ScreenLeft()).after(SCREEN_WITHIN_S)
    assert fleet.restarted().told() == (2, "rolled_back", "no-screen", 1)


def test_what_was_refused_is_told_until_a_restart() -> None:
    fleet = applied().take(ConfigurationRefused(0, "ab" * 32, ConfigurationRefusal.UNKNOWN_KEY))
    assert fleet.told() == (0, "refused", "unknown-key", 1)
    assert fleet.restarted().told() == (1, "applied", None, 1)


def test_central_that_is_content_with_what_counts_settles_what_came_between() -> None:
    fleet = applied().take(ConfigurationRefused(0, "ab" * 32, ConfigurationRefusal.OLDER))
    assert fleet.take(ConfigurationKnown()).told() == (1, "applied", None, 1)


def test_a_screen_that_does_not_run_what_counts_shows() -> None:
    assert applied().take(ScreenLeft(), ScreenCame(0, unusable=1)).told() == (1, "applied", None, 0)


@pytest.mark.parametrize("event", [ScreenLeft(), CentralAnswered(), TimePassed(), SyncStarted()])
def test_without_a_trial_nothing_moves(event: FleetEvent) -> None:
    fleet = applied()
    before = fleet.state.kept
    assert fleet.take(event).after(1e6).state.kept == before
