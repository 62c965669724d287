"""The letter that every paper is: who sends it, to whom, about whom, and how it can be checked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.documents.check import check_block, grouped
from kiosk.documents.frame import CONTINUED_TOP, FOOT_TOP, draw_foot, draw_head, draw_running_head
from kiosk.documents.layout import Block, Placed, gap, paginate
from kiosk.documents.letter_head import LetterHead
from kiosk.documents.masthead import OPENING_BOTTOM, draw_opening, insured_block
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import Sheet
from kiosk.documents.typesetting import typeset
from wire.paper import Paper

_BOTTOM = FOOT_TOP - 3


def letter(paper: Paper, place: PlaceOfIssue, head: LetterHead, body: Sequence[Block]) -> Rendered:
    """``paper`` as an A4 PDF made at ``place``: caisse, window, references, title and the insured
    person, then ``body`` (at least one block), then the check block; on further pages a running
    head, on each the foot. The same paper gives the same bytes; the file names no person.

    Characters that the font lacks are replaced; texts that do not fit are wrapped, and in the few
    places of fixed size made smaller, then cut with an ellipsis.
    """
    pages = _compose(paper, head, body)

    def page(number: int, blocks: tuple[Placed, ...]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            if number == 1:
                draw_head(sheet, paper.caisse.libelle, paper.caisse.adresse)
                draw_opening(sheet, paper, head)
            else:
                draw_running_head(sheet, head.full_title, f"{head.number} {paper.numero}")
            for top, block in blocks:
                block.draw(sheet, top)
            draw_foot(sheet, place, head.truth, grouped(paper.code_controle), number, len(pages))

        return draw

    return typeset(head.title, [page(*numbered) for numbered in enumerate(pages, start=1)])


def _compose(
    paper: Paper, head: LetterHead, body: Sequence[Block]
) -> tuple[tuple[Placed, ...], ...]:
    """Pages of placed blocks. The check block closes the last page, at its bottom, and is never
    alone there: what stands before it comes along."""
    check = check_block(paper, head)
    *before, last = body
    flow = (
        insured_block(paper),
        gap(4.5),
        *before,
        replace(last, together=True),
        gap(4),
        check,
    )
    *pages, closing = paginate(flow, OPENING_BOTTOM, CONTINUED_TOP, _BOTTOM)
    return (*pages, (*closing[:-1], (_BOTTOM - check.height, check)))
