"""A job of a session that is over never reaches the printer, however late it comes."""

from io import BytesIO
from types import SimpleNamespace
from uuid import UUID

import pytest
from pypdf import PdfReader

from kiosk.app.document_printer import DocumentPrinter
from kiosk.app.effects import CannotDraw
from kiosk.documents import papers as kinds
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.samples import PLACE, SAMPLES
from kiosk.domain.ids import JobId
from kiosk.domain.paper import PrinterTest
from tests.documents.reading import qr_codes_in, strips

FIRST, SECOND = JobId(UUID(int=1)), JobId(UUID(int=2))
PAPER = SAMPLES["family"].paper
OTHER = SAMPLES["c2s"].paper
RECEIPT = RECEIPTS["ceam"].receipt


class Printer:
    def __init__(self):
        self.asked = []

    def print_pdf(self, job, pdf, pages):
        self.asked.append((job, pdf, pages))

    def purge(self):
        self.asked.append("purge")


class Receipts:
    def __init__(self):
        self.ready = True
        self.asked = []

    def print_strip(self, job, strip):
        self.asked.append((job, strip))

    def purge(self):
        self.asked.append("purge")


@pytest.fixture
def rendering(monkeypatch):
    """What happens while a document is rendered."""
    happens = SimpleNamespace(meanwhile=lambda: None)

    def render(document, _place):
        happens.meanwhile()
        return SimpleNamespace(pdf=document, pages=1)

    monkeypatch.setattr(kinds, "render_paper", render)
    return happens


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def receipts():
    return Receipts()


@pytest.fixture
def papers(printer, receipts, rendering):
    return DocumentPrinter(printer, receipts, PLACE, CONTACT)


def test_an_expected_job_is_printed_once(papers, printer):
    papers.expect(FIRST)
    papers.put_to_paper(FIRST, PAPER)
    papers.put_to_paper(FIRST, PAPER)
    assert printer.asked == [(FIRST, PAPER, 1)]


def test_a_paper_that_nobody_draws_reaches_no_printer(papers, printer, monkeypatch):
    monkeypatch.setattr(kinds, "render_paper", lambda *_: None)
    papers.expect(FIRST)
    with pytest.raises(CannotDraw, match=r"^Attestation$"):
        papers.put_to_paper(FIRST, PAPER)
    assert printer.asked == []


def test_a_session_that_ends_while_its_paper_is_rendered_prints_nothing(papers, printer, rendering):
    papers.expect(FIRST)
    rendering.meanwhile = papers.purge
    papers.put_to_paper(FIRST, PAPER)
    assert printer.asked == ["purge"]


def test_what_is_rendered_late_does_not_come_out_beside_the_next_persons_paper(
    papers, printer, rendering
):
    def next_person():
        rendering.meanwhile = lambda: None
        papers.purge()
        papers.expect(SECOND)
        papers.put_to_paper(SECOND, OTHER)

    papers.expect(FIRST)
    rendering.meanwhile = next_person
    papers.put_to_paper(FIRST, PAPER)
    assert printer.asked == ["purge", (SECOND, OTHER, 1)]


def test_a_job_waiting_for_a_worker_when_its_session_ends_prints_nothing(papers, printer):
    papers.expect(FIRST)
    papers.purge()
    papers.put_to_paper(FIRST, PAPER)
    assert printer.asked == ["purge"]


def test_a_receipt_goes_to_the_receipt_printer_and_an_attestation_never(papers, printer, receipts):
    for job, document in ((FIRST, RECEIPT), (SECOND, PAPER)):
        papers.expect(job)
        papers.put_to_paper(job, document)
    ((job, strip),) = receipts.asked
    assert job == FIRST
    (came,) = strips(strip)
    assert qr_codes_in(came.drawn()) == [RECEIPT.reference]
    assert printer.asked == [(SECOND, PAPER, 1)]


def test_a_receipt_printer_that_is_not_well_leaves_receipts_to_the_other(papers, printer, receipts):
    receipts.ready = False
    papers.expect(FIRST)
    papers.put_to_paper(FIRST, RECEIPT)
    ((job, pdf, pages),) = printer.asked
    assert (job, pdf[:5], pages) == (FIRST, b"%PDF-", 1)
    assert receipts.asked == []


def test_a_kiosk_without_a_receipt_printer_prints_receipts_on_sheets(printer):
    papers = DocumentPrinter(printer, None, PLACE, CONTACT)
    papers.expect(FIRST)
    papers.put_to_paper(FIRST, RECEIPT)
    papers.purge()
    (_, pdf, _), purged = printer.asked
    assert pdf.startswith(b"%PDF-")
    assert purged == "purge"


def test_the_end_of_a_session_purges_both_printers(papers, printer, receipts):
    papers.purge()
    assert printer.asked == receipts.asked == ["purge"]


def test_a_test_page_is_about_nobody_and_one_sheet(printer):
    papers = DocumentPrinter(printer, None, PLACE, CONTACT)
    papers.expect(FIRST)
    assert papers.put_to_paper(FIRST, PrinterTest())
    ((job, pdf, pages),) = printer.asked
    assert (job, pages, pdf[:5]) == (FIRST, 1, b"%PDF-")
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Page de test" in text
    assert PLACE.borne in text
