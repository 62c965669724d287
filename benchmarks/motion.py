"""What moves on the screens, frame by frame, on a machine without a GPU."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from benchmarks.budgets import FRAME_MS
from benchmarks.finding import Limit, Measurement, Result
from benchmarks.kiosk_stand import UNIT
from benchmarks.series import series

BUILT_ANEW = "screen is built anew"
"""Not a motion: the one frame in which a screen comes, or all its tiles change."""
SIZES = ((1080, 1920), (1920, 1080))
WITHIN_S = 600.0


def results() -> list[Result]:
    return [
        finding(f"{motion}, {width} × {height}", taken, held=motion != BUILT_ANEW)
        for width, height in SIZES
        for motion, taken in _frames(width, height).items()
    ]


def finding(name: str, taken: Sequence[float], *, held: bool) -> Measurement:
    """``held``: against a frame at 60 a second."""
    times = series(taken)
    figures = {
        "median ms": times.median,
        "highest ms": times.highest,
        "over a frame, %": sum(each > FRAME_MS for each in taken) / len(taken) * 100,
    }
    p95 = times.percentile(95)
    how = f"{len(taken)} frames on the processor, painted in software"
    if not held:
        return Measurement(name, how, figures={"p95 ms": p95, **figures})
    return Measurement(name, how, (Limit("p95, ms", p95, FRAME_MS),), figures)


def _frames(width: int, height: int) -> Mapping[str, Sequence[float]]:
    drawn = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.frames", str(width), str(height)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=WITHIN_S,
        env={**os.environ, **UNIT, **drawn},
    )
    found: Mapping[str, Sequence[float]] = json.loads(done.stdout)
    return found
