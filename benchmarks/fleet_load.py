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
from devdock.fleet.simulated_queue import OPEN_S

HEARTBEAT_S = 60.0
LOOK_S = 15.0
"""As kiosk-sync looks whether central is there."""
ACTION_S = OPEN_S / (120 * 6)
"""120 visits a day, with six actions each."""
HURRY = 10
"""A simulated kiosk does in a minute what so many do: it is so many real ones, but for connections
that wait and rows of the store. Its connection is kept, as those of real ones are."""
FIRST_KIOSKS = 1_500
STEPS = 5
STEP_S = 10.0
SETTLE_S = 6.0
HELD_MS = 250.0
HERD = 2_000
CALL_S, OUTAGE_S, RETURN_S = 15.0, 25.0, 80.0
"""Each has called within the first, so that central knows them and their boots; none gets through
the second, in which each calls; then all want to come back."""
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class LoadStep:
    """What so many kiosks came to; exchanges, looks and actions a second, shares of one core."""

    kiosks: int
    exchanges: float
    looks: float
    actions: float
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
        low, high, kiosks = 0, 0, FIRST_KIOSKS
        for _ in range(STEPS):
            step = _step(stand, kiosks, pids, nginx)
            steps.append(step)
            low, high = (kiosks, high) if step.holds else (low, kiosks)
            kiosks = (low + high) // 2 if high else kiosks * 2
    best = max((each for each in steps if each.holds), key=lambda each: each.kiosks, default=None)
    worst = min(
        (each for each in steps if not each.holds), key=lambda each: each.kiosks, default=None
    )
    figures = {"kiosks": 0.0 if best is None else float(best.kiosks)}
    for name, found in (("held", best), ("not held", worst)):
        if found is not None:
            figures |= {
                f"{name}, exchanges a second": found.exchanges,
                f"{name}, actions a second": found.actions,
                f"{name}, looks a second": found.looks,
                f"{name}, p99 ms": found.p99_ms,
                f"{name}, errors": float(found.errors),
                f"{name}, workers % of a core": found.workers * 100,
                f"{name}, nginx %": found.nginx * 100,
                f"{name}, PostgreSQL %": found.store * 100,
            }
    return Measurement(
        "kiosks that hold",
        f"at a heartbeat a minute with a whole report, a look each {LOOK_S:.0f} s, an action each"
        f" {ACTION_S:.0f} s, p99 below {HELD_MS:.0f} ms; nginx, {workers} workers, PostgreSQL and"
        " simulated kiosks on one machine",
        figures=figures,
    )


def _step(stand: FleetStand, number: int, pids: Sequence[int], nginx: int) -> LoadStep:
    def taken() -> tuple[float, float, float, float]:
        return (
            time.monotonic(),
            processor_s(pids),
            family_processor_s(nginx),
            store_taken_s(stand),
        )

    before: list[tuple[float, float, float, float]] = []
    kiosks = stand.kiosks(number // HURRY)
    # Each begins by telling of its boot, which is written: not counted, it comes once a day.
    plan = stand.plan(
        STEP_S,
        HEARTBEAT_S / HURRY,
        LOOK_S / HURRY,
        settle_s=SETTLE_S,
        action_every_s=ACTION_S / HURRY,
    )
    tally = run_fleet(plan, kiosks, _PROCESSES, lambda: before.append(taken()))
    after = taken()
    span_s, workers_s, nginx_s, store_s = (
        late - early for early, late in zip(before[0], after, strict=True)
    )
    return LoadStep(
        kiosks=number,
        exchanges=len(tally.exchange_ms) / STEP_S,
        looks=tally.looks / STEP_S,
        actions=tally.actions / STEP_S,
        p99_ms=percentile(tally.exchange_ms, 99) if tally.exchange_ms else float("inf"),
        errors=tally.errors.total(),
        workers=workers_s / span_s,
        nginx=nginx_s / span_s,
        store=store_s / span_s,
    )


def herd(stand: FleetStand, workers: int) -> Result:
    """Central ends in the midst of their calls, and behind nginx there is nobody; then it starts
    again."""
    with ExitStack() as former, ExitStack() as running:
        kiosks = stand.kiosks(HERD)
        plan = stand.plan(OUTAGE_S + RETURN_S, CALL_S, LOOK_S, settle_s=2 * CALL_S)
        former.enter_context(stand.workers(workers))

        def lose_central() -> None:
            time.sleep(2 * CALL_S)
            former.close()
            time.sleep(OUTAGE_S)
            running.enter_context(stand.workers(workers))

        tally = run_fleet(plan, kiosks, _PROCESSES, lose_central)
    loss = tally.loss()
    assert loss is not None
    figures = {
        "kiosks": float(loss.kiosks),
        "s without central": loss.outage_s,
        "still away": float(loss.still_away),
        "refused for being too many": float(tally.errors["status 503"]),
    }
    if loss.back_s is not None:
        figures |= {
            "s until all were back": loss.back_s,
            "of which so many a second": loss.kiosks / loss.back_s,
        }
    return Measurement(
        "all come back",
        f"{HERD} kiosks that lost central at once, from the first that is answered to the last",
        figures=figures,
    )
