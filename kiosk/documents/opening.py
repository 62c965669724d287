"""The upper half of the first page: address window, title, and whose rights these are."""

from collections.abc import Sequence

from kiosk.documents import wording
from kiosk.documents.fonts import Face
from kiosk.documents.frame import LEFT, RIGHT, WIDTH, points
from kiosk.documents.layout import (
    DEEP,
    PALE,
    PRIMARY,
    QUIET,
    Block,
    Sheet,
    Type,
)
from kiosk.documents.text import wrap
from kiosk.domain.attestation import Assure, Attestation, Version

WINDOW_LEFT = 108.0
WINDOW_TOP = 50.0
WINDOW_WIDTH = 82.0
"""The address shows through the window of a DL envelope: right side, 45 to 85 mm from the top."""

OPENING_BOTTOM = 107.0

_ADDRESS = Type(Face.REGULAR, 11)
_REFERENCE_LABEL = Type(Face.REGULAR, 9, QUIET)
_REFERENCE = Type(Face.SEMIBOLD, 10)
_TITLE = Type(Face.BOLD, 21, DEEP)
_MARK = Type(Face.SEMIBOLD, 10, PRIMARY)
_HEADING = Type(Face.SEMIBOLD, 11, PRIMARY)
_LABEL = Type(Face.REGULAR, 9, QUIET)
_VALUE = Type(Face.SEMIBOLD, 10.5)
_NIR = Type(Face.BOLD, 12.5)

_BAND = 8.6
_ROW = 5.2


def heading_block(title: str) -> Block:
    """A section's title over a thin rule; it stays with what follows."""

    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(LEFT, top + 4, title, _HEADING)
        sheet.rule(LEFT, top + 5.8, WIDTH, PRIMARY, 0.35)

    return Block(7.5, draw, together=True)


def draw_opening(sheet: Sheet, attestation: Attestation) -> None:
    _draw_references(sheet, attestation)
    _draw_window(sheet, attestation.assure)
    sheet.text(LEFT, 100, f"{wording.TITLE} {wording.SUBTITLE}", _TITLE)
    if attestation.version is Version.MINIMALE:
        sheet.text_right(RIGHT, 100, wording.MINIMAL, _MARK)


def _draw_references(sheet: Sheet, attestation: Attestation) -> None:
    """Left of the window: number, day of issue and end of validity."""
    rows = (
        (wording.NUMBER, attestation.numero),
        (wording.ISSUED, wording.long_date(attestation.emise_le)),
        (wording.VALID_UNTIL, wording.long_date(attestation.valable_jusqu_au)),
    )
    baseline = WINDOW_TOP + 4
    for label, value in rows:
        sheet.text(LEFT, baseline, label, _REFERENCE_LABEL)
        lines = wrap(value, _REFERENCE.face, _REFERENCE.size, points(80), at_most=1)
        sheet.lines(LEFT, baseline + 4.3, lines, _REFERENCE)
        baseline += 11
    sheet.text(LEFT, baseline - 2.4, wording.IF_UNCHANGED, _REFERENCE_LABEL)


def _draw_window(sheet: Sheet, assure: Assure) -> None:
    lines = [
        line
        for raw in (civil_name(assure), *assure.adresse[:6])
        for line in wrap(raw, _ADDRESS.face, _ADDRESS.size, points(WINDOW_WIDTH), at_most=2)
    ]
    sheet.lines(WINDOW_LEFT, WINDOW_TOP + 4, lines[:8], _ADDRESS)


def civil_name(assure: Assure) -> str:
    """How the post knows the person: usual name if there is one, then given name."""
    return f"{assure.nom_usage or assure.nom_famille} {assure.prenom}"


def insured_block(attestation: Attestation) -> Block:
    """The number in a band, then the names on the left and the organisation on the right."""
    assure, caisse = attestation.assure, attestation.caisse
    number, _, key = assure.nir.spaced.rpartition(" ")
    names = [(wording.FAMILY_NAME, assure.nom_famille)]
    if assure.nom_usage:
        names.append((wording.USUAL_NAME, assure.nom_usage))
    names.append((wording.GIVEN_NAME, assure.prenom))
    code = f"{caisse.grand_regime} {caisse.organisme} {caisse.code_centre}"
    organisation = [(wording.ORGANISATION_CODE, code), (wording.GESTION_CODE, assure.code_gestion)]
    left = _Facts(LEFT, 26, 72, names)
    right = _Facts(LEFT + 104, 36, 30, organisation)
    heading = heading_block(wording.INSURED)

    def draw(sheet: Sheet, top: float) -> None:
        heading.draw(sheet, top)
        band = top + heading.height
        sheet.fill(LEFT, band, WIDTH, _BAND, PALE)
        sheet.text(LEFT + 3, band + 5.6, wording.NIR, _LABEL)
        sheet.text(LEFT + 50, band + 5.8, number, _NIR)
        sheet.text(LEFT + 104, band + 5.6, wording.NIR_KEY, _LABEL)
        sheet.text(LEFT + 112, band + 5.8, key, _NIR)
        left.draw(sheet, band + _BAND + 6)
        right.draw(sheet, band + _BAND + 6)

    return Block(heading.height + _BAND + max(left.height, right.height) + 2, draw)


class _Facts:
    """A column of labels and values; a long value goes on under itself."""

    def __init__(
        self, x: float, label_width: float, room: float, facts: Sequence[tuple[str, str]]
    ) -> None:
        self._x = x
        self._value_x = x + label_width
        self._facts = [
            (label, wrap(value, _VALUE.face, _VALUE.size, points(room), at_most=3))
            for label, value in facts
        ]
        self.height = sum(max(1, len(lines)) * _ROW for _, lines in self._facts)

    def draw(self, sheet: Sheet, baseline: float) -> None:
        for label, lines in self._facts:
            sheet.text(self._x, baseline, label, _LABEL)
            for line in lines or [""]:
                sheet.text(self._value_x, baseline, line, _VALUE)
                baseline += _ROW
