"""The attestation de droits as an A4 PDF: description in, bytes out, in memory."""

from dataclasses import replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from kiosk.documents import wording
from kiosk.documents.beneficiaries import rights_table, situations
from kiosk.documents.check import check_block, grouped
from kiosk.documents.fonts import Face, loaded
from kiosk.documents.frame import CONTINUED_TOP, FOOT_TOP, draw_foot, draw_head, draw_running_head
from kiosk.documents.layout import (
    POINTS_PER_MM,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    Block,
    Placed,
    Sheet,
    gap,
    paginate,
)
from kiosk.documents.opening import OPENING_BOTTOM, draw_opening, insured_block
from kiosk.documents.place import Place
from kiosk.documents.rendered import Rendered
from kiosk.domain.attestation import Attestation, Version

_PRODUCER = "borne multiservices"
_BOTTOM = FOOT_TOP - 3


def render_attestation(attestation: Attestation, place: Place) -> Rendered:
    """The paper of an issued attestation, made at ``place``.

    The same input gives the same bytes. The metadata name no person and no time. Characters that
    the font lacks are replaced; texts that do not fit are wrapped, then cut with an ellipsis.
    """
    pages = _compose(attestation)
    buffer = BytesIO()
    canvas = _new_canvas(buffer)
    for number, page in enumerate(pages, start=1):
        sheet = Sheet(canvas)
        if number == 1:
            draw_head(sheet, attestation)
            draw_opening(sheet, attestation)
        else:
            draw_running_head(sheet, attestation)
        for top, block in page:
            block.draw(sheet, top)
        draw_foot(sheet, place, grouped(attestation.code_controle), number, len(pages))
        canvas.showPage()
    canvas.save()
    return Rendered(buffer.getvalue(), len(pages))


def _compose(attestation: Attestation) -> tuple[tuple[Placed, ...], ...]:
    """Pages of placed blocks. The check block closes the last page, at its bottom, and is never
    alone there: the row before it comes along."""
    people = attestation.beneficiaires
    if attestation.version is Version.MINIMALE:
        people = people[:1]
    blocks: list[Block] = [insured_block(attestation), gap(4.5)]
    blocks += rights_table(people, attestation.emise_le)
    if attestation.version is Version.COMPLETE:
        blocks += situations(people, attestation.emise_le)
    check = check_block(attestation)
    *before, last = blocks
    flow = (*before, replace(last, together=True), gap(4), check)
    *pages, closing = paginate(flow, OPENING_BOTTOM, CONTINUED_TOP, _BOTTOM)
    return (*pages, (*closing[:-1], (_BOTTOM - check.height, check)))


def _new_canvas(buffer: BytesIO) -> Canvas:
    canvas = Canvas(
        buffer,
        pagesize=(SHEET_WIDTH * POINTS_PER_MM, SHEET_HEIGHT * POINTS_PER_MM),
        pageCompression=1,
        invariant=1,
        initialFontName=loaded(Face.REGULAR).fontName,
        lang="fr-FR",
    )
    canvas.setTitle(wording.TITLE)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    return canvas
