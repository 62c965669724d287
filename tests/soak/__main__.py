"""``python -m tests.soak``: many visits to one kiosk-ui, and what it held on to meanwhile."""

import argparse
import ctypes
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.runtime import early_log
from kiosk.runtime.logging import configure
from kiosk.ui.engine import make_application
from tests.soak.memory_gateway import MemoryGateway, MemoryJournal, StatusServer
from tests.soak.memory_staff import MemoryStaff
from tests.soak.rig import Parts, Rig, Script
from tests.soak.three_processes import VisitsToThree, beside
from tests.soak.usage import MOST_KB, Samples, Usage
from tests.soak.visits import Visits

SIZE = (540, 960)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    asked.add_argument("--sessions", type=int, default=10_000)
    asked.add_argument("--minutes", type=float, default=None, help="and no visit begins later")
    asked.add_argument("--every", type=int, default=100, help="sessions between two samples")
    asked.add_argument("--most-kb", type=float, default=MOST_KB, help="what a session may leave")
    asked.add_argument("--warm-up", type=float, default=0.25, help="the part not judged")
    asked.add_argument("--three", action="store_true", help="kiosk-sync and central are processes")
    asked.add_argument("--each-once", action="store_true", help="a mix without repetitions")
    asked.add_argument("--unseen", action="store_true", help="draw nothing after the first frame")
    asked.add_argument("--leak-kb", type=int, default=0, help="held on to on purpose, a session")
    asked.add_argument("--leak-objects", type=int, default=0, help="as well, each of 16 bytes")
    options = asked.parse_args()
    early_log.wait()
    configure("kiosk-ui")
    application = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "paper").mkdir()
        setting = _three(stack, folder) if options.three else _one(stack, folder)
        rig = Rig(setting.parts, SIZE)
        samples, visits = Samples(setting.others), setting.visits(rig)
        rig.begin(_sampled(visits, options, samples), unseen=options.unseen)
        application.exec()
        rig.close()
    for failure in rig.failures:
        print(failure, file=sys.stderr)
    if rig.failures:
        return 1
    told = samples.judged(options.warm_up, options.most_kb)
    slowest_ms = {kind: round(waited_s * 1000) for kind, waited_s in rig.slowest_s.items()}
    print(json.dumps({**told, **visits.told(), "slowest_ms": slowest_ms}))
    return 1 if told["grown"] else 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands behind the kiosk, who comes, and what the other processes take."""

    parts: Parts
    visits: Callable[[Rig], Visits]
    others: Callable[[int], Mapping[str, Usage]] = lambda _: {}


def _one(stack: ExitStack, folder: Path) -> Setting:
    server = StatusServer(folder / "status.sock")
    stack.callback(server.close)
    gateway = MemoryGateway()
    parts = Parts(gateway, MemoryJournal(), MemoryStaff(), folder / "status.sock", folder / "paper")
    return Setting(parts, lambda rig: Visits(rig, gateway))


def _three(stack: ExitStack, folder: Path) -> Setting:
    others = stack.enter_context(beside(folder / "beside"))
    return Setting(
        others.parts(folder / "paper"), lambda rig: VisitsToThree(rig, others), others.usage
    )


def _sampled(visits: Visits, options: argparse.Namespace, samples: Samples) -> Iterator[Script]:
    held: list[object] = []
    until_s = None if options.minutes is None else time.monotonic() + 60 * options.minutes
    number = 0
    coming = visits.of_all_kinds(options.sessions, each_once=options.each_once)
    for visit in coming:
        _settle()
        samples.look(number)
        if number % options.every == 0:
            _tell(samples.take())
        if until_s is not None and time.monotonic() > until_s:
            break
        yield visit
        number += 1
        # Written to: a page that nobody has touched takes no memory.
        if options.leak_kb:
            held.append(b"\x01" * (options.leak_kb * 1024))
        held.extend(object() for _ in range(options.leak_objects))
    _settle()
    samples.look(number)
    _tell(samples.take())


def _tell(taken: Mapping[str, Usage]) -> None:
    """A line as it goes: a run that is cut short has told what it measured."""
    print(json.dumps({name: asdict(each) for name, each in taken.items()}), flush=True)


def _settle() -> None:
    """Lets go of what Python and the C library free when they find time."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    sys.exit(main())
