"""Reads a finished PDF the way a person or a scanner would."""

from io import BytesIO

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def texts(pdf: bytes) -> list[str]:
    """The text of each page, non-breaking spaces as plain ones."""
    return [page.extract_text().replace("\u00a0", " ") for page in PdfReader(BytesIO(pdf)).pages]


def qr_codes(pdf: bytes) -> list[str]:
    """What a scanner reads on the printed pages, at some 200 dots per inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        images = [page.render(scale=200 / 72).to_pil() for page in document]
    finally:
        document.close()
    return [code.text for image in images for code in zxingcpp.read_barcodes(image)]


def ink_box_mm(pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything drawn on a page, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[page].render(scale=1).to_pil().convert("L")
    finally:
        document.close()
    box = image.point(lambda level: 255 if level < 250 else 0).getbbox()
    assert box is not None, "an empty page"
    left, top, right, bottom = (edge * 25.4 / 72 for edge in box)
    return left, top, right, bottom
