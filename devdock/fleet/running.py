"""A simulated fleet in few processes, one event loop each, that begin at the same moment."""

import asyncio
import gc
import multiprocessing
import random
import resource
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

import structlog

from devdock.fleet.plan import FleetPlan, IssuedKiosk
from devdock.fleet.simulated_kiosk import SimulatedKiosk, tls_for
from devdock.fleet.simulated_queue import sealer_for
from devdock.fleet.tally import ExchangeTally, together


def run_fleet(
    plan: FleetPlan,
    issued: Sequence[IssuedKiosk],
    processes: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> ExchangeTally:
    """Runs for ``plan.seconds`` that count; ``meanwhile`` is called once all kiosks have begun.
    Raises EOFError where a process ended before its time."""
    context = multiprocessing.get_context("spawn")
    lines: list[Connection] = []
    running = []
    for number in range(processes):
        ours, theirs = context.Pipe()
        process = context.Process(target=_slice, args=(theirs, plan, issued[number::processes]))
        process.start()
        theirs.close()
        lines.append(ours)
        running.append(process)
    try:
        for line in lines:
            line.recv()
        for line in lines:
            line.send("go")
        meanwhile()
        return together([line.recv() for line in lines])
    finally:
        for process in running:
            process.join(5)
            process.kill()


def _slice(line: Connection, plan: FleetPlan, issued: Sequence[IssuedKiosk]) -> None:
    structlog.configure(processors=[_swallow])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    tally = ExchangeTally()
    chance = random.SystemRandom().random
    sealer = sealer_for(plan.intake_key)
    kiosks = [
        SimulatedKiosk(each, tls_for(each, plan), plan, tally, sealer, chance) for each in issued
    ]
    gc.freeze()
    line.send("ready")
    line.recv()
    asyncio.run(_run(kiosks, plan, tally))
    line.send(tally)


async def _run(kiosks: Sequence[SimulatedKiosk], plan: FleetPlan, tally: ExchangeTally) -> None:
    tasks = [asyncio.create_task(each.run()) for each in kiosks]
    asyncio.get_running_loop().call_later(plan.settle_s, tally.begin_anew)
    seconds = plan.settle_s + plan.seconds
    await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        if task.done():
            task.result()  # a kiosk never ends by itself: this is a bug, and is raised
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _swallow(_logger: Any, _method: str, _event: Any) -> Any:
    raise structlog.DropEvent
