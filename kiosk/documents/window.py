"""The recipient's address, where the window of a French envelope shows it and nothing else.

The envelope is DL, 110 × 220 mm; the windows sold for it in France are 45 × 100 and 35 × 100 mm,
20 mm from the right and from the bottom edge. An A4 sheet folded in three, 99 × 210 mm, has 11 mm
of play in its height and 10 mm in its width:

- through the window one may see 34 to 90 mm from the top of the sheet, 90 to 200 mm from its
  left: only the address stands there;
- one always sees 45 to 79 mm (55 to 79 mm through the lower window) and 100 to 190 mm: there
  stands the address, as low as it can, so that four lines suit both windows.

That agrees with the frame that French mailers ask for, 110 mm from the left and 55 mm from the top
(edics.fr, « Rédiger vos adresses »). The lines follow NF Z 10-011 as La Poste sums it up (Service
national de l'adresse): six at most, or seven with a country, 38 characters each, aligned to the
left, name first, place last.
"""

from kiosk.documents.fonts import Face
from kiosk.documents.sheet import SMALLEST, Sheet, Type
from kiosk.documents.structure import Role
from kiosk.documents.text import fitted, name_lines
from wire.paper import Assure

SEEN_TOP, SEEN_BOTTOM = 34.0, 90.0
SEEN_LEFT, SEEN_RIGHT = 90.0, 200.0
"""What may show through the window, wherever the sheet lies in its envelope."""

_LEFT, _WIDTH = 110.0, 78.0
_TOP, _BOTTOM = 46.0, 78.0

_MOST_LINES = 6
_ADDRESS = Type(Face.REGULAR, 11)
_SMALLER = Type(Face.REGULAR, 9)
"""A name that does not fit one line at this size takes two."""
_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, SMALLEST)


def draw_address(sheet: Sheet, assure: Assure) -> None:
    """How the post knows the person, usual name first, and the lines on file.

    Each in full, as large as it fits; see ``fitted`` for what no size can hold.
    """
    written = [line for line in assure.adresse if line.strip()]
    if len(written) > _MOST_LINES:
        written = [*written[: _MOST_LINES - 1], written[-1]]
    family = assure.nom_usage or assure.nom_famille
    texts = [*name_lines(family, assure.prenom, _SMALLER, _WIDTH), *written]
    style, lines = fitted(texts, _ADDRESS, _SIZES, _WIDTH, _BOTTOM - _TOP)
    top = _BOTTOM - len(lines) * style.leading
    with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
        sheet.lines(_LEFT, top + style.leading * 0.75, lines, style)
