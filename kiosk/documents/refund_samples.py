"""Statements of refunds of a person who does not exist, one for each thing that the paper must be
able to say."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from kiosk.documents.drawn import Sample
from kiosk.documents.samples import FAMILY
from wire.calls.refunds import (
    CareFamily,
    RefundLine,
    RefundLineKind,
    RefundPayee,
    RefundStatement,
    totals_of,
)
from wire.paper import Paper


def _line(
    kind: RefundLineKind = RefundLineKind.CARE, amo: int = 2_100, day: int = 6, **changes: Any
) -> RefundLine:
    """A consultation paid on a day of October 2026, or what was held back."""
    care = {"paid": 3_000, "base": 3_000, "rate_percent": 70, "amc": 900, "left": 0}
    line = RefundLine(
        care_on=date(2026, 9, 30),
        kind=kind,
        family=CareFamily.CONSULTATION,
        beneficiary="Camille",
        amo=amo,
        paid_on=date(2026, 10, day),
        payee=RefundPayee.INSURED,
        payment=f"V-2610{day:02}",
    )
    return replace(line, **(care if kind is RefundLineKind.CARE else {}) | changes)


def _sample(about: str, *lines: RefundLine, **changes: Any) -> Sample[RefundStatement]:
    told: dict[str, Any] = {each.name: getattr(FAMILY, each.name) for each in fields(Paper)}
    told |= {"start": date(2026, 10, 1), "end": date(2026, 10, 31), "detailed": False}
    told |= {"lines": lines, "totals": totals_of(lines)}
    return Sample(about, RefundStatement(**told | changes))


def _400_lines() -> Iterator[RefundLine]:
    for at in range(200):
        day = date(2024, 8, 1) + timedelta(days=4 * at)
        for line in (_line(), _PARTICIPATION):
            yield replace(line, care_on=day, paid_on=day, payment=f"V-{day:%y%m%d}")


_PARTICIPATION = _line(RefundLineKind.PARTICIPATION, -200)
_BY_CARD: Mapping[str, Any] = {"payee": RefundPayee.PROFESSIONAL, "family": CareFamily.PHARMACY}
_SWITCHED: Mapping[str, Any] = {"history_from": date(2025, 11, 12), "partner": "MGEN"}
_OCTOBER_2025: Mapping[str, Any] = {"start": date(2025, 10, 1), "end": date(2025, 10, 31)}
_STAY: Mapping[str, Any] = {
    "family": CareFamily.HOSPITAL,
    "payee": RefundPayee.ESTABLISHMENT,
    "care_to": date(2026, 10, 3),
    "label": "Séjour",
    "professional": "Centre hospitalier de l’Exemple",
}

SAMPLES: Mapping[str, Sample[RefundStatement]] = {
    "ordinary": _sample(
        "A consultation and its participation, a child, a payment to the pharmacy",
        _line(),
        _PARTICIPATION,
        _line(family=CareFamily.DENTAL, amo=1_735, beneficiary="Léa", paid=2_892, amc=1_157),
        _line(amo=806, paid=1_240, amc=434, **_BY_CARD),
    ),
    "negative": _sample(
        "More held back than paid: 0,00, two franchises, a participation, too much paid",
        _line(amo=0, amc=None, left=None, **_BY_CARD),
        _line(RefundLineKind.FRANCHISE, -100, 12, family=CareFamily.PHARMACY),
        _line(RefundLineKind.FRANCHISE, -100, 12, family=CareFamily.AUXILIARY),
        _line(RefundLineKind.PARTICIPATION, -200, 19),
        _line(RefundLineKind.OVERPAID, -200, 26),
    ),
    "held-back-alone": _sample(
        "A participation with nothing beside it",
        _line(),
        _line(RefundLineKind.PARTICIPATION, -200, 19),
    ),
    "nothing": _sample("Nothing paid"),
    "detailed": _sample(
        "Care and professionals by name, a correction up and one down",
        _line(label="Consultation chez le médecin généraliste", professional="Dr Exemple"),
        _PARTICIPATION,
        _line(day=12, **_STAY),
        _line(RefundLineKind.CORRECTION, 300, 19),
        _line(RefundLineKind.CORRECTION, -500, 19),
        detailed=True,
    ),
    "huge": _sample(
        "Amounts of a million",
        _line(amo=10**8, paid=10**8, amc=10**8, left=10**8),
        _line(RefundLineKind.CORRECTION, -(10**8)),
    ),
    "long-names": _sample(
        "A long given name, and none",
        _line(beneficiary="Marie-Antoinette-Bernadette-Scholastique"),
        _line(beneficiary=""),
    ),
    "mgen": _sample("Insured by MGEN", _line(amc=None, left=None), _PARTICIPATION, **_SWITCHED),
    "switch": _sample(
        "Months before and after the switch", _line(amc=None), start=date(2025, 11, 1), **_SWITCHED
    ),
    "before-switch": _sample("A month before the switch", **_OCTOBER_2025, **_SWITCHED),
    "long": _sample(
        "400 lines in 27 months", *_400_lines(), start=date(2024, 8, 1), end=date(2026, 11, 22)
    ),
}
