"""The longest pieces of our own work on the main thread, in visits to the real window."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.budgets import MAIN_THREAD_MS
from benchmarks.finding import Limit, Measurement, Result
from benchmarks.kiosk_stand import UNIT
from benchmarks.series import Series, series

NAME = "main thread"
VISITS = 240
LONGEST = 5
WITHIN_S = 600.0


@dataclass(frozen=True, slots=True)
class Piece:
    """``own_ms`` on the processor: what it costs, whoever else wants the machine."""

    work: str
    screen: str
    own_ms: float
    wall_ms: float


def results() -> list[Result]:
    pieces = _pieces()
    visit = len(pieces) // VISITS
    return [_finding(pieces, pieces[:visit])]


def _finding(pieces: Sequence[Piece], first_visit: Sequence[Piece]) -> Measurement:
    own = series(piece.own_ms for piece in pieces)
    wall = series(piece.wall_ms for piece in pieces)
    figures = {
        "p50 ms": own.median,
        "p99 ms": own.percentile(99),
        "highest ms": own.highest,
        "p99.9 by the clock, ms": wall.percentile(99.9),
        "highest of the first visit, ms": max(piece.own_ms for piece in first_visit),
    }
    for work, times in longest(pieces, LONGEST):
        figures[f"{work}, median ms"] = times.median
        figures[f"{work}, highest ms"] = times.highest
    how = f"{len(pieces)} pieces of work in {VISITS} visits, on the processor, without drawing"
    return Measurement(
        NAME, how, (Limit("p99.9, ms", own.percentile(99.9), MAIN_THREAD_MS),), figures
    )


def longest(pieces: Sequence[Piece], count: int) -> list[tuple[str, Series]]:
    """The kinds of work that usually take longest, each with its times on the processor."""
    kinds: dict[str, list[float]] = {}
    for piece in pieces:
        kinds.setdefault(f"{piece.work} to {piece.screen}", []).append(piece.own_ms)
    timed = [(work, series(times)) for work, times in kinds.items()]
    return sorted(timed, key=lambda kind: -kind[1].median)[:count]


def _pieces() -> list[Piece]:
    drawn = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.journeys", str(VISITS)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=WITHIN_S,
        env={**os.environ, **UNIT, **drawn},
    )
    return [Piece(*each) for each in json.loads(done.stdout)]
