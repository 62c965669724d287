"""Answers to the question for a statement of refunds: of October 2026, with sums that are right,
and with sums that are not."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from kiosk.domain.identity import Holder
from tests.domain.people import ALONE, attestation
from wire.calls.refunds import Family, Kind, Payee, RefundLine, RefundStatement, totals_of
from wire.paper import Paper

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


def line(kind: Kind = Kind.CARE, amo: int = 2_100, **changes: Any) -> RefundLine:
    """A consultation, or what was held back from one."""
    care = {"paid": 3_000, "base": 3_000, "rate_percent": 70, "amc": 900, "left": 0}
    told = RefundLine(
        care_on=date(2026, 9, 30),
        kind=kind,
        family=Family.CONSULTATION,
        beneficiary="Alix",
        amo=amo,
        paid_on=date(2026, 10, 6),
        payee=Payee.INSURED,
        payment="V-261006",
    )
    return replace(told, **(care if kind is Kind.CARE else {}) | changes)


HELD_BACK = line(Kind.PARTICIPATION, -200)


def statement(*lines: RefundLine, person: Holder = ALONE, **changes: Any) -> RefundStatement:
    issued = attestation(person)
    told: dict[str, Any] = {each.name: getattr(issued, each.name) for each in fields(Paper)}
    told |= {"start": OCTOBER[0], "end": OCTOBER[1], "detailed": False}
    told |= {"lines": lines, "totals": totals_of(lines)} | changes
    return RefundStatement(**told)


def answers(person: Holder) -> Sequence[RefundStatement]:
    right = statement(line(beneficiary=person.given_name), HELD_BACK, person=person)
    return (right, replace(right, totals=replace(right.totals, net=1)))
