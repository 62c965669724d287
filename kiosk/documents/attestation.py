"""The attestation de droits as an A4 PDF: description in, bytes out, in memory."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.documents import wording
from kiosk.documents.beneficiaries import rights_table
from kiosk.documents.check import check_block, grouped
from kiosk.documents.frame import CONTINUED_TOP, FOOT_TOP, draw_foot, draw_head, draw_running_head
from kiosk.documents.layout import Block, Placed, gap, paginate
from kiosk.documents.masthead import OPENING_BOTTOM, draw_opening, insured_block
from kiosk.documents.place import Place
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import Sheet
from kiosk.documents.situations import situations
from kiosk.documents.table import note_block
from kiosk.documents.typesetting import typeset
from wire.attestation import Attestation, Version

_BOTTOM = FOOT_TOP - 3


def render_attestation(attestation: Attestation, place: Place) -> Rendered:
    """The paper of an issued attestation, made at ``place``.

    Characters that the font lacks are replaced; texts that do not fit are wrapped, and in the few
    places of fixed size made smaller, then cut with an ellipsis.
    """
    pages = _compose(attestation)

    def page(number: int, blocks: tuple[Placed, ...]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            if number == 1:
                draw_head(sheet, attestation.caisse.libelle, attestation.caisse.adresse)
                draw_opening(sheet, attestation)
            else:
                draw_running_head(sheet, attestation)
            for top, block in blocks:
                block.draw(sheet, top)
            draw_foot(sheet, place, grouped(attestation.code_controle), number, len(pages))

        return draw

    return typeset(wording.TITLE, [page(*numbered) for numbered in enumerate(pages, start=1)])


def _compose(attestation: Attestation) -> tuple[tuple[Placed, ...], ...]:
    """Pages of placed blocks. The check block closes the last page, at its bottom, and is never
    alone there: what stands before it comes along."""
    people = attestation.beneficiaires
    if attestation.version is Version.MINIMALE:
        people = people[:1]
    blocks: list[Block] = [insured_block(attestation), gap(4.5)]
    blocks += rights_table(people, attestation.emise_le)
    if attestation.version is Version.COMPLETE:
        blocks += situations(people, attestation.emise_le)
    if attestation.caisse.grand_regime == wording.MGEN:
        *rest, last = blocks
        blocks = [*rest, replace(last, together=True), gap(2.5), note_block(wording.MGEN_NOTE)]
    check = check_block(attestation)
    *before, last = blocks
    flow = (*before, replace(last, together=True), gap(4), check)
    *pages, closing = paginate(flow, OPENING_BOTTOM, CONTINUED_TOP, _BOTTOM)
    return (*pages, (*closing[:-1], (_BOTTOM - check.height, check)))
