"""Frames against their budget: at the 95th percentile, and told apart where nothing moves."""

from benchmarks.budgets import FRAME_MS
from benchmarks.motion import finding


def test_one_slow_frame_in_twenty_is_no_stutter_and_two_are():
    calm = finding("card glides in", [2.0] * 19 + [40.0], held=True)
    assert calm.kept
    assert calm.figures["over a frame, %"] == 5
    assert not finding("card glides in", [2.0] * 18 + [FRAME_MS + 1] * 2, held=True).kept


def test_what_is_no_motion_is_told_and_held_against_nothing():
    told = finding("screen is built anew", [30.0] * 20, held=False)
    assert (told.limits, told.figures["p95 ms"]) == ((), 30.0)
