"""A page that says where it was printed and nothing of anybody."""

from kiosk.documents import wording
from kiosk.documents.contact import CaisseContact
from kiosk.documents.fonts import Face
from kiosk.documents.frame import LEFT, WIDTH, draw_head
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.receipt_wording import say
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import DEEP, Sheet, Type, points
from kiosk.documents.structure import Role
from kiosk.documents.text import wrap
from kiosk.documents.typesetting import typeset

_TITLE = Type(Face.BOLD, 22, DEEP)
_TITLE_BASELINE = 66.0
_LINE = Type(Face.REGULAR, 13)
_LINES_BASELINE = 78.0


def render_test_page(place: PlaceOfIssue, contact: CaisseContact) -> Rendered:
    """One page, the same whenever it is made."""
    title = say("test_page.title")
    said = (say("test_page.line"), wording.made_at(place.borne, place.agence))
    lines = [line for each in said for line in wrap(each, _LINE.face, _LINE.size, points(WIDTH))]

    def draw(sheet: Sheet) -> None:
        draw_head(sheet, contact.caisse, (place.agence,))
        with sheet.marked(sheet.root.add(Role.TITLE)):
            sheet.text(LEFT, _TITLE_BASELINE, title, _TITLE)
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            sheet.lines(LEFT, _LINES_BASELINE, lines, _LINE)

    return typeset(title, [draw])
