"""Pictures of the papers as they should look.

``python -m tests.documents.golden`` renews them: look at each before it goes in.

Grey, because the agencies' printers are; 100 dots per inch, so that a digit of the smallest type
covers some 40 pixels; 16 levels, so that a page takes some 50 kB.

The same version of pdfium draws the same pixels everywhere but for rounding: a pixel counts as
another one when it is off by more than ``LEVELS`` of 255, about twice what 16 levels and rounding
add up to. One such pixel is one too many: ``test_golden.py`` shows that a digit changed or a line
moved by 0.3 mm, anywhere on the paper, makes more of them.
"""

import sys
from pathlib import Path

from PIL import Image, ImageChops

from kiosk.documents.attestation import render_attestation
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE, SAMPLES
from tests.documents.reading import pictures, strips

FAMILIES = ("family", "minimal", "situation", "ended", "nineteen", "long-names")
RECEIPT = "opposition"
SHEET, STRIP, TEXT = f"sheet-{RECEIPT}", f"strip-{RECEIPT}", f"text-{RECEIPT}"
"""A receipt on A4, and as the receipt printer prints it, a dot a pixel: as a picture, and in
its own letters."""
TO_DO = "strip-accident"
"""One that says what is still to be done."""
PAPERS = (*FAMILIES, SHEET, STRIP, TEXT, TO_DO)
DPI = 100
LEVELS = 40

_FOLDER = Path(__file__).parent / "golden"
_GREYS = 16


def coarse(picture: Image.Image) -> Image.Image:
    """``picture`` in 16 greys, as the goldens are kept."""
    step = 255 / (_GREYS - 1)
    return picture.point(lambda level: round(round(level / step) * step))


def off_pixels(seen: Image.Image, golden: Image.Image) -> int:
    """How many pixels are not what they should be; all of them when the sizes differ."""
    if seen.size != golden.size:
        return seen.width * seen.height
    difference = ImageChops.difference(seen, golden)
    return sum(difference.histogram()[LEVELS + 1 :])


def golden_pages(name: str) -> list[Image.Image]:
    """The goldens of a sample, page by page."""
    return [_read(path) for path in sorted(_FOLDER.glob(f"{name}-[0-9].png"))]


def seen_pages(name: str) -> list[Image.Image]:
    """The sample as it looks now."""
    receipt = RECEIPTS[RECEIPT].receipt
    if name == SHEET:
        return pictures(render_receipt_sheet(receipt, PLACE, CONTACT).pdf, DPI)
    if name in (STRIP, TEXT, TO_DO):
        shown = RECEIPTS["accident"].receipt if name == TO_DO else receipt
        sent = render_receipt_strip(shown, PLACE, CONTACT, raster=name != TEXT)
        (strip,) = strips(sent.escpos)
        return [strip.drawn()]
    return pictures(render_attestation(SAMPLES[name].paper, PLACE).pdf, DPI)


def renew() -> None:
    """Draws all goldens anew, in place of those that are there."""
    _FOLDER.mkdir(exist_ok=True)
    for path in _FOLDER.glob("*.png"):
        path.unlink()
    for name in PAPERS:
        for number, page in enumerate(seen_pages(name), start=1):
            coarse(page).quantize(_GREYS).save(_FOLDER / f"{name}-{number}.png", optimize=True)


def _read(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")


if __name__ == "__main__":
    renew()
    sys.stdout.write(f"Renewed in {_FOLDER}. Look at each before it goes in.\n")
