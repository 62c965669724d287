"""The upper half of the first page: references, title, and whose rights these are."""

from collections.abc import Sequence

from kiosk.documents import wording
from kiosk.documents.fonts import Face
from kiosk.documents.frame import HEAD_WIDTH, LEFT, WIDTH
from kiosk.documents.layout import Block
from kiosk.documents.letter_head import LetterHead, ReferenceLine
from kiosk.documents.sheet import DEEP, PALE, PRIMARY, QUIET, SMALLEST, Sheet, Type, points
from kiosk.documents.structure import Role
from kiosk.documents.text import fitted, wrap
from kiosk.documents.window import draw_address
from wire.paper import Paper

OPENING_BOTTOM = 110.5

_REFERENCES_TOP = 60.0
_REFERENCE_ROW = 8.0
_REFERENCE_LABEL = Type(Face.REGULAR, 9, QUIET)
_REFERENCE = Type(Face.SEMIBOLD, 10)
_REFERENCE_SIZES = (10, 9, 8.5, SMALLEST)
_REFERENCE_HEIGHT = 7.1
"""Millimetres: one line, or two of the smallest size."""
_TITLE = Type(Face.BOLD, 22, DEEP)
_TITLE_SIZES = (22, 20, 18, 16)
_TITLE_BASELINE = 97.2
"""Its capitals stand between what the window may show (to 90 mm) and the fold (99 mm)."""
_LEAD = Type(Face.REGULAR, 11, QUIET)
_LEAD_BASELINE = 104.2
_HEADING = Type(Face.SEMIBOLD, 12, PRIMARY)
_LABEL = Type(Face.REGULAR, 9.5, QUIET)
_VALUE = Type(Face.SEMIBOLD, 10.5)
_NIR = Type(Face.BOLD, 13)

_SECOND = LEFT + 114.5
_BAND = 9.4
_ROW = 5.4


def heading_block(title: str, *, spoken: bool = True) -> Block:
    """A section's title over a thin rule; it stays with what follows.

    One that comes again at the top of a page is not ``spoken``: a screen reader has read it.
    """

    def draw(sheet: Sheet, top: float) -> None:
        sheet.rule(LEFT, top + 6.2, WIDTH, PRIMARY, 0.35)
        with sheet.marked(sheet.root.add(Role.HEADING) if spoken else None):
            sheet.text(LEFT, top + 4.2, title, _HEADING)

    return Block(8.0, draw, together=True)


def draw_opening(sheet: Sheet, paper: Paper, head: LetterHead) -> None:
    draw_address(sheet, paper.assure)
    _draw_references(sheet, paper, head)
    style, title = fitted([head.full_title], _TITLE, _TITLE_SIZES, WIDTH, _TITLE.leading)
    with sheet.marked(sheet.root.add(Role.TITLE)):
        sheet.lines(LEFT, _TITLE_BASELINE, title, style)
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.text(LEFT, _LEAD_BASELINE, head.lead, _LEAD)


def _draw_references(sheet: Sheet, paper: Paper, head: LetterHead) -> None:
    """Left of the window: number, day of issue, and what the kind of paper adds."""
    rows = (
        ReferenceLine(head.number, paper.numero),
        ReferenceLine(head.issued, wording.long_date(paper.emise_le)),
        *head.references,
    )
    baseline = _REFERENCES_TOP + 3
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        for row in rows:
            sheet.text(LEFT, baseline, row.label, _REFERENCE_LABEL)
            style, lines = fitted(
                [row.value], _REFERENCE, _REFERENCE_SIZES, HEAD_WIDTH - 27, _REFERENCE_HEIGHT
            )
            sheet.lines(LEFT + 27, baseline, lines, style)
            baseline += _REFERENCE_ROW
            if row.remark is not None:
                sheet.text(LEFT + 27, baseline - 3.6, row.remark, _REFERENCE_LABEL)


def insured_block(paper: Paper) -> Block:
    """The number in a band, then the names on the left and the organisation on the right."""
    assure, caisse = paper.assure, paper.caisse
    number, _, key = assure.nir.spaced.rpartition(" ")
    names = [(wording.FAMILY_NAME, assure.nom_famille)]
    if assure.nom_usage:
        names.append((wording.USUAL_NAME, assure.nom_usage))
    names.append((wording.GIVEN_NAME, assure.prenom))
    code = f"{caisse.grand_regime} {caisse.organisme} {caisse.code_centre}"
    organisation = [(wording.ORGANISATION_CODE, code)]
    if regime := wording.REGIMES.get(caisse.grand_regime):
        organisation.insert(0, (wording.REGIME, regime))
    left = _Facts(LEFT, 27, 70, names)
    right = _Facts(_SECOND, 24, 31.5, organisation)
    heading = heading_block(wording.INSURED)

    def draw(sheet: Sheet, top: float) -> None:
        heading.draw(sheet, top)
        band = top + heading.height
        sheet.fill(LEFT, band, WIDTH, _BAND, PALE)
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            sheet.text(LEFT + 3, band + 6.1, wording.NIR, _LABEL)
            sheet.text(LEFT + 50, band + 6.3, number, _NIR)
            sheet.text(LEFT + 89, band + 6.1, wording.NIR_KEY, _LABEL)
            sheet.text(LEFT + 96, band + 6.3, key, _NIR)
            sheet.text(_SECOND, band + 6.1, wording.GESTION_CODE, _LABEL)
            sheet.text(_SECOND + 24, band + 6.3, assure.code_gestion, _NIR)
        left.draw(sheet, band + _BAND + 6.4)
        right.draw(sheet, band + _BAND + 6.4)

    return Block(heading.height + _BAND + max(left.height, right.height) + 2.4, draw)


class _Facts:
    """A column of labels and values; a long value goes on under itself."""

    def __init__(
        self, x: float, label_width: float, room: float, facts: Sequence[tuple[str, str]]
    ) -> None:
        self._x = x
        self._value_x = x + label_width
        self._facts = [
            (label, wrap(value, _VALUE.face, _VALUE.size, points(room))) for label, value in facts
        ]
        self.height = sum(max(1, len(lines)) * _ROW for _, lines in self._facts)

    def draw(self, sheet: Sheet, baseline: float) -> None:
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            for label, lines in self._facts:
                sheet.text(self._x, baseline, label, _LABEL)
                for line in lines or [""]:
                    sheet.text(self._value_x, baseline, line, _VALUE)
                    baseline += _ROW
