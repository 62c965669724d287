"""``python -m benchmarks``: every measurement beside its budget; code 1 when one is missed."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import (
    card,
    drain,
    first_frame,
    fleet,
    handing_over,
    machine,
    main_thread,
    memory,
    motion,
    paper,
    queue,
    report,
)
from benchmarks.finding import Result

OUT = Path("build/bench")

MEASUREMENTS: tuple[Callable[[], Iterable[Result]], ...] = (
    lambda: first_frame.results(OUT),
    memory.results,
    card.results,
    handing_over.results,
    paper.results,
    main_thread.results,
    motion.results,
    lambda: queue.results(OUT),
    lambda: drain.results(OUT),
    lambda: fleet.results(OUT),
)


def main() -> int:
    facts = machine.facts()
    print(
        f"{facts['cpu']}, {facts['cores']} cores, load {facts['load']},"
        f" yardstick {facts['yardstick_ms']} ms, {facts['date']}\n"
    )
    results: list[Result] = []
    for measure in MEASUREMENTS:
        for result in measure():
            results.append(result)
            print("\n".join(report.lines(result)), flush=True)
    file = OUT / "bench.json"
    report.write(file, report.document(facts, results))
    print(f"\nin full: {file}")
    return 0 if report.kept(results) else 1


if __name__ == "__main__":
    sys.exit(main())
