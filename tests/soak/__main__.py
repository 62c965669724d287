"""``python -m tests.soak``: many visits to one kiosk-ui, and what it held on to meanwhile."""

import argparse
import ctypes
import gc
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kiosk.runtime import early_log
from kiosk.runtime.logging import configure
from kiosk.ui.engine import make_application
from tests.soak.memory_gateway import MemoryGateway, MemoryJournal, StatusServer
from tests.soak.rig import Parts, Rig, Script
from tests.soak.usage import (
    MOST_KB,
    Usage,
    blocks_a_session,
    growth,
    kb_a_session,
    usage,
    warm,
)
from tests.soak.visits import Visits

SIZE = (540, 960)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    asked.add_argument("--sessions", type=int, default=10_000)
    asked.add_argument("--every", type=int, default=100, help="sessions between two samples")
    asked.add_argument("--most-kb", type=float, default=MOST_KB, help="what a session may leave")
    asked.add_argument("--warm-up", type=float, default=0.25, help="the part not judged")
    asked.add_argument("--unseen", action="store_true", help="draw nothing after the first frame")
    asked.add_argument("--leak-kb", type=int, default=0, help="held on to on purpose, a session")
    asked.add_argument("--leak-objects", type=int, default=0, help="as well, each of 16 bytes")
    options = asked.parse_args()
    early_log.wait()
    configure("kiosk-ui")
    application = make_application(sys.argv[:1])
    samples: list[Usage] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "paper").mkdir()
        server = StatusServer(folder / "status.sock")
        gateway = MemoryGateway()
        rig = Rig(Parts(gateway, MemoryJournal(), folder / "status.sock", folder / "paper"), SIZE)
        rig.begin(_sampled(Visits(rig, gateway), options, samples), unseen=options.unseen)
        application.exec()
        rig.close()
        server.close()
    for failure in rig.failures:
        print(failure, file=sys.stderr)
    if rig.failures:
        return 1
    judged = warm(samples, options.warm_up)
    grown = growth(judged, options.most_kb)
    told = {
        "samples": [asdict(each) for each in samples],
        "kb_a_session": kb_a_session(judged),
        "blocks_a_session": blocks_a_session(judged),
        "grown": grown,
    }
    print(json.dumps(told))
    return 1 if grown else 0


def _sampled(visits: Visits, options: argparse.Namespace, samples: list[Usage]) -> Iterator[Script]:
    held: list[object] = []
    for number, visit in enumerate(visits.of_all_kinds(options.sessions)):
        if number % options.every == 0:
            samples.append(_settled(number))
        yield visit
        # Written to: a page that nobody has touched takes no memory.
        if options.leak_kb:
            held.append(b"\x01" * (options.leak_kb * 1024))
        held.extend(object() for _ in range(options.leak_objects))
    samples.append(_settled(options.sessions))


def _settled(sessions: int) -> Usage:
    """What is held on to, without what Python and the C library free when they find time."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return usage(sessions)


if __name__ == "__main__":
    sys.exit(main())
