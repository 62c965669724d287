"""Memory of kiosk-ui and kiosk-sync at rest, beside Chromium on the home page."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import chromium, display
from benchmarks.budgets import MEMORY_RATIO
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.first_frame import AT_REST, PEER, SETTLED_AFTER_S, StartKiosk, side_by_side
from benchmarks.series import series
from benchmarks.tree import Tree

NAME = "memory at rest"
RUNS = 3
BUSY_FOR_S = 4.0


def results() -> list[Result]:
    """PSS: what processes share among them counts once, spread over them. And what being at rest
    costs the processor, for information."""
    lacking = display.missing() or chromium.missing()
    if lacking is not None:
        return [Skipped(NAME, lacking)]
    kiosk, sync, peer = [], [], []
    kiosk_busy, peer_busy = [], []
    with side_by_side() as stand:
        for _ in range(RUNS):
            with _running(stand.programs[AT_REST]) as ours:
                kiosk.append(ours.pss_mib())
                sync.append(stand.sync.pss_mib())
                kiosk_busy.append(_busy_percent(ours))
            with _running(stand.programs[PEER]) as theirs:
                peer.append(theirs.pss_mib())
                peer_busy.append(_busy_percent(theirs))
    ours_mib = series(map(sum, zip(kiosk, sync, strict=True))).median
    peer_mib = series(peer).median
    figures = {
        "kiosk-ui MiB": series(kiosk).median,
        "kiosk-sync MiB": series(sync).median,
        "chromium MiB": peer_mib,
        "kiosk-ui at rest, % of a core": series(kiosk_busy).median,
        "chromium at rest, % of a core": series(peer_busy).median,
    }
    how = f"PSS of kiosk-ui and kiosk-sync, median of {RUNS}, beside Chromium's processes"
    limit = Limit("× Chromium", ours_mib / peer_mib, MEMORY_RATIO)
    return [Measurement(NAME, how, (limit,), figures)]


@contextmanager
def _running(start: StartKiosk) -> Iterator[Tree]:
    """The program once it has settled; ended afterwards."""
    tree = start()
    try:
        time.sleep(SETTLED_AFTER_S)
        yield tree
    finally:
        tree.end()


def _busy_percent(tree: Tree) -> float:
    before = tree.processor_s()
    time.sleep(BUSY_FOR_S)
    return (tree.processor_s() - before) / BUSY_FOR_S * 100
