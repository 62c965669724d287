"""The strip as a picture: it shows what it is told to show, whole, in pieces that printers take.

What it says is for ``test_receipt``, how it looks for ``test_golden``.
"""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from devdock.receipts.commands import Raster, commands
from devdock.receipts.strip import Picture
from kiosk.documents import receipt_strip
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.receipt import receipt_text
from kiosk.documents.receipt_raster import DOTS, draw
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS, receipt
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE
from tests.documents.any_receipt import ANY_PLACE, ANY_RECEIPT
from tests.documents.reading import qr_codes_in, strips

MOST_BYTES = 60_000
BAND_BYTES, BAND_ROWS = 3_500, 48
LONG_PLACE = PlaceOfIssue(
    "Maison France Services de Saint-Maurice-en-Chalencon-les-Bains-sur-Vernoux", "07"
)
LONG_CONTACT = replace(
    CONTACT,
    caisse="Caisse primaire d’assurance maladie de la Loire-Atlantique et de Saint-Nazaire",
    telephone="0 800 11 22 33, depuis l’étranger +33 1 84 90 36 46",
    horaires="Du lundi au vendredi, de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h 30, sauf fériés.",
)
LONGEST = replace(RECEIPTS["accident"].receipt, reference="A" * 40), LONG_PLACE, LONG_CONTACT
ALL = [(sample.receipt, PLACE, CONTACT) for sample in RECEIPTS.values()] + [LONGEST]
LOST = RECEIPTS["opposition"].receipt


def words(lines) -> str:
    """Without the spaces, at which each breaks its lines as it has room."""
    return "".join("".join(lines).split())


@pytest.mark.parametrize("of", ALL)
def test_it_says_word_for_word_what_the_text_says(of):
    picture, text = render_receipt_strip(*of), render_receipt_strip(*of, raster=False)
    assert words(picture.lines) == words(text.lines).replace("-" * 48, "")
    (came,) = strips(text.escpos)
    assert words(came.text) == words(text.lines)


@pytest.mark.parametrize("of", ALL)
def test_what_the_printer_draws_is_what_was_drawn(of):
    """Dot for dot, but for the few that are added so that nothing looks like a command."""
    meant = draw(receipt_text(*of)).image.convert("L")
    (came,) = strips(render_receipt_strip(*of).escpos)
    paper = Image.new("L", (DOTS, sum(row.height for row in came.rows)), 255)
    top = 0
    for row in came.rows:
        if isinstance(row, Picture):
            paper.paste(row.image, (0, top))
        top += row.height
    other = ImageChops.difference(paper.crop((0, 0, DOTS, meant.height)), meant)
    assert other.histogram()[255] <= 40
    assert paper.crop((0, meant.height, DOTS, paper.height)).getextrema() == (255, 255)


def placed(monkeypatch, *of) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each text that is drawn."""
    found = []
    write = ImageDraw.ImageDraw.text

    def noted(self, at, text, fill, font, anchor):
        found.append(font.getbbox(text, anchor=anchor))
        found[-1] = tuple(edge + at[side % 2] for side, edge in enumerate(found[-1]))
        write(self, at, text, fill, font, anchor=anchor)

    with monkeypatch.context() as patch:
        patch.setattr(ImageDraw.ImageDraw, "text", noted)
        draw(receipt_text(*of))
    return found


@pytest.mark.parametrize("of", ALL)
def test_nothing_is_cut_and_no_two_texts_meet(monkeypatch, of):
    boxes = placed(monkeypatch, *of)
    assert len(boxes) > 20
    for left, top, right, _ in boxes:
        assert left >= -2
        assert top >= 0
        assert right <= DOTS
    for (_, _, right, bottom), (left, top, *_) in pairwise(boxes):
        assert top >= bottom - 2 or left >= right or top < bottom - 40


@settings(max_examples=20, deadline=None)
@given(made=ANY_RECEIPT, place=ANY_PLACE)
def test_any_agency_has_a_strip_that_a_printer_takes(made, place):
    sent = render_receipt_strip(made, place, CONTACT)
    assert not re.search(rb"\x10[\x04\x05\x14]", sent.escpos)
    assert len(sent.escpos) <= MOST_BYTES
    assert words([made.reference]) in words(sent.lines)
    (came,) = strips(sent.escpos)
    assert qr_codes_in(came.drawn()) == [made.reference]


@pytest.mark.parametrize("of", ALL)
def test_it_goes_out_in_bands_that_a_small_buffer_holds(of):
    sent = render_receipt_strip(*of).escpos
    assert len(sent) <= MOST_BYTES
    bands = [command for command in commands(bytearray(sent)) if isinstance(command, Raster)]
    assert len(bands) > 30
    for band in bands:
        assert len(band.dots) <= BAND_BYTES
        assert len(band.dots) // band.width <= BAND_ROWS
        assert 8 * band.width <= DOTS


@given(st.binary(max_size=200))
def test_dots_are_made_harmless_and_otherwise_left_alone(dots):
    safe = receipt_strip._harmless(dots)
    assert not re.search(rb"\x10[\x04\x05\x14]", safe)
    for before, after in zip(dots, safe, strict=True):
        assert after in (before, before | 0x08)


def test_what_looks_like_a_command_loses_one_dot_of_white():
    for second in (0x04, 0x05, 0x14):
        dots = bytes((0xFF, 0x10, second, 0x10, second, 0x00))
        assert receipt_strip._harmless(dots) == bytes(
            (0xFF, 0x10, second | 0x08, 0x10, second | 0x08, 0x00)
        )


@pytest.mark.parametrize("at", range(25))
def test_any_digit_of_the_reference_that_is_another_is_seen(at):
    digits = LOST.reference
    if not digits[at].isdigit():
        return
    other = f"{digits[:at]}{(int(digits[at]) + 1) % 10}{digits[at + 1 :]}"
    first, second = (
        draw(receipt_text(receipt("ceam", reference=reference), PLACE, CONTACT)).image
        for reference in (digits, other)
    )
    above_the_square = (0, 0, DOTS, first.height - 220)
    seen = ImageChops.difference(
        first.crop(above_the_square).convert("L"), second.crop(above_the_square).convert("L")
    )
    assert seen.histogram()[255] > 60


def test_a_letter_that_the_font_lacks_is_drawn_in_its_plain_form():
    lines = render_receipt_strip(
        LOST, PlaceOfIssue("مركز 日本 Nord\u2069", "\u20687\u2069"), CONTACT
    ).lines
    assert "mrkz RiBen Nord" in [line.replace("\u00a0", " ") for line in lines]
    assert "7" in lines
    assert "?" not in "".join(lines)


def test_a_strip_says_nothing_of_itself_to_a_log():
    assert "20261122" not in repr(render_receipt_strip(LOST, PLACE, CONTACT))
