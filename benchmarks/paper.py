"""An attestation as a PDF in memory: each one, and the first of a process; a receipt's strip."""

import subprocess
import sys
from functools import partial

from benchmarks.budgets import LONG_PDF_MS, PDF_MS, STRIP_BYTES, STRIP_MS
from benchmarks.finding import Limit, Measurement, Result
from benchmarks.measure import timed
from benchmarks.series import series
from kiosk.documents import receipt_strip
from kiosk.documents.attestation import render_attestation
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from tests.documents.samples import FAMILY, NINETEEN, PLACE
from tests.documents.statement import render_statement, statement

CALLS = 100
COLD_STARTS = 5
ROWS = 400
STATEMENTS = 40
_FIRST = """
import time
from kiosk.documents import attestation, typesetting
from tests.documents.samples import FAMILY, PLACE
typesetting.prepare()
began = time.thread_time_ns()
attestation.render_attestation(FAMILY, PLACE)
print((time.thread_time_ns() - began) / 1e6)
"""


def results() -> list[Result]:
    found: list[Result] = []
    for name, attestation in (("a family of three", FAMILY), ("nineteen people", NINETEEN)):
        times = timed(partial(render_attestation, attestation, PLACE), CALLS)
        found.append(
            Measurement(
                f"attestation of {name}",
                f"description to PDF in memory, {CALLS} times",
                (Limit("p95, ms", times.percentile(95), PDF_MS),),
                {
                    "median ms": times.median,
                    "highest ms": times.highest,
                    "pages": render_attestation(attestation, PLACE).pages,
                },
            )
        )
    return [*found, _statement(), _strip(), _first_of_a_process()]


def _strip() -> Measurement:
    """The receipt that says most."""
    receipt_strip.prepare()
    receipt = RECEIPTS["accident"].receipt
    times = timed(partial(receipt_strip.render_receipt_strip, receipt, PLACE, CONTACT), CALLS)
    sent = receipt_strip.render_receipt_strip(receipt, PLACE, CONTACT).escpos
    return Measurement(
        "receipt on a strip",
        f"description to ESC/POS in memory, {CALLS} times",
        (
            Limit("p95, ms", times.percentile(95), STRIP_MS),
            Limit("bytes", float(len(sent)), STRIP_BYTES),
        ),
        {"median ms": times.median, "highest ms": times.highest},
    )


def _statement() -> Measurement:
    paper = statement(range(2100, 2100 + ROWS))
    times = timed(partial(render_statement, paper), STATEMENTS)
    return Measurement(
        f"statement of {ROWS} rows",
        f"description to PDF in memory, {STATEMENTS} times",
        (Limit("p95, ms", times.percentile(95), LONG_PDF_MS),),
        {
            "median ms": times.median,
            "highest ms": times.highest,
            "pages": render_statement(paper).pages,
        },
    )


def _first_of_a_process() -> Measurement:
    times = series(_first_ms() for _ in range(COLD_STARTS))
    return Measurement(
        "first attestation of a process",
        f"after what kiosk-ui does beforehand, median of {COLD_STARTS}",
        (Limit("median, ms", times.median, PDF_MS),),
        {"highest ms": times.highest},
    )


def _first_ms() -> float:
    command = [sys.executable, "-c", _FIRST]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return float(done.stdout)
