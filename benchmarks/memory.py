"""Memory of kiosk-ui and kiosk-sync at rest, beside Chromium on the home page."""

import time

from benchmarks import chromium, display
from benchmarks.budgets import MEMORY_RATIO
from benchmarks.finding import Finding, Limit, Result, Skipped
from benchmarks.first_frame import AT_REST, PEER, SETTLED_AFTER_S, side_by_side
from benchmarks.series import series

NAME = "memory at rest"
RUNS = 3


def results() -> list[Result]:
    """PSS: what processes share among them counts once, spread over them."""
    lacking = display.missing() or chromium.missing()
    if lacking is not None:
        return [Skipped(NAME, lacking)]
    kiosk, sync, peer = [], [], []
    with side_by_side() as stand:
        for _ in range(RUNS):
            ours = stand.programs[AT_REST]()
            try:
                time.sleep(SETTLED_AFTER_S)
                kiosk.append(ours.pss_mib())
                sync.append(stand.sync.pss_mib())
            finally:
                ours.end()
            theirs = stand.programs[PEER]()
            try:
                time.sleep(SETTLED_AFTER_S)
                peer.append(theirs.pss_mib())
            finally:
                theirs.end()
    ours_mib = series(map(sum, zip(kiosk, sync, strict=True))).median
    peer_mib = series(peer).median
    figures = {
        "kiosk-ui MiB": series(kiosk).median,
        "kiosk-sync MiB": series(sync).median,
        "chromium MiB": peer_mib,
    }
    how = f"PSS of kiosk-ui and kiosk-sync, median of {RUNS}, beside Chromium's processes"
    return [Finding(NAME, how, (Limit("× Chromium", ours_mib / peer_mib, MEMORY_RATIO),), figures)]
