"""Turns a document into paper: rendered in memory, then straight to the printer it is for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from kiosk.app.effects import CannotDraw
from kiosk.documents.contact import CaisseContact
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import ReceiptStrip, Rendered
from kiosk.domain.actions import Document
from kiosk.domain.ids import JobId
from kiosk.domain.paper import PrinterTest
from kiosk.domain.receipt import Receipt
from kiosk.hardware.ports import Printer, ReceiptPrinter
from kiosk.runtime.once import Once
from wire.paper import Paper


@dataclass(frozen=True, slots=True)
class _Renderers:
    paper: Callable[[Paper, PlaceOfIssue], Rendered | None]
    test: Callable[[PlaceOfIssue, CaisseContact], Rendered]
    sheet: Callable[[Receipt, PlaceOfIssue, CaisseContact], Rendered]
    strip: Callable[[Receipt, PlaceOfIssue, CaisseContact], ReceiptStrip]


class DocumentPrinter:
    """Any thread may call it; the printer's event tells what came of a job.

    Only a job that is expected gets to a printer, once: one still being rendered when its session
    ends is dropped, so that it cannot come out for the next person. A receipt goes to the receipt
    printer where that is well, else on a sheet.
    """

    def __init__(
        self,
        printer: Printer,
        receipts: ReceiptPrinter | None,
        place: PlaceOfIssue,
        contact: CaisseContact,
        *,
        raster: bool = True,
    ) -> None:
        """``raster``: whether the receipt printer takes pictures."""
        self._printer, self._receipts = printer, receipts
        self._raster = raster
        self._place, self._contact = place, contact
        self._lock = threading.Lock()
        self._expected: set[JobId] = set()
        self._renderers = Once(self._load)

    def prepare(self) -> None:
        """Loads what draws papers, so that the first takes no longer than the others; one that is
        asked for meanwhile waits for it."""
        self._renderers()

    def expect(self, job: JobId) -> None:
        """Lets ``job`` be printed until the next purge."""
        with self._lock:
            self._expected.add(job)

    def put_to_paper(self, job: JobId, document: Document) -> bool:
        """Whether a printer has it. Raises CannotDraw."""
        hand_over = self._rendered(job, document)
        # Under the lock: a purge comes wholly before a printer has the job, or wholly after.
        with self._lock:
            if job not in self._expected:
                return False
            self._expected.remove(job)
            hand_over()
            return True

    def purge(self) -> None:
        """Nothing given before this comes out; returns at once."""
        with self._lock:
            self._expected.clear()
            self._printer.purge()
            if self._receipts is not None:
                self._receipts.purge()

    def _rendered(self, job: JobId, document: Document) -> Callable[[], None]:
        """How the finished document gets to its printer."""
        render = self._renderers()
        match document:
            case Paper():
                rendered = render.paper(document, self._place)
                if rendered is None:
                    raise CannotDraw(type(document).__name__)
                return self._on_sheets(job, rendered)
            case PrinterTest():
                return self._on_sheets(job, render.test(self._place, self._contact))
            case Receipt() if self._receipts is not None and self._receipts.ready:
                strip = render.strip(document, self._place, self._contact)
                return partial(self._receipts.print_strip, job, strip.escpos)
            case Receipt():
                sheet = render.sheet(document, self._place, self._contact)
                return self._on_sheets(job, sheet)
            case _:
                assert_never(document)

    def _on_sheets(self, job: JobId, rendered: Rendered) -> Callable[[], None]:
        return partial(self._printer.print_pdf, job, rendered.pdf, rendered.pages)

    def _load(self) -> _Renderers:
        """What draws takes long to load: the first screen does not wait for it. One thread loads it
        all: two that come from two sides into libraries which import each other may be given one
        of them half made."""
        from kiosk.documents import papers, receipt_sheet, receipt_strip, test_page, typesetting

        typesetting.prepare()
        if self._receipts is not None:
            receipt_strip.prepare()
        return _Renderers(
            papers.render_paper,
            test_page.render_test_page,
            receipt_sheet.render_receipt_sheet,
            partial(receipt_strip.render_receipt_strip, raster=self._raster),
        )
