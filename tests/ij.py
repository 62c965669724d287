"""Payments of daily allowances and statements of them, for tests of either side of the wire."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.domain.people import ALONE, CAISSE
from wire.calls.ij import IjMonth, IjMonths, IjPaper, IjPayee, IjRow, IjTotals, Nature
from wire.paper import Assure
from wire.rights import Periode

ISSUED = date(2026, 11, 22)
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)
STOP = Periode(FIRST, LAST)
MONTHS = IjMonths(
    months=tuple(
        IjMonth(f"{2024 + at // 12}-{at % 12 + 1:02}", int(at == 26)) for at in range(7, 35)
    ),
    today=ISSUED,
    last_stop=STOP,
)
"""Of 27 months and the present one: a single payment, in March 2026."""
NO_MONTHS = replace(
    MONTHS, months=tuple(replace(each, payments=0) for each in MONTHS.months), last_stop=None
)
BEFORE_MGEN = replace(NO_MONTHS, history_from=date(2025, 11, 12), note="mgen")


def row(start: date = date(2026, 3, 2), days: int = 14, **changes: Any) -> IjRow:
    """Paid for sickness, at 32,87 € a day, a few days after its last."""
    gross = days * 3_287
    csg, crds = round(gross * 0.062), round(gross * 0.005)
    plain = IjRow(
        start=start,
        end=start + timedelta(days=days - 1),
        nature=Nature.MALADIE,
        days=days,
        days_counted=days,
        rate_cents=3_287,
        gross_cents=gross,
        csg_cents=csg,
        crds_cents=crds,
        other_cents=0,
        net_cents=gross - csg - crds,
        payee=IjPayee.ASSURE,
        paid_on=start + timedelta(days=days + 3),
    )
    return replace(plain, **changes)


def waiting(start: date, days: int = 3) -> IjRow:
    sums = ("rate_cents", "gross_cents", "csg_cents", "crds_cents", "net_cents")
    none: dict[str, Any] = dict.fromkeys(("days", "days_counted", *sums), 0)
    return replace(row(start, days), **none, paid_on=None, waiting=True)


def taken_back(paid: IjRow, **changes: Any) -> IjRow:
    return replace(
        paid,
        days=0,
        days_counted=-paid.days_counted,
        gross_cents=-paid.gross_cents,
        csg_cents=-paid.csg_cents,
        crds_cents=-paid.crds_cents,
        other_cents=-paid.other_cents,
        net_cents=-paid.net_cents,
        corrects=paid.reference,
        reference=None,
        **changes,
    )


def statement(
    *rows: IjRow,
    start: date = date(2026, 1, 1),
    end: date = ISSUED,
    holder: Any = ALONE,
    **changes: Any,
) -> IjPaper:
    plain = IjPaper(
        numero="20261122-7K3MPQ9X",
        emise_le=ISSUED,
        code_controle="7K3MPQ9XWT2A",
        adresse_controle="https://attestations.caisse.example/verifier?code=7K3MPQ9XWT2A",
        caisse=CAISSE,
        assure=Assure(
            nir=holder.nir,
            nom_famille=holder.family_name,
            prenom=holder.given_name,
            adresse=("8 avenue des Tilleuls", "75019 PARIS"),
            code_gestion="10",
        ),
        start=start,
        end=end,
        rows=rows,
        totals=IjTotals.of(rows),
    )
    return replace(plain, **changes)


@st.composite
def _any_row(draw: st.DrawFn) -> IjRow:
    sums = st.integers(-9_999_999, 9_999_999)
    gross, csg, crds, other = (draw(sums) for _ in range(4))
    days = draw(st.integers(1, 40))
    return row(
        date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 300))),
        days,
        nature=draw(st.sampled_from(Nature)),
        rate_cents=draw(sums),
        gross_cents=gross,
        csg_cents=csg,
        crds_cents=crds,
        other_cents=other,
        net_cents=gross - csg - crds - other,
        payee=draw(st.sampled_from(IjPayee)),
        paid_on=ISSUED,
        employer=draw(st.none() | st.text(st.characters(codec="latin-1"), max_size=40)),
    )


def _once(rows: Sequence[IjRow]) -> tuple[IjRow, ...]:
    """Each day counted by the first row that has it."""
    counted: set[date] = set()
    told = []
    for each in rows:
        days = {each.start + timedelta(days=at) for at in range(each.days)}
        told.append(replace(each, days_counted=len(days - counted)))
        counted |= days
    return tuple(told)


any_rows = st.lists(_any_row(), max_size=12).map(_once)
any_statement = any_rows.map(lambda rows: statement(*rows))
