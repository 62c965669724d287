"""When a reader that is out of sight is a fault: what lasts, what comes again, never one blip."""

from typing import get_args

import pytest

from kiosk.domain.card import ReaderAbsent, ReaderLoss, ReaderUnavailable
from kiosk.hardware.pcsc.health import (
    AGAIN_WITHIN_S,
    BLIP_S,
    LOSSES,
    STEADY_AFTER_S,
    ReaderHealth,
)
from kiosk.hardware.status import Health

SILENT = (Health.FAILED, "reader_unavailable")
OK = (Health.OK, None)


@pytest.fixture
def health() -> ReaderHealth:
    made = ReaderHealth()
    made.ready(0.0)
    assert at(made, 0.0) == OK
    return made


def at(health: ReaderHealth, now: float) -> tuple[Health, str | None]:
    told = health.at(now)
    return told.health, told.reason


def blink(health: ReaderHealth, now: float, seconds: float = 1.0) -> None:
    health.lost(ReaderUnavailable(), now)
    health.at(now)
    health.ready(now + seconds)


def test_every_loss_has_a_reason():
    assert {type(loss) for loss in LOSSES.values()} == set(get_args(ReaderLoss))


def test_nothing_is_known_before_the_reader_was_seen():
    assert at(ReaderHealth(), 0.0) == (Health.UNKNOWN, "starting")


def test_silence_becomes_a_fault_when_it_lasts(health):
    health.lost(ReaderUnavailable(), 10.0)
    assert at(health, 10.0) == OK
    assert health.next_change_s(10.0) == BLIP_S
    health.lost(ReaderUnavailable(), 11.0)
    assert at(health, 10.0 + BLIP_S) == SILENT
    health.ready(60.0)
    assert at(health, 60.0) == OK


def test_a_blip_every_few_weeks_is_never_a_fault(health):
    for day in (1, 20, 40):
        blink(health, day * 86_400.0)
        assert at(health, day * 86_400.0 + 1.0) == OK


def test_a_reader_that_comes_and_goes_is_a_fault_until_it_has_been_steady(health):
    blink(health, 100.0)
    blink(health, 100.0 + AGAIN_WITHIN_S - 1)
    back = 100.0 + AGAIN_WITHIN_S
    assert at(health, back) == SILENT
    assert health.next_change_s(back) == STEADY_AFTER_S
    assert at(health, back + STEADY_AFTER_S) == OK


def test_a_reader_that_is_unplugged_is_a_fault_at_once(health):
    health.lost(ReaderAbsent(), 5.0)
    assert at(health, 5.0) == (Health.FAILED, "reader_absent")
    assert health.next_change_s(5.0) is None


def test_a_reader_that_comes_back_silent_is_not_called_well_for_a_moment(health):
    health.lost(ReaderAbsent(), 5.0)
    health.at(5.0)
    health.lost(ReaderUnavailable(), 6.0)
    assert at(health, 6.0) == SILENT
