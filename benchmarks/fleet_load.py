"""How many kiosks a machine holds, and how soon all are back that lost central at once.

Simulated kiosks, nginx, workers and PostgreSQL share the machine: what the simulated ones take of
it is told beside what central takes.
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.finding import Measurement, Result
from benchmarks.fleet_stand import FleetStand, store_taken_s
from benchmarks.tree import family_processor_s, processor_s
from devdock.fleet.running import run_fleet
from devdock.fleet.shown import percentile

HEARTBEAT_S = 60.0
SHORT_S = 6.0
"""Between two calls of a simulated kiosk. It is longer than kiosk-sync keeps a connection, so that
each call makes a new one, as that of a kiosk which calls once a minute does: one simulated kiosk
is ten real ones, but for the rows of the store."""
FIRST_RATE = 25.0
STEPS = 5
STEP_S = 7.0
HELD_MS = 250.0
HERD = 1_000
HERD_S = 50.0
LOOK_S = 15.0
"""As kiosk-sync looks whether central is there."""
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class LoadStep:
    """What so many calls a second came to; shares of one core."""

    rate: float
    p99_ms: float
    errors: int
    workers: float
    nginx: float
    store: float

    @property
    def holds(self) -> bool:
        return self.p99_ms < HELD_MS and not self.errors


def held(stand: FleetStand, nginx: int, workers: int) -> Result:
    """Doubles the load until it does not hold, then halves the gap."""
    steps: list[LoadStep] = []
    with stand.workers(workers) as servers:
        pids = [each.pid for each in servers]
        low, high, rate = 0.0, 0.0, FIRST_RATE
        for _ in range(STEPS):
            step = _step(stand, rate, pids, nginx)
            steps.append(step)
            low, high = (rate, high) if step.holds else (low, rate)
            rate = (low + high) / 2 if high else rate * 2
    best = max((each for each in steps if each.holds), key=lambda each: each.rate, default=None)
    worst = min(
        (each for each in steps if not each.holds), key=lambda each: each.rate, default=None
    )
    figures = {"kiosks": 0.0 if best is None else best.rate * HEARTBEAT_S}
    for name, found in (("held", best), ("not held", worst)):
        if found is not None:
            figures |= {
                f"{name}, calls a second": found.rate,
                f"{name}, p99 ms": found.p99_ms,
                f"{name}, errors": found.errors,
                f"{name}, workers % of a core": found.workers * 100,
                f"{name}, nginx %": found.nginx * 100,
                f"{name}, PostgreSQL %": found.store * 100,
            }
    return Measurement(
        "kiosks that hold",
        f"at a heartbeat a minute, p99 below {HELD_MS:.0f} ms with the TLS connection that each"
        f" makes; nginx, {workers} workers, PostgreSQL and simulated kiosks on one machine",
        figures=figures,
    )


def _step(stand: FleetStand, rate: float, workers: Sequence[int], nginx: int) -> LoadStep:
    def taken() -> tuple[float, float, float, float]:
        return (
            time.monotonic(),
            processor_s(workers),
            family_processor_s(nginx),
            store_taken_s(stand),
        )

    before: list[tuple[float, float, float, float]] = []
    kiosks = stand.kiosks(round(rate * SHORT_S))
    # Each begins by telling of its boot, which is written: not counted, it comes once a day.
    plan = stand.plan(STEP_S, SHORT_S, 0.0, settle_s=SHORT_S)
    tally = run_fleet(plan, kiosks, _PROCESSES, lambda: before.append(taken()))
    after = taken()
    span_s, *shares = (late - early for early, late in zip(before[0], after, strict=True))
    return LoadStep(
        rate,
        percentile(tally.exchange_ms, 99) if tally.exchange_ms else float("inf"),
        tally.errors.total(),
        *(share / span_s for share in shares),
    )


def herd(stand: FleetStand, workers: int) -> Result:
    """All call at the same moment, and nobody is there but nginx; then central starts."""
    with ExitStack() as running:
        kiosks = stand.kiosks(HERD)
        plan = stand.plan(HERD_S, HEARTBEAT_S, LOOK_S, is_herd=True)

        def start_central() -> None:
            running.enter_context(stand.workers(workers))

        tally = run_fleet(plan, kiosks, _PROCESSES, start_central)
    loss = tally.loss()
    assert loss is not None
    figures = {
        "kiosks": float(loss.kiosks),
        "s without central": loss.outage_s,
        "still away": float(loss.still_away),
        "refused for being too many": float(tally.errors["status 503"]),
    }
    if loss.back_s is not None:
        figures["s until all were back"] = loss.back_s
    return Measurement(
        "all come back",
        f"{HERD} kiosks that lost central at once, from the first that is answered to the last",
        figures=figures,
    )
