"""Put into a window envelope, the sheet shows the address whole, and nothing else."""

import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.documents.samples import FAMILY, PLACE, SAMPLES
from kiosk.documents.window import SEEN_BOTTOM, SEEN_LEFT, SEEN_RIGHT, SEEN_TOP
from tests.documents.reading import MM_PER_POINT, pictures, printed

ENVELOPE_WIDTH, ENVELOPE_HEIGHT = 220.0, 110.0
FOLDED_WIDTH, FOLDED_HEIGHT = 210.0, 99.0
EDGE = 20.0


def views(window_height: float):
    """What the window shows of the sheet, in its millimetres, in each corner it may slip to."""
    for right in (0.0, ENVELOPE_WIDTH - FOLDED_WIDTH):
        for down in (0.0, ENVELOPE_HEIGHT - FOLDED_HEIGHT):
            left = ENVELOPE_WIDTH - EDGE - 100 - right
            top = ENVELOPE_HEIGHT - EDGE - window_height - down
            yield left, top, left + 100, top + window_height


def address_lines(name: str):
    first = printed(render_attestation(SAMPLES[name].paper, PLACE).pdf)[0]
    return [line for line in first if line.left > SEEN_LEFT and line.bottom < SEEN_BOTTOM]


def test_the_numbers_follow_from_envelope_and_sheet():
    corners = [*views(45), *views(35)]
    assert min(left for left, *_ in corners) == SEEN_LEFT
    assert min(top for _, top, *_ in corners) == SEEN_TOP
    assert max(right for *_, right, _ in corners) == SEEN_RIGHT
    assert max(bottom for *_, bottom in corners) == SEEN_BOTTOM


@pytest.mark.parametrize("name", SAMPLES)
def test_only_the_address_can_show(name):
    assure = SAMPLES[name].paper.assure
    names = (assure.nom_usage or assure.nom_famille, assure.prenom)
    allowed = " ".join((*names, *assure.adresse))
    lines = address_lines(name)
    assert lines
    for line in lines:
        assert line.text in allowed


def test_no_line_or_colour_shows_beside_the_address():
    page = pictures(render_attestation(FAMILY, PLACE).pdf, 72)[0]
    seen = (SEEN_LEFT, SEEN_TOP, SEEN_RIGHT, SEEN_BOTTOM)
    left, top, right, bottom = (round(edge / MM_PER_POINT) for edge in seen)
    ink = page.crop((left, top, right, bottom)).point(lambda level: 255 if level < 250 else 0)
    box = ink.getbbox()
    assert box is not None
    lines = address_lines("family")
    ink_left, ink_top = box[0] * MM_PER_POINT + SEEN_LEFT, box[1] * MM_PER_POINT + SEEN_TOP
    assert ink_left == pytest.approx(min(line.left for line in lines), abs=0.5)
    assert ink_top == pytest.approx(min(line.top for line in lines), abs=0.5)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_whole_address_shows_wherever_the_sheet_slips(name):
    lines = address_lines(name)
    windows = [45.0] if name == "long-names" else [45.0, 35.0]
    for height in windows:
        for left, top, right, bottom in views(height):
            for line in lines:
                assert left + 5 <= line.left
                assert line.right <= right - 2
                assert top <= line.top
                assert line.bottom <= bottom


def test_the_fold_crosses_no_text():
    first = printed(render_attestation(FAMILY, PLACE).pdf)[0]
    assert not [line.text for line in first if line.top < FOLDED_HEIGHT < line.bottom]
