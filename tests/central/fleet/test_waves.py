"""When a wave goes on, stands still or is over: a pure decision, whatever the counts are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.fleet.waves import (
    FinishWave,
    GoToStage,
    PauseReason,
    PauseWave,
    StayInStage,
    WaveCounts,
    WavePlan,
    decide,
)
from tests.central.world import MORNING

PLAN = WavePlan(3, (5, 25, 100), 90, 10, timedelta(hours=1), timedelta(hours=2))


def after(hours: float, counts: WaveCounts, stage: int = 0):
    return decide(PLAN, stage, MORNING, counts, MORNING + timedelta(hours=hours))


def test_enough_have_applied_it_and_the_time_is_over() -> None:
    assert after(1, WaveCounts(3, 3, 0)) == GoToStage(1)
    assert after(1, WaveCounts(100, 90, 0), stage=2) == GoToStage(3)
    assert after(1, WaveCounts(100, 90, 9), stage=3) == FinishWave()


def test_however_fast_they_are_a_stage_lasts_its_time() -> None:
    assert after(0.99, WaveCounts(3, 3, 0)) == StayInStage()


def test_silent_kiosks_are_pending_and_never_failed() -> None:
    assert after(1_000, WaveCounts(100, 89, 0), stage=1) == StayInStage()


def test_a_canary_that_fails_pauses_it_at_once() -> None:
    assert after(0, WaveCounts(1_000, 999, 1, canaries_failed=1), stage=3) == PauseWave(
        PauseReason.CANARY_FAILED
    )


def test_a_canary_that_stops_reporting_pauses_it() -> None:
    silent = WaveCounts(3, 3, 0, canary_silent_since=MORNING)
    assert after(1.99, replace(silent, applied=2)) == StayInStage()
    assert after(2, silent) == PauseWave(PauseReason.CANARY_SILENT)


def test_too_many_errors_pause_it_before_its_time_is_over() -> None:
    assert after(0, WaveCounts(100, 0, 9), stage=1) == StayInStage()
    assert after(0, WaveCounts(100, 0, 10), stage=1) == PauseWave(PauseReason.ERRORS)


@pytest.mark.parametrize(
    ("stage", "kiosks", "told"),
    [
        (0, 1_000, 3),
        (1, 1_000, 50),
        (2, 1_000, 250),
        (3, 1_000, 1_000),
        (0, 2, 2),
        (1, 20, 3),
        (1, 70, 4),
        (3, 1, 1),
    ],
)
def test_how_many_are_told_in_a_stage(stage: int, kiosks: int, told: int) -> None:
    assert PLAN.told_by(stage, kiosks) == told


@pytest.mark.parametrize(
    "wrong",
    [
        {"canaries": 0},
        {"steps": ()},
        {"steps": (5, 25)},
        {"steps": (25, 5, 100)},
        {"steps": (0, 100)},
        {"success_percent": 101},
        {"error_percent": 0},
    ],
)
def test_a_plan_that_is_none(wrong) -> None:
    assert PLAN.mistake() is None
    assert replace(PLAN, **wrong).mistake() is not None


@given(
    st.integers(1, 5_000),
    st.integers(0, 3),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(0, 10_000),
)
def test_nobody_else_is_told_where_too_many_have_failed_or_too_few_have_it(
    kiosks: int, stage: int, applied_percent: int, failed_percent: int, minutes: int
) -> None:
    told = PLAN.told_by(stage, kiosks)
    failed = told * failed_percent // 100
    applied = min(told - failed, told * applied_percent // 100)
    decision = after(minutes / 60, WaveCounts(told, applied, failed), stage)
    if failed * 10 >= told and failed:
        assert decision == PauseWave(PauseReason.ERRORS)
    elif applied * 10 < told * 9 or minutes < 60:
        assert decision == StayInStage()
    else:
        assert decision == (GoToStage(stage + 1) if stage < 3 else FinishWave())
    if stage < 3:
        assert PLAN.told_by(stage + 1, kiosks) >= told
