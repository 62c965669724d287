"""The statement of daily allowances (indemnités journalières) as an A4 PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from kiosk.documents import wording
from kiosk.documents.amounts import amount
from kiosk.documents.drawn import Drawn, Sample
from kiosk.documents.layout import Block
from kiosk.documents.letter import letter
from kiosk.documents.letter_head import LetterHead
from kiosk.documents.long_table import TableRow, TotalRow, long_table
from kiosk.documents.masthead import heading_block
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import Rendered
from kiosk.documents.table import Column, note_block, with_note
from wire.calls.ij import IjPaper, IjPayee, IjRow, IjTotals, Nature
from wire.paper import Paper

_DAYS = Column(0, 31, "Du … au …")
_NATURE = Column(32.5, 30, "Nature, destinataire")
_COUNT = Column(63, 8, "Jours", numeric=True)
_RATE = Column(72, 13.5, "Par jour", numeric=True)
_GROSS = Column(86.5, 17, "Brut", numeric=True)
_CSG = Column(104.5, 14, "CSG", numeric=True)
_CRDS = Column(119.5, 12, "CRDS", numeric=True)
_NET = Column(132.5, 17, "Net", numeric=True)
_PAID = Column(153.5, 16.5, "Versé le")
_COLUMNS = (_DAYS, _NATURE, _COUNT, _RATE, _GROSS, _CSG, _CRDS, _NET, _PAID)

_NATURES = {
    Nature.MALADIE: "Maladie",
    Nature.MATERNITE: "Maternité",
    Nature.PATERNITE_ACCUEIL: "Paternité et accueil de l’enfant",
    Nature.ADOPTION: "Adoption",
    Nature.AT_MP: "Accident du travail, maladie professionnelle",
    Nature.TEMPS_PARTIEL_THERAPEUTIQUE: "Temps partiel thérapeutique",
    Nature.AUTRE: "Autre arrêt",
}
_TABLE = "Indemnités versées, en euros"
_MENTION = (
    "Les paiements sont ceux des jours indemnisés pendant la période, quel que soit le jour du "
    "versement."
)
_WHOLE = "Un paiement commencé avant la période, ou fini après, est donné en entier."
_ONCE = "Un jour payé par plusieurs employeurs compte une fois dans le total."
_SUBROGATION = "Versées à votre employeur, qui a maintenu votre salaire."
_MGEN = (
    "Cette attestation porte sur la part obligatoire. La part complémentaire est sur votre espace "
    "MGEN."
)


def render_ij(paper: IjPaper, place: PlaceOfIssue) -> Rendered:
    """The statement made at ``place``; its figures are printed as they are, and none is computed.
    See ``letter``."""
    head = LetterHead(
        title="Attestation de paiement",
        subtitle="d’indemnités journalières",
        lead=f"Jours indemnisés {wording.period(paper.start, paper.end)}",
        number=wording.NUMBER,
        issued=wording.ISSUED,
    )
    return letter(paper, place, head, _body(paper))


def _body(paper: IjPaper) -> list[Block]:
    if paper.rows:
        rows = [_row(row, _corrected(paper)) for row in paper.rows]
        blocks = long_table(_TABLE, _COLUMNS, rows, tuple(_totals(paper)))
    else:
        blocks = [heading_block(_TABLE), note_block(_nothing(paper))]
    for note in _notes(paper):
        blocks = with_note(blocks, note)
    return blocks


def _row(row: IjRow, corrected: frozenset[str]) -> TableRow:
    days = _day(row.start) if row.start == row.end else f"{_day(row.start)}–{_day(row.end)}"
    if row.waiting:
        return TableRow((days, "Délai de carence, non indemnisé", *("–",) * 7))
    return TableRow(
        (
            days,
            ", ".join(_nature(row, corrected)),
            str(row.days) if row.days else "–",
            _plain(row.rate_cents),
            _plain(row.gross_cents),
            _plain(row.csg_cents),
            _plain(row.crds_cents),
            _plain(row.net_cents),
            "" if row.paid_on is None else _day(row.paid_on),
        )
    )


def _nature(row: IjRow, corrected: frozenset[str]) -> Iterator[str]:
    """What it was for, to whom it went, and which payment took it back."""
    if row.corrects is not None:
        yield f"Retenue sur le paiement {row.corrects}"
    yield _NATURES[Nature(row.nature)]
    match IjPayee(row.payee):
        case IjPayee.EMPLOYEUR:
            yield "à l’employeur" if row.employer is None else f"à l’employeur {row.employer}"
        case IjPayee.TIERS:
            yield "à un tiers"
        case IjPayee.ASSURE if row.employer is not None:
            yield f"employeur {row.employer}"
        case IjPayee.ASSURE:
            pass
    if row.other_cents:
        yield f"autre retenue {amount(row.other_cents)}"
    if row.reference in corrected:
        yield f"paiement {row.reference}"


def _corrected(paper: IjPaper) -> frozenset[str]:
    return frozenset(row.corrects for row in paper.rows if row.corrects is not None)


def _totals(paper: IjPaper) -> Iterator[TotalRow]:
    totals = paper.totals
    yield TotalRow(
        "Total",
        {
            _COUNT: str(totals.days),
            _GROSS: _plain(totals.gross_cents),
            _CSG: _plain(totals.csg_cents),
            _CRDS: _plain(totals.crds_cents),
            _NET: _plain(totals.net_cents),
        },
    )
    if totals.other_cents:
        yield TotalRow("Autres retenues, déjà déduites du net", {_NET: _plain(totals.other_cents)})
    payees = {row.payee for row in paper.rows if not row.waiting}
    if payees <= {IjPayee.ASSURE}:
        return
    if IjPayee.EMPLOYEUR in payees:
        yield TotalRow("dont versé à l’employeur", {_NET: _plain(totals.employer_cents)})
    if IjPayee.TIERS in payees:
        yield TotalRow("dont versé à un tiers", {_NET: _plain(totals.third_cents)})
    yield TotalRow("dont versé à vous", {_NET: _plain(totals.insured_cents)})


def _notes(paper: IjPaper) -> Iterator[str]:
    paid = [row for row in paper.rows if not row.waiting]
    if paid:
        yield _MENTION
    if any(row.start < paper.start or paper.end < row.end for row in paid):
        yield _WHOLE
    if any(0 <= row.days_counted < row.days for row in paid):
        yield _ONCE
    if paid and all(row.payee == IjPayee.EMPLOYEUR for row in paid):
        yield _SUBROGATION
    if paid and paper.history_from is not None and paper.start < paper.history_from:
        yield _unknown(paper.history_from)
    if paper.caisse.grand_regime == wording.MGEN:
        yield _MGEN


def _nothing(paper: IjPaper) -> str:
    """That nothing was paid, for as far back as anybody here knows."""
    known = paper.history_from
    if known is None or known <= paper.start:
        return f"Aucune indemnité versée {wording.period(paper.start, paper.end)}."
    if known <= paper.end:
        return f"Aucune indemnité versée {wording.period(known, paper.end)}. {_unknown(known)}"
    return _unknown(known)


def _unknown(known: date) -> str:
    return f"Votre caisse ne connaît pas les paiements d’avant le {_day(known)}."


def _day(day: date) -> str:
    return wording.short_date(day)


def _plain(cents: int) -> str:
    """Without the currency, which the title of the table says."""
    return amount(cents).removesuffix("\u202f€")


def _paid(start: str, days: int, rate_cents: int = 3_287, **more: Any) -> IjRow:
    """A payment of somebody who does not exist; ``start`` as AAAA-MM-JJ."""
    first, gross = date.fromisoformat(start), days * rate_cents
    csg, crds = round(gross * 0.062), round(gross * 0.005)
    row = IjRow(
        start=first,
        end=first + timedelta(days=days - 1),
        nature=Nature.MALADIE,
        days=days,
        days_counted=days,
        rate_cents=rate_cents,
        gross_cents=gross,
        csg_cents=csg,
        crds_cents=crds,
        other_cents=0,
        net_cents=gross - csg - crds,
        payee=IjPayee.ASSURE,
        paid_on=first + timedelta(days=days + 3),
    )
    return replace(row, **more)


def _statement(*rows: IjRow, start: str = "2026-01-01", **more: Any) -> IjPaper:
    from kiosk.documents.samples import FAMILY, ISSUED

    marks = {each.name: getattr(FAMILY, each.name) for each in fields(Paper)}
    return IjPaper(
        **(marks | more),
        start=date.fromisoformat(start),
        end=ISSUED,
        rows=rows,
        totals=IjTotals.of(rows),
    )


def _samples() -> Mapping[str, Sample[IjPaper]]:
    from kiosk.documents.samples import FAMILY

    mgen = replace(FAMILY.caisse, grand_regime=wording.MGEN, libelle="MGEN")
    at_work: Mapping[str, Any] = {"nature": Nature.AT_MP}
    employer: Mapping[str, Any] = {
        "payee": IjPayee.EMPLOYEUR,
        "employer": "Menuiserie de l’Exemple",
    }
    waiting: Mapping[str, Any] = {
        **dict.fromkeys(("days", "days_counted", "rate_cents", "gross_cents", "net_cents"), 0),
        **dict.fromkeys(("csg_cents", "crds_cents"), 0),
        "paid_on": None,
        "waiting": True,
    }
    week = _paid("2026-06-01", 7, reference="IJ-3041")
    taken_back = replace(
        week,
        days=0,
        days_counted=-7,
        gross_cents=-week.gross_cents,
        csg_cents=-week.csg_cents,
        crds_cents=-week.crds_cents,
        net_cents=-week.net_cents,
        paid_on=date(2026, 6, 20),
        reference=None,
        corrects="IJ-3041",
    )

    return {
        "leave": Sample(
            "Waiting days, then 27 days of sickness",
            _statement(replace(_paid("2026-02-27", 3), **waiting), _paid("2026-03-02", 27)),
        ),
        "nothing": Sample("Nothing was paid in the period", _statement()),
        "employer": Sample(
            "All went to the employer, who went on paying the wage",
            _statement(_paid("2026-03-02", 14, **employer), _paid("2026-03-16", 14, **employer)),
        ),
        "corrected": Sample(
            "A week taken back, three days paid in its place, a payment of 0,00",
            _statement(week, taken_back, _paid("2026-06-01", 3), _paid("2026-06-10", 1, 0)),
        ),
        "two-employers": Sample(
            "The same days paid to her and to an employer: counted once",
            _statement(
                _paid("2026-09-07", 14, 2_840, nature=Nature.MATERNITE),
                _paid("2026-09-07", 14, 1_910, days_counted=0, nature=Nature.MATERNITE, **employer),
            ),
        ),
        "accident": Sample(
            "An accident at work, 28 days at 60 % and 12 at 80 %",
            _statement(
                _paid("2026-08-03", 28, 6_840, **at_work), _paid("2026-08-31", 12, 9_120, **at_work)
            ),
        ),
        "new-year": Sample(
            "A payment that began before the period", _statement(_paid("2025-12-22", 15, 4_195))
        ),
        "mgen": Sample(
            "Insured by MGEN, known since the scheme was taken over",
            _statement(
                start="2025-01-01",
                history_from=date(2025, 11, 12),
                caisse=mgen,
            ),
        ),
        "long": Sample(
            "400 payments in 27 months",
            _statement(
                *(
                    _paid(f"{date(2024, 9, 3) + timedelta(days=2 * at)}", 2, **employer)
                    if at % 40 == 7
                    else _paid(f"{date(2024, 9, 3) + timedelta(days=2 * at)}", 2)
                    for at in range(400)
                ),
                start="2024-08-01",
            ),
        ),
    }


DRAWN = Drawn(IjPaper, render_ij, "ij", _samples)
