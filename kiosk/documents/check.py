"""The check block: how anybody can find out whether a paper is genuine."""

from urllib.parse import urlsplit, urlunsplit

from kiosk.documents import wording
from kiosk.documents.fonts import Face, printable
from kiosk.documents.frame import LEFT, WIDTH
from kiosk.documents.layout import Block
from kiosk.documents.letter_head import LetterHead
from kiosk.documents.qr import QUIET_ZONE, matrix
from kiosk.documents.sheet import LINE, PRIMARY, QUIET, TEXT, Sheet, Type, points
from kiosk.documents.structure import Role, figure
from kiosk.documents.text import wrap
from wire.paper import Paper

_HEIGHT = 36.0
_QR_SIDE = 33.5
_TITLE = Type(Face.SEMIBOLD, 12, PRIMARY)
_LABEL = Type(Face.REGULAR, 9, QUIET)
_CODE = Type(Face.BOLD, 16)
_BODY = Type(Face.REGULAR, 9)
_ADDRESS = Type(Face.SEMIBOLD, 9)


def grouped(code: str) -> str:
    """The check code in groups of four, easy to read aloud and to type."""
    clean = printable(code)[:24]
    return " ".join(clean[start : start + 4] for start in range(0, len(clean), 4))


def page_address(address: str, code: str) -> str:
    """The address of the check page itself, short enough to type: without the code."""
    parts = urlsplit(address)
    path = parts.path.removesuffix(code).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def check_block(paper: Paper, head: LetterHead) -> Block:
    """QR on the left, code and instructions on the right. The QR holds the address alone."""
    cells = matrix(paper.adresse_controle)
    code = grouped(paper.code_controle)
    address = page_address(paper.adresse_controle, paper.code_controle)
    left = LEFT + _QR_SIDE + 8
    room = points(WIDTH - _QR_SIDE - 12)
    how = wrap(head.how_to_check, _BODY.face, _BODY.size, room)
    where = wrap(address, _ADDRESS.face, _ADDRESS.size, room)
    height = max(_HEIGHT, 19 + len(how) * _BODY.leading + len(where) * _ADDRESS.leading + 2.5)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.frame(LEFT, top, WIDTH, height, LINE)
        with sheet.marked(sheet.root.add(Role.HEADING)):
            sheet.text(left, top + 6.6, head.check, _TITLE)
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            sheet.text(left, top + 14.8, wording.CHECK_CODE, _LABEL)
            sheet.text(left + 30, top + 15.2, code, _CODE)
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            sheet.lines(left, top + 21.8, how, _BODY)
            sheet.lines(left, top + 22.6 + len(how) * _BODY.leading, where, _ADDRESS)
        quiet = _QR_SIDE * QUIET_ZONE / (len(cells) + 2 * QUIET_ZONE)
        x, y = LEFT + 1.5 + quiet, top + (height - _QR_SIDE) / 2 + quiet
        side = _QR_SIDE - 2 * quiet
        box = figure(wording.CHECK_QR, *sheet.box(x, y, side, side))
        with sheet.marked(sheet.root.add(Role.FIGURE, box)):
            sheet.squares(x, y, side, cells, TEXT)

    return Block(height, draw)
