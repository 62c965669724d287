"""Turns a document into paper: rendered in memory, then straight to the printer."""

import threading

from kiosk.documents.place import Place
from kiosk.domain.attestation import Attestation
from kiosk.domain.ids import JobId
from kiosk.hardware.ports import Printer


class Press:
    """Any thread may call it; the printer's event tells what came of a job.

    Only a job that is expected gets to the printer, once: one still being rendered when its session
    ends is dropped, so that it cannot come out for the next person.
    """

    def __init__(self, printer: Printer, place: Place) -> None:
        self._printer = printer
        self._place = place
        self._lock = threading.Lock()
        self._expected: set[JobId] = set()

    def expect(self, job: JobId) -> None:
        """Lets ``job`` be printed until the next purge."""
        with self._lock:
            self._expected.add(job)

    def put_to_paper(self, job: JobId, document: Attestation) -> bool:
        """Whether the printer has it."""
        # What draws pages takes long to load: the first screen does not wait for it.
        from kiosk.documents.attestation import render_attestation

        rendered = render_attestation(document, self._place)
        # Under the lock: a purge comes wholly before the printer has the job, or wholly after.
        with self._lock:
            if job not in self._expected:
                return False
            self._expected.remove(job)
            self._printer.print_pdf(job, rendered.pdf, rendered.pages)
            return True

    def purge(self) -> None:
        """Nothing given before this comes out; returns at once."""
        with self._lock:
            self._expected.clear()
            self._printer.purge()
