"""The attestation de droits as an A4 PDF: description in, bytes out, in memory."""

from collections.abc import Mapping

from kiosk.documents import wording
from kiosk.documents.beneficiaries import rights_table
from kiosk.documents.drawn import Drawn, Sample
from kiosk.documents.layout import Block
from kiosk.documents.letter import letter
from kiosk.documents.letter_head import LetterHead, ReferenceLine
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import Rendered
from kiosk.documents.situations import situations
from kiosk.documents.table import with_note
from wire.attestation import Attestation, Version


def render_attestation(attestation: Attestation, place: PlaceOfIssue) -> Rendered:
    """The paper of an issued attestation, made at ``place``; see ``letter``."""
    return letter(attestation, place, _head(attestation), _body(attestation))


def _head(attestation: Attestation) -> LetterHead:
    until = wording.long_date(attestation.valable_jusqu_au)
    return LetterHead(
        title=wording.TITLE,
        subtitle=wording.SUBTITLE,
        lead=wording.lead(attestation.emise_le, minimal=attestation.version is Version.MINIMALE),
        number=wording.NUMBER,
        issued=wording.ISSUED,
        references=(ReferenceLine(wording.VALID_UNTIL, until, wording.IF_UNCHANGED),),
        check=wording.CHECK,
        how_to_check=wording.CHECK_HOW,
        truth=wording.TRUE_TODAY,
    )


def _body(attestation: Attestation) -> list[Block]:
    people = attestation.beneficiaires
    if attestation.version is Version.MINIMALE:
        people = people[:1]
    blocks = rights_table(people, attestation.emise_le)
    if attestation.version is Version.COMPLETE:
        blocks += situations(people, attestation.emise_le)
    if attestation.caisse.grand_regime == wording.MGEN:
        blocks = with_note(blocks, wording.MGEN_NOTE)
    return blocks


def _samples() -> Mapping[str, Sample[Attestation]]:
    from kiosk.documents.samples import SAMPLES

    return SAMPLES


DRAWN = Drawn(Attestation, render_attestation, "attestation", _samples)
