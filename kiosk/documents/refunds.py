"""The relevé de remboursements as an A4 PDF: what was paid, what was held back, and their sums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kiosk.documents import wording
from kiosk.documents.amounts import amount
from kiosk.documents.drawn import Drawn, Sample
from kiosk.documents.layout import Block, gap
from kiosk.documents.letter import letter
from kiosk.documents.letter_head import LetterHead, ReferenceLine
from kiosk.documents.long_table import TableRow, TotalRow, long_table
from kiosk.documents.masthead import heading_block
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import Rendered
from kiosk.documents.table import Column, note_block
from wire.calls.refunds import CareFamily, RefundLine, RefundLineKind, RefundPayee, RefundStatement

_FAMILIES = {
    CareFamily.CONSULTATION: "Consultation",
    CareFamily.PHARMACY: "Pharmacie",
    CareFamily.LABORATORY: "Analyses",
    CareFamily.IMAGING: "Imagerie",
    CareFamily.HOSPITAL: "Hôpital",
    CareFamily.DENTAL: "Dentaire",
    CareFamily.OPTICAL: "Optique",
    CareFamily.AUXILIARY: "Soins",
    CareFamily.TRANSPORT: "Transport",
    CareFamily.OTHER: "Autre",
}
_NOT_CARE = {
    RefundLineKind.PARTICIPATION: "Participation forfaitaire",
    RefundLineKind.FRANCHISE: "Franchise",
    RefundLineKind.OVERPAID: "Trop-perçu",
    RefundLineKind.CORRECTION: "Régularisation",
}
_HELD_BACK = "retenue"
_PAYEES = {
    RefundPayee.INSURED: ("vous", "payé à vous"),
    RefundPayee.PROFESSIONAL: ("soignant", "payé au soignant"),
    RefundPayee.ESTABLISHMENT: ("hôpital", "payé à l’hôpital"),
    RefundPayee.OTHER: ("tiers", "payé à un tiers"),
}
"""As a column says it, and as a sentence does."""

_WHOM = Column(89, 18, "Pour")
_SUMS = _SPENT, _REFUNDED, _COMPLEMENTARY, _LEFT = (
    Column(108, 14, "Dépense", numeric=True),
    Column(123, 17, "Remboursé", numeric=True),
    Column(141, 14.5, "Mutuelle", numeric=True),
    Column(156.5, 13.5, "Reste", numeric=True),
)
_PAID_ON = Column(0, 17, "Payé le")
_SIMPLE = (
    _PAID_ON,
    Column(18.2, 14, "Payé à"),
    Column(33.2, 17, "Soin du"),
    Column(51.5, 36.5, "Nature"),
    _WHOM,
    *_SUMS,
)
_DETAILED = (_PAID_ON, Column(18.2, 17, "Soin du"), Column(36.5, 51.5, "Nature"), _WHOM, *_SUMS)

_TITLE = "Paiements, en euros"
_TO_YOU = "dont pour vous, retenues déduites"
_NONE = "Aucun remboursement"
_BELOW_ZERO = (
    "Le total est négatif\u00a0: les retenues sont plus élevées que les remboursements. La "
    "différence est retenue sur vos prochains remboursements."
)
_HELD_BACK_ALONE = (
    "Une retenue peut être seule sur sa ligne, quand le soignant a été payé directement. Elle est "
    "prise sur vos prochains remboursements."
)
_NOT_KNOWN = (
    "Mutuelle «\u00a0–\u00a0»\u00a0: votre caisse ne connaît pas ce montant. Demandez-le à votre "
    "mutuelle."
)


def render_refund_statement(statement: RefundStatement, place: PlaceOfIssue) -> Rendered:
    """The paper of an issued statement, made at ``place``; see ``letter``."""
    return letter(statement, place, _head(statement), _body(statement))


def _head(statement: RefundStatement) -> LetterHead:
    period = wording.long_period(statement.start, statement.end)
    return LetterHead(
        title="Relevé de remboursements",
        subtitle="de l’assurance maladie",
        lead=f"Payé {period}, à vous ou au soignant avec votre carte",
        number="Relevé n°",
        references=(ReferenceLine("Relevé", "détaillé" if statement.detailed else "simple"),),
    )


def _body(statement: RefundStatement) -> list[Block]:
    blocks = _table(statement) if statement.lines else _nothing(statement)
    for note in _notes(statement):
        blocks = [*blocks, gap(2.5), note_block(note)]
    return blocks


def _nothing(statement: RefundStatement) -> list[Block]:
    """Where another scheme paid, nobody here can say that it did not."""
    switch = statement.history_from
    if switch is not None and statement.start < switch:
        return [heading_block("Avant votre changement de caisse")]
    period = wording.long_period(statement.start, statement.end)
    return [heading_block(_NONE), gap(1), note_block(f"{_NONE} payé {period}.")]


def _table(statement: RefundStatement) -> list[Block]:
    lines = statement.lines
    columns = _DETAILED if statement.detailed else _SIMPLE
    rows = [
        TableRow(_texts(line, columns), joined=_same_payment(line, after))
        for line, after in zip(lines, (*lines[1:], None), strict=True)
    ]
    return long_table(_TITLE, columns, rows, _totals(statement))


def _same_payment(line: RefundLine, after: RefundLine | None) -> bool:
    """Whether what is held back follows the care that it is held back from."""
    return (
        after is not None
        and line.payment == after.payment
        and after.kind is not RefundLineKind.CARE
    )


def _texts(line: RefundLine, columns: Sequence[Column]) -> tuple[str, ...]:
    is_care = line.kind is RefundLineKind.CARE
    in_column, in_words = _PAYEES[line.payee]
    if line.amo < 0:
        in_column = in_words = _HELD_BACK
    paid_on, care_on = wording.short_date(line.paid_on), wording.short_date(line.care_on)
    said = (
        (paid_on, in_column, care_on, ", ".join(_nature(line)))
        if columns is _SIMPLE
        else (paid_on, care_on, ", ".join((*_nature(line), in_words)))
    )
    return (
        *said,
        line.beneficiary,
        _plain(line.paid) if is_care else "",
        _plain(line.amo),
        _plain(line.amc) if is_care else "",
        _plain(line.left) if is_care else "",
    )


def _nature(line: RefundLine) -> Iterator[str]:
    if line.kind is not RefundLineKind.CARE:
        yield _NOT_CARE[line.kind]
        return
    yield line.label or _FAMILIES[line.family]
    if line.care_to is not None:
        yield f"jusqu’au {wording.short_date(line.care_to)}"
    if line.professional is not None:
        yield line.professional
    if line.label is not None and line.base is not None and line.rate_percent is not None:
        yield f"base {_plain(line.base)}, {line.rate_percent}\u00a0%"


def _totals(statement: RefundStatement) -> list[TotalRow]:
    sums = statement.totals
    complementary = {} if sums.amc is None else {_COMPLEMENTARY: _plain(sums.amc)}
    rows = [TotalRow("Remboursements des soins", {_REFUNDED: _plain(sums.care)})]
    if sums.corrections:
        rows.append(TotalRow("Régularisations", {_REFUNDED: _plain(sums.corrections)}))
    if sums.held_back:
        rows.append(TotalRow("Retenues", {_REFUNDED: _plain(sums.held_back)}))
    rows.append(TotalRow("Total", {_REFUNDED: _plain(sums.net), **complementary}))
    if 0 <= sums.to_insured != sums.net:
        rows.append(TotalRow(_TO_YOU, {_REFUNDED: _plain(sums.to_insured)}))
    return rows


def _notes(statement: RefundStatement) -> Iterator[str]:
    lines, switch, partner = statement.lines, statement.history_from, statement.partner
    if statement.totals.net < 0:
        yield _BELOW_ZERO
    elif any(_is_held_back_alone(lines)):
        yield _HELD_BACK_ALONE
    if switch is not None and statement.start < switch:
        whom = "à votre ancienne caisse" if partner is None else f"à {partner}"
        yield f"Avant le {wording.long_date(switch)}\u00a0: demandez {whom}."
    if partner is not None:
        yield (
            f"Ce sont les remboursements de la part obligatoire. La part complémentaire est sur "
            f"votre espace {partner}."
        )
    elif any(line.amc is None and line.kind is RefundLineKind.CARE for line in lines):
        yield _NOT_KNOWN


def _is_held_back_alone(lines: Iterable[RefundLine]) -> Iterator[bool]:
    for _, payment in groupby(lines, key=lambda line: (line.paid_on, line.payment)):
        yield all(line.amo < 0 for line in payment)


def _plain(centimes: int | None) -> str:
    """Without the euro, which the title of the table says."""
    return wording.NONE if centimes is None else amount(centimes).rstrip("\u202f€")


def _samples() -> Mapping[str, Sample[RefundStatement]]:
    from kiosk.documents.refund_samples import SAMPLES

    return SAMPLES


DRAWN = Drawn(RefundStatement, render_refund_statement, "refunds", _samples)
