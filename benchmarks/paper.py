"""An attestation as a PDF in memory."""

from functools import partial

from benchmarks.measure import Finding, timed
from kiosk.documents.attestation import render_attestation
from tests.documents.samples import FAMILY, NINETEEN, PLACE

BUDGET_MS = 40.0


def findings() -> list[Finding]:
    found = []
    for name, attestation in (("a family of three", FAMILY), ("nineteen people", NINETEEN)):
        timing = timed(partial(render_attestation, attestation, PLACE), 60)
        pages = render_attestation(attestation, PLACE).pages
        found.append(
            Finding(
                f"attestation, {name}",
                timing.p95_ms,
                BUDGET_MS,
                f"p95; median {timing.median_ms:.1f} ms; pages: {pages}",
            )
        )
    return found
