"""What stands on every page of a paper: the caisse above, the legal foot below."""

from collections.abc import Sequence

from kiosk.documents import wording
from kiosk.documents.fonts import Face
from kiosk.documents.layout import (
    LINE,
    POINTS_PER_MM,
    PRIMARY,
    QUIET,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    Sheet,
    Type,
)
from kiosk.documents.place import Place
from kiosk.documents.text import wrap
from kiosk.domain.attestation import Attestation

LEFT = 20.0
RIGHT = SHEET_WIDTH - 20.0
WIDTH = RIGHT - LEFT

HEAD_TOP = 15.0
FOOT_TOP = SHEET_HEIGHT - 35.0
CONTINUED_TOP = 32.0
"""Where the body begins on the second page and after."""

_CAISSE = Type(Face.BOLD, 13, PRIMARY)
_CAISSE_ADDRESS = Type(Face.REGULAR, 9.5, QUIET)
_SMALL = Type(Face.REGULAR, 7, QUIET)
_FOOT = Type(Face.SEMIBOLD, 8)
_RUNNING = Type(Face.SEMIBOLD, 9, PRIMARY)


def points(millimetres: float) -> float:
    return millimetres * POINTS_PER_MM


def draw_head(sheet: Sheet, attestation: Attestation) -> None:
    """The caisse and its address, top left, beside a bar of its colour."""
    caisse = attestation.caisse
    room = points(84)
    name = wrap(caisse.libelle, _CAISSE.face, _CAISSE.size, room, at_most=2)
    address = [
        line
        for raw in caisse.adresse[:6]
        for line in wrap(raw, _CAISSE_ADDRESS.face, _CAISSE_ADDRESS.size, room, at_most=1)
    ]
    height = len(name) * _CAISSE.leading + len(address) * _CAISSE_ADDRESS.leading + 1
    sheet.fill(LEFT, HEAD_TOP, 1.2, height, PRIMARY)
    baseline = HEAD_TOP + 4.2
    sheet.lines(LEFT + 4.5, baseline, name, _CAISSE)
    baseline += len(name) * _CAISSE.leading - 0.3
    sheet.lines(LEFT + 4.5, baseline, address, _CAISSE_ADDRESS)


def draw_running_head(sheet: Sheet, attestation: Attestation) -> None:
    """The second page and after: what this is a page of, without naming anybody."""
    line = f"{wording.TITLE} {wording.SUBTITLE}"
    sheet.text(LEFT, HEAD_TOP + 4.2, line, _RUNNING)
    number = wrap(f"{wording.NUMBER} {attestation.numero}", Face.REGULAR, 9, points(80), at_most=1)
    for text in number:
        sheet.text_right(RIGHT, HEAD_TOP + 4.2, text, Type(Face.REGULAR, 9, QUIET))
    sheet.rule(LEFT, HEAD_TOP + 7, WIDTH, PRIMARY, 0.4)


def draw_foot(sheet: Sheet, place: Place, code: str, page: int, pages: int) -> None:
    """The legal sentences, where it was made, the check code again, and page x/y."""
    sheet.rule(LEFT, FOOT_TOP, WIDTH, LINE, 0.2)
    baseline = FOOT_TOP + 4
    for sentence in (wording.TRUE_TODAY, wording.SANCTIONS, wording.DATA_PROTECTION):
        lines = wrap(sentence, _SMALL.face, _SMALL.size, points(WIDTH))
        sheet.lines(LEFT, baseline, lines, _SMALL)
        baseline += len(lines) * _SMALL.leading + 0.5
    baseline = SHEET_HEIGHT - 12
    made_at = wording.made_at(place.borne, place.agence)
    sheet.lines(LEFT, baseline, _one_line(made_at, 95), _FOOT)
    sheet.text(LEFT + 99, baseline, f"{wording.CHECK_CODE} {code}", _FOOT)
    sheet.text_right(RIGHT, baseline, wording.page_of(page, pages), _FOOT)


def _one_line(text: str, room_mm: float) -> Sequence[str]:
    return wrap(text, _FOOT.face, _FOOT.size, points(room_mm), at_most=1)
