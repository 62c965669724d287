"""A durable action: what it takes to have one on disk, beside the queues others would take.

Each queue is a process of its own that writes to the same disk, in turns with the others; every
action is on disk before the next begins. How often a file is put to disk is counted from outside,
under the C library; in the turn with the fewest, SQLite wrote nothing back from its log.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.budgets import ACTION_RATIO, ACTION_SYNCS
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.series import Series, series
from tests.power.shim import Shim, missing

NAME = "durable action"
OURS, PEER = "borne", "persist-queue"
QUEUES = (OURS, "plain", PEER, "persist-queue, sealed", "huey")
TURNS = 12
ACTIONS = 100
"""In each turn. Twelve turns fill SQLite's log and have it written back a few times."""


@dataclass
class _Queue:
    process: subprocess.Popen[str]
    shim: Shim
    taken_ms: list[float] = field(default_factory=list)
    syncs: list[float] = field(default_factory=list)
    """Of each turn, for one action."""

    def turn(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        before = self.shim.syncs
        self.process.stdin.write(f"{ACTIONS}\n")
        self.process.stdin.flush()
        self.taken_ms += json.loads(self.process.stdout.readline())
        self.syncs.append((self.shim.syncs - before) / ACTIONS)


def results(out: Path) -> list[Result]:
    """``out`` lies on the disk that is measured."""
    lacking = missing()
    if lacking:
        return [Skipped(NAME, lacking)]
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=out.resolve())))
        queues = {name: stack.enter_context(_running(name, folder)) for name in QUEUES}
        for _ in range(TURNS):
            for queue in queues.values():
                queue.turn()
    taken = {name: series(queue.taken_ms) for name, queue in queues.items()}
    own = {name: series(queue.syncs) for name, queue in queues.items()}
    return [
        Measurement(
            NAME,
            f"{TURNS * ACTIONS} actions, each on disk before the next, beside {PEER}",
            (
                Limit(f"× {PEER}", taken[OURS].median / taken[PEER].median, ACTION_RATIO),
                Limit("fsyncs an action", own[OURS].lowest, ACTION_SYNCS),
            ),
            {f"{name}, median ms": each.median for name, each in taken.items()}
            | {f"{name}, p99 ms": each.percentile(99) for name, each in taken.items()}
            | {f"{name}, fsyncs": each.lowest for name, each in own.items()}
            | {f"{name}, fsyncs with write-back": _mean(each) for name, each in own.items()},
        )
    ]


def _mean(values: Series) -> float:
    return sum(values.values) / len(values.values)


@contextmanager
def _running(name: str, folder: Path) -> Iterator[_Queue]:
    own = folder / name.replace(", ", "-")
    watched = own / "watched"
    watched.mkdir(parents=True)
    shim = Shim(own)
    shim.watch(watched)
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.queue_writer", name, str(watched)],
        env={**os.environ, **shim.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield _Queue(process, shim)
        assert process.stdin is not None
        process.stdin.close()
