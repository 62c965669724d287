"""Reads a finished PDF the way a person, a scanner or a printer would."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw
import zxingcpp
from PIL.Image import Image

from devdock.receipts.commands import commands
from devdock.receipts.strip import Mechanism, PrintedStrip

MM_PER_POINT = 25.4 / 72
A4_HEIGHT_MM = 297.0
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text where its ink is, in millimetres from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def texts(pdf: bytes) -> list[str]:
    """The text of each page line by line, non-breaking spaces as plain ones."""
    return ["\n".join(line.text for line in page) for page in printed(pdf)]


def pictures(pdf: bytes, dpi: float) -> list[Image]:
    """The pages as a grey printer lays them down."""
    with _opened(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def qr_codes(pdf: bytes) -> list[str]:
    """What a scanner reads on the printed pages, at 150 dots per inch."""
    return [code for picture in pictures(pdf, 150) for code in qr_codes_in(picture)]


def ink_boxes_mm(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of everything drawn on each page, in millimetres."""
    boxes = []
    for picture in pictures(pdf, 72):
        box = picture.point(lambda level: 255 if level < 250 else 0).getbbox()
        assert box is not None, "an empty page"
        left, top, right, bottom = (edge * MM_PER_POINT for edge in box)
        boxes.append((left, top, right, bottom))
    return boxes


def strips(escpos: bytes) -> list[PrintedStrip]:
    """What a receipt printer makes of it; it must know every command, and be left with nothing."""
    mechanism, waiting = Mechanism(), bytearray(escpos)
    for command in commands(waiting):
        mechanism.perform(command)
    assert not mechanism.strange
    assert not mechanism.begun
    assert not waiting
    return mechanism.strips


def qr_codes_in(picture: Image) -> list[str]:
    """What a scanner reads on it."""
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=_QR)]


def printed(pdf: bytes) -> list[list[Printed]]:
    """The lines of text of each page as they were set, blank ones left out."""
    with _opened(pdf) as document:
        pages = []
        for page in document:
            textpage = page.get_textpage()
            objects = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=textpage)
            found = [
                (_plain(one.extract()), one.get_bounds())
                for one in objects
                if isinstance(one, pypdfium2.PdfTextObj)
            ]
            textpage.close()
            pages.append([_printed(text, *bounds) for text, bounds in found if text])
        return pages


def type_sizes(pdf: bytes) -> set[float]:
    """The sizes of all type on it, in points."""
    with _opened(pdf) as document:
        found = set()
        for page in document:
            for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                size = ctypes.c_float()
                assert pypdfium2.raw.FPDFTextObj_GetFontSize(one.raw, size)
                matrix = one.get_matrix()
                assert (matrix.a, matrix.d) == (1, 1), "type is stretched"
                found.add(size.value)
        return found


def marked_texts(pdf: bytes) -> list[dict[int, str]]:
    """For each page, the text of each piece of marked content, by its number."""
    with _opened(pdf) as document:
        pages = []
        for page in document:
            marks: dict[int, str] = {}
            textpage = page.get_textpage()
            for one in page.get_objects(textpage=textpage):
                number = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(one.raw)
                if number >= 0:
                    text = one.extract() if isinstance(one, pypdfium2.PdfTextObj) else ""
                    marks[number] = marks.get(number, "") + text
            textpage.close()
            pages.append(marks)
        return pages


def unmarked(pdf: bytes) -> int:
    """How many things are drawn that are marked neither as content nor as decoration."""
    with _opened(pdf) as document:
        objects = (one for page in document for one in page.get_objects())
        return sum(pypdfium2.raw.FPDFPageObj_CountMarks(one.raw) == 0 for one in objects)


def _plain(text: str) -> str:
    """pdfium gives a hyphen at the end of a line as \\x02."""
    return text.replace("\u00a0", " ").replace("\x02", "-").strip()


def _printed(text: str, left: float, bottom: float, right: float, top: float) -> Printed:
    left, bottom, right, top = (edge * MM_PER_POINT for edge in (left, bottom, right, top))
    return Printed(text, left, A4_HEIGHT_MM - top, right, A4_HEIGHT_MM - bottom)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()
