"""The receipt on a sheet of A4, where there is no receipt printer."""

from collections.abc import Sequence

from kiosk.documents import receipt_wording as wording
from kiosk.documents.contact import CaisseContact
from kiosk.documents.fonts import Face
from kiosk.documents.frame import FOOT_TOP, LEFT, RIGHT, WIDTH, draw_head
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.qr import QUIET_ZONE, matrix
from kiosk.documents.receipt import ReceiptLine, ReceiptText, receipt_text
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import (
    DEEP,
    LINE,
    PALE,
    PRIMARY,
    QUIET,
    SMALLEST,
    TEXT,
    Sheet,
    Type,
    points,
)
from kiosk.documents.structure import Role, figure, row_header
from kiosk.documents.text import fitted, wrap
from kiosk.documents.typesetting import typeset
from kiosk.documents.wording import made_at
from kiosk.domain.receipt import Receipt

_TITLE = Type(Face.BOLD, 22, DEEP)
_TITLE_BASELINE = 66.0
_OPERATION = Type(Face.SEMIBOLD, 15, PRIMARY)
_OPERATION_BASELINE = 75.0

_TODO = Type(Face.BOLD, 18)
_TODO_BASELINE = 88.0
_TASK = Type(Face.SEMIBOLD, 13)

_BAND_HEIGHT = 18.0
_LABEL = Type(Face.REGULAR, 11, QUIET)
_REFERENCE = Type(Face.BOLD, 20)
_REFERENCE_SIZES = (20, 17, 14, 11)

_VALUES = LEFT + 38.0
_VALUE = Type(Face.SEMIBOLD, 13)
_VALUE_SIZES = (13, 12, 11, 10)
_BETWEEN = 3.2
_HIGHEST = 22.0
"""Millimetres for the sentences of one line; they get smaller rather than longer."""

_QR_SIDE = 38.0
_KEEP = Type(Face.REGULAR, 12)
_FOOT = Type(Face.REGULAR, 9, QUIET)


def render_receipt_sheet(receipt: Receipt, place: PlaceOfIssue, contact: CaisseContact) -> Rendered:
    """The receipt of a request made at ``place``: one page."""
    said = receipt_text(receipt, place, contact)

    def draw(sheet: Sheet) -> None:
        draw_head(sheet, said.caisse, (place.agence,))
        _draw_title(sheet, said.operation)
        band = _draw_todo(sheet, said.todo) + 4
        _draw_reference(sheet, said.reference, band)
        below = _draw_lines(sheet, said, band + _BAND_HEIGHT + 8)
        _draw_square(sheet, said.reference, below + 8)
        _draw_foot(sheet, place)

    return typeset(wording.say("receipt.title"), [draw])


def _draw_title(sheet: Sheet, operation: str) -> None:
    with sheet.marked(sheet.root.add(Role.TITLE)):
        sheet.text(LEFT, _TITLE_BASELINE, wording.say("receipt.title"), _TITLE)
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.text(LEFT, _OPERATION_BASELINE, operation, _OPERATION)


def _draw_todo(sheet: Sheet, todo: Sequence[str]) -> float:
    """What is still to be done, before all else; returns where it ends."""
    headline, *tasks = todo
    lines = [line for task in tasks for line in wrap(task, _TASK.face, _TASK.size, points(WIDTH))]
    below = _TODO_BASELINE + _TASK.leading + 1.2
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.text(LEFT, _TODO_BASELINE, headline, _TODO)
        sheet.lines(LEFT, below, lines, _TASK)
    return _TODO_BASELINE + len(lines) * _TASK.leading + 2.5


def _draw_reference(sheet: Sheet, reference: str, top: float) -> None:
    sheet.fill(LEFT, top, WIDTH, _BAND_HEIGHT, PALE)
    style, lines = fitted([reference], _REFERENCE, _REFERENCE_SIZES, WIDTH - 46, _REFERENCE.leading)
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.text(LEFT + 5, top + 11, wording.say("receipt.reference"), _LABEL)
        sheet.lines(_VALUES, top + 11.5, lines, style)


def _draw_lines(sheet: Sheet, said: ReceiptText, top: float) -> float:
    """A table of two columns, its rows apart; returns where it ends."""
    table = sheet.root.add(Role.TABLE)
    for line in said.lines:
        row = table.add(Role.ROW)
        style, sentences = _sentences(line)
        baseline = top + style.leading * 0.75
        with sheet.marked(row.add(Role.HEADER, row_header())):
            sheet.text(LEFT + 5, baseline, line.label, _LABEL)
        with sheet.marked(row.add(Role.CELL)):
            sheet.lines(_VALUES, baseline, sentences, style)
        top += len(sentences) * style.leading + _BETWEEN
        sheet.rule(LEFT, top - _BETWEEN / 2, WIDTH, LINE, 0.25)
    return top


def _sentences(line: ReceiptLine) -> tuple[Type, Sequence[str]]:
    return fitted(line.sentences, _VALUE, _VALUE_SIZES, RIGHT - _VALUES, _HIGHEST)


def _draw_square(sheet: Sheet, reference: str, top: float) -> None:
    """The QR, and beside it what the receipt is good for."""
    cells = matrix(reference)
    quiet = _QR_SIDE * QUIET_ZONE / (len(cells) + 2 * QUIET_ZONE)
    side = _QR_SIDE - 2 * quiet
    box = figure(
        wording.say("receipt.reference_qr"), *sheet.box(LEFT + quiet, top + quiet, side, side)
    )
    with sheet.marked(sheet.root.add(Role.FIGURE, box)):
        sheet.squares(LEFT + quiet, top + quiet, side, cells, TEXT)
    left = LEFT + _QR_SIDE + 6
    style, lines = fitted(
        [wording.say("receipt.keep"), wording.say("receipt.nobody")],
        _KEEP,
        (_KEEP.size,),
        RIGHT - left,
        _QR_SIDE,
    )
    middle = top + (_QR_SIDE - len(lines) * style.leading) / 2
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.lines(left, middle + style.leading * 0.75, lines, style)


def _draw_foot(sheet: Sheet, place: PlaceOfIssue) -> None:
    sheet.rule(LEFT, FOOT_TOP, WIDTH, LINE, 0.25)
    made = made_at(place.borne, place.agence)
    style, lines = fitted([made], _FOOT, (_FOOT.size, SMALLEST), WIDTH, 2 * _FOOT.leading)
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.lines(LEFT, FOOT_TOP + 5, lines, style)
