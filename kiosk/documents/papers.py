"""Every kind of paper that the kiosk can draw: an import each.

Whatever ``Drawn`` is imported here can be printed. Nothing else in this module names it, which is
why the linter is told to let these imports be; each goes by a name of its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.documents.attestation import DRAWN as ATTESTATION
from kiosk.documents.drawn import Drawn
from kiosk.documents.ij import DRAWN as IJ
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.refunds import DRAWN as REFUNDS
from kiosk.documents.rendered import Rendered
from wire.paper import Paper

PAPERS: tuple[Drawn[Any], ...] = tuple(
    each for each in globals().values() if isinstance(each, Drawn)
)
RENDERERS: Mapping[type[Paper], Callable[[Any, PlaceOfIssue], Rendered]] = {
    drawn.kind: drawn.render for drawn in PAPERS
}


def render_paper(paper: Paper, place: PlaceOfIssue) -> Rendered | None:
    """``paper`` made at ``place``; None when nothing here draws such a paper."""
    render = RENDERERS.get(type(paper))
    return None if render is None else render(paper, place)
