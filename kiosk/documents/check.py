"""The check block: how anybody can find out whether a paper is genuine."""

from urllib.parse import urlsplit, urlunsplit

from kiosk.documents import wording
from kiosk.documents.fonts import Face, printable
from kiosk.documents.frame import LEFT, WIDTH, points
from kiosk.documents.layout import LINE, PRIMARY, QUIET, TEXT, Block, Sheet, Type
from kiosk.documents.qr import QUIET_ZONE, matrix
from kiosk.documents.text import wrap
from kiosk.domain.attestation import Attestation

_HEIGHT = 35.5
_QR_SIDE = 33.5
_TITLE = Type(Face.SEMIBOLD, 11, PRIMARY)
_LABEL = Type(Face.REGULAR, 8.5, QUIET)
_CODE = Type(Face.BOLD, 16)
_BODY = Type(Face.REGULAR, 8.5)
_ADDRESS = Type(Face.SEMIBOLD, 8.5)


def grouped(code: str) -> str:
    """The check code in groups of four, easy to read aloud and to type."""
    clean = printable(code)[:24]
    return " ".join(clean[start : start + 4] for start in range(0, len(clean), 4))


def page_address(address: str, code: str) -> str:
    """The address of the check page itself, short enough to type: without the code."""
    parts = urlsplit(address)
    path = parts.path.removesuffix(code).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def check_block(attestation: Attestation) -> Block:
    """QR on the left, code and instructions on the right. The QR holds the address alone."""
    cells = matrix(attestation.adresse_controle)
    code = grouped(attestation.code_controle)
    address = page_address(attestation.adresse_controle, attestation.code_controle)
    left = LEFT + _QR_SIDE + 8
    room = points(WIDTH - _QR_SIDE - 12)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.frame(LEFT, top, WIDTH, _HEIGHT, LINE)
        quiet = _QR_SIDE * QUIET_ZONE / (len(cells) + 2 * QUIET_ZONE)
        corner = 1 + quiet
        sheet.squares(LEFT + corner, top + corner, _QR_SIDE - 2 * quiet, cells, TEXT)
        sheet.text(left, top + 6, wording.CHECK, _TITLE)
        sheet.text(left, top + 11, wording.CHECK_CODE, _LABEL)
        sheet.text(left, top + 17, code, _CODE)
        lines = wrap(wording.CHECK_HOW, _BODY.face, _BODY.size, room)
        sheet.lines(left, top + 22.2, lines, _BODY)
        below = top + 22.2 + len(lines) * _BODY.leading
        sheet.lines(left, below, wrap(address, Face.SEMIBOLD, 8.5, room, at_most=1), _ADDRESS)

    return Block(_HEIGHT, draw)
