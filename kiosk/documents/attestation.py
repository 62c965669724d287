"""The attestation de droits as an A4 PDF: description in, bytes out, in memory."""

from dataclasses import replace
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents import wording
from kiosk.documents.archive import archived
from kiosk.documents.beneficiaries import rights_table
from kiosk.documents.check import check_block, grouped
from kiosk.documents.fonts import Face, loaded
from kiosk.documents.frame import CONTINUED_TOP, FOOT_TOP, draw_foot, draw_head, draw_running_head
from kiosk.documents.layout import Block, Placed, gap, paginate
from kiosk.documents.opening import OPENING_BOTTOM, draw_opening, insured_block
from kiosk.documents.place import Place
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import SHEET_HEIGHT, SHEET_WIDTH, Sheet, points
from kiosk.documents.situations import situations
from kiosk.documents.structure import Element, Role
from kiosk.documents.table import note_block
from kiosk.domain.attestation import Attestation, Version

LANGUAGE = "fr-FR"
_BOTTOM = FOOT_TOP - 3


def prepare() -> None:
    """Reads the fonts, so that the first attestation of a process takes no longer than the others.
    Any thread. Raises TTFError when a font is damaged."""
    for face in Face:
        loaded(face)


def render_attestation(attestation: Attestation, place: Place) -> Rendered:
    """The paper of an issued attestation, made at ``place``.

    The same input gives the same bytes. The metadata name no person and no time. Characters that
    the font lacks are replaced; texts that do not fit are wrapped, and in the few places of fixed
    size made smaller, then cut with an ellipsis.
    """
    pages = _compose(attestation)
    rl_config.useA85 = 0  # pages as bytes, not as text: smaller, and sooner
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(points(SHEET_WIDTH), points(SHEET_HEIGHT)),
        pageCompression=1,
        invariant=1,
        initialFontName=loaded(Face.REGULAR).fontName,
    )
    root = Element(Role.DOCUMENT)
    for number, page in enumerate(pages, start=1):
        sheet = Sheet(canvas, number - 1, root)
        if number == 1:
            draw_head(sheet, attestation)
            draw_opening(sheet, attestation)
        else:
            draw_running_head(sheet, attestation)
        for top, block in page:
            block.draw(sheet, top)
        draw_foot(sheet, place, grouped(attestation.code_controle), number, len(pages))
        sheet.finish()
    canvas.save()
    pdf = archived(buffer.getvalue(), wording.TITLE, LANGUAGE, root)
    return Rendered(pdf, len(pages))


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
