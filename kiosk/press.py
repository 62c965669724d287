"""Turns a document into paper: rendered in memory, then straight to the printer."""

from kiosk.documents.attestation import render_attestation
from kiosk.documents.place import Place
from kiosk.domain.attestation import Attestation
from kiosk.domain.ids import JobId
from kiosk.hardware.ports import Printer


class Press:
    """Any thread may call it; the printer's event tells what came of it."""

    def __init__(self, printer: Printer, place: Place) -> None:
        self._printer = printer
        self._place = place

    def put_to_paper(self, job: JobId, document: Attestation) -> None:
        rendered = render_attestation(document, self._place)
        self._printer.print_pdf(job, rendered.pdf, rendered.pages)

    def purge(self) -> None:
        self._printer.purge()
