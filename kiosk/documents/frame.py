"""What stands on every page of a paper: the caisse above, the legal foot below."""

from collections.abc import Sequence
from functools import cache

from kiosk.documents import wording
from kiosk.documents.fonts import Face
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.sheet import (
    LINE,
    PRIMARY,
    QUIET,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    SMALLEST,
    Sheet,
    Type,
    points,
)
from kiosk.documents.structure import Role
from kiosk.documents.text import fitted, wrap

LEFT = 20.0
RIGHT = SHEET_WIDTH - 20.0
WIDTH = RIGHT - LEFT

HEAD_TOP = 15.0
HEAD_BOTTOM = 55.0
HEAD_WIDTH = 66.0
"""Ends left of all that the envelope's window may show."""

FOOT_TOP = SHEET_HEIGHT - 33.8
CONTINUED_TOP = 30.0
"""Where the body begins on the second page and after."""

_CAISSE = Type(Face.BOLD, 13.5, PRIMARY)
_CAISSE_SIZES = (13.5, 12, 10.5, 9)
_CAISSE_HEIGHT = 17.0
_CAISSE_ADDRESS = Type(Face.REGULAR, 9.5, QUIET)
_CAISSE_ADDRESS_SIZES = (9.5, 9, 8.5, SMALLEST)
_BAR = 4.5
_TIGHT = 0.92
_SMALL = Type(Face.REGULAR, SMALLEST, QUIET, _TIGHT)
_FOOT = Type(Face.SEMIBOLD, SMALLEST, spacing=_TIGHT)
_MADE_AT_LINES = 2
_LAST_LINE = SHEET_HEIGHT - 9.75
_RUNNING = Type(Face.SEMIBOLD, 9, PRIMARY)
_NUMBER = Type(Face.REGULAR, 9, QUIET)
_NUMBER_SIZES = (9, 8.5, SMALLEST)


def draw_head(sheet: Sheet, caisse: str, below_it: Sequence[str]) -> None:
    """The caisse and its address, or another few lines, top left, beside a bar of its colour."""
    room = HEAD_WIDTH - _BAR
    name_type, name = fitted([caisse], _CAISSE, _CAISSE_SIZES, room, _CAISSE_HEIGHT)
    below = HEAD_TOP + len(name) * name_type.leading + 0.6
    address_type, address = fitted(
        below_it, _CAISSE_ADDRESS, _CAISSE_ADDRESS_SIZES, room, HEAD_BOTTOM - below
    )
    bottom = below + len(address) * address_type.leading
    sheet.fill(LEFT, HEAD_TOP, 1.2, bottom - HEAD_TOP, PRIMARY)
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.lines(LEFT + _BAR, HEAD_TOP + name_type.leading * 0.75, name, name_type)
        sheet.lines(LEFT + _BAR, below + address_type.leading * 0.75, address, address_type)


def draw_running_head(sheet: Sheet, title: str, number: str) -> None:
    """The second page and after: what this is a page of, without naming anybody."""
    baseline = HEAD_TOP + 4.2
    sheet.text(LEFT, baseline, title, _RUNNING)
    style, lines = fitted([number], _NUMBER, _NUMBER_SIZES, 95, _NUMBER.leading)
    for line in lines:
        sheet.text_right(RIGHT, baseline, line, style)
    sheet.rule(LEFT, HEAD_TOP + 7, WIDTH, PRIMARY, 0.4)


def draw_foot(
    sheet: Sheet, place: PlaceOfIssue, truth: str, code: str, page: int, pages: int
) -> None:
    """What the paper is worth, the law, where it was made, the check code again, and page x/y.

    It is the same on every page: a screen reader reads it once, at the end.
    """
    sheet.rule(LEFT, FOOT_TOP, WIDTH, LINE, 0.25)
    spoken = sheet.root.add(Role.PARAGRAPH) if page == pages else None
    baseline = FOOT_TOP + 3.25
    for lines in _sentences(truth):
        with sheet.marked(spoken):
            sheet.lines(LEFT, baseline, lines, _SMALL)
        baseline += len(lines) * _SMALL.leading + 0.3
    made_at = wording.made_at(place.borne, place.agence)
    style, lines = fitted([made_at], _FOOT, (_FOOT.size,), 92, _MADE_AT_LINES * _FOOT.leading)
    with sheet.marked(spoken):
        sheet.lines(LEFT, _LAST_LINE - (len(lines) - 1) * style.leading, lines, style)
    sheet.text(LEFT + 96, _LAST_LINE, f"{wording.CHECK_CODE} {code}", _FOOT)
    sheet.text_right(RIGHT, _LAST_LINE, wording.page_of(page, pages), _FOOT)


@cache
def _sentences(truth: str) -> tuple[list[str], ...]:
    """Broken into lines: the same on every page of every paper of a kind."""
    sentences = (truth, wording.SANCTIONS, wording.DATA_PROTECTION)
    return tuple(wrap(one, _SMALL.face, _SMALL.size, points(WIDTH)) for one in sentences)
