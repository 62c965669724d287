"""The first papers of a process, asked for at once while what draws them is still being loaded."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from threading import Thread

from reportlab.pdfbase.ttfonts import TTFontFace

from kiosk.documents.attestation import render_attestation
from kiosk.documents.samples import PLACE, SAMPLES

NAMES = "family", "c2s"
WAITS_S = 0.5
"""Far more than a paper takes that has to wait for none."""
AT_ONCE = """
import logging, sys, threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from kiosk.runtime import early_log
from kiosk.runtime import environment
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.samples import PLACE, SAMPLES
from kiosk.app.document_printer import DocumentPrinter

THREADS, PAPERS_EACH = 8, 4
PAPERS = SAMPLES["family"].paper, RECEIPTS["opposition"].receipt


class Printers:
    ready = True

    def __init__(self):
        self.came = set()

    def print_pdf(self, job, pdf, pages):
        self.came.add(pdf)

    def print_strip(self, job, strip):
        self.came.add(strip)


environment.settle()
changes = []
sys.addaudithook(lambda event, _: event in ("os.putenv", "os.unsetenv") and changes.append(event))
printers = Printers()
press = DocumentPrinter(printers, printers, PLACE, CONTACT)
ready = threading.Barrier(THREADS)


def put(number):
    ready.wait()
    for more in range(PAPERS_EACH):
        job = UUID(int=PAPERS_EACH * number + more)
        press.expect(job)
        assert press.put_to_paper(job, PAPERS[number % len(PAPERS)])


sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(THREADS) as pool:
    list(pool.map(put, range(THREADS)))
print(len(printers.came), changes, logging.getLogger().handlers)
"""
HALF_LOADED = """
import builtins, logging, threading

from kiosk.documents import receipt_strip

say = logging.getLogger("kiosk.gateway").warning
load = builtins.__import__


def import_(name, *rest):
    if name == "escpos.printer" or (name == "barcode" and rest):
        other = threading.Thread(target=say, args=("said meanwhile",))
        other.start()
        other.join()
    return load(name, *rest)


builtins.__import__ = import_
receipt_strip.prepare()
"""


def ran(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_people_whose_first_papers_are_asked_for_at_once_all_get_the_right_one(tmp_path):
    """Each kind is the same bytes whoever sets it, and the process is as it was."""
    done = ran(AT_ONCE, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["2", "[]", "[]"]
    assert [*tmp_path.iterdir()] == []


def test_what_another_thread_says_while_strips_are_loaded_is_in_the_log(tmp_path):
    done = ran(HALF_LOADED, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "said meanwhile" in done.stderr


def test_a_paper_set_beside_anothers_has_its_own_letters(monkeypatch):
    """ReportLab reads parts of letters from one place in the font, wherever another left it: two at
    once print wrong letters, or none and the kiosk dies of it."""
    mine, others = (partial(render_attestation, SAMPLES[name].paper, PLACE) for name in NAMES)
    alone = mine().pdf
    subset, beside = TTFontFace.addSubsetObjects, Thread(target=others)
    waited: list[bool] = []

    def interrupted(face: TTFontFace, doc: object, name: str, letters: list[int]) -> object:
        if not waited:
            waited.append(True)
            beside.start()
            beside.join(WAITS_S)
            waited[0] = beside.is_alive()
        return subset(face, doc, name, letters)

    monkeypatch.setattr(TTFontFace, "addSubsetObjects", interrupted)
    assert mine().pdf == alone
    beside.join()
    assert waited == [True]
