"""The issue of a statement of refunds; answered with one of October 2026 whose sums are right, and
with one whose sums are not."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from tests.domain.people import ALONE, attestation
from tests.wire.messages import days
from wire.calls.refunds import (
    CareFamily,
    IssueRefundStatement,
    RefundLine,
    RefundLineKind,
    RefundPayee,
    RefundStatement,
    totals_of,
)
from wire.paper import Paper

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
REQUEST = IssueRefundStatement(UUID(int=1), *OCTOBER)
REQUESTS = st.builds(IssueRefundStatement, st.uuids(), days, days, st.booleans())


def line(
    kind: RefundLineKind = RefundLineKind.CARE, amo: int = 2_100, **changes: Any
) -> RefundLine:
    """A consultation, or what was held back from one."""
    care = {"paid": 3_000, "base": 3_000, "rate_percent": 70, "amc": 900, "left": 0}
    told = RefundLine(
        care_on=date(2026, 9, 30),
        kind=kind,
        family=CareFamily.CONSULTATION,
        beneficiary="Alix",
        amo=amo,
        paid_on=date(2026, 10, 6),
        payee=RefundPayee.INSURED,
        payment="V-261006",
    )
    return replace(told, **(care if kind is RefundLineKind.CARE else {}) | changes)


HELD_BACK = line(RefundLineKind.PARTICIPATION, -200)


def statement(*lines: RefundLine, person: Holder = ALONE, **changes: Any) -> RefundStatement:
    issued = attestation(person)
    told: dict[str, Any] = {each.name: getattr(issued, each.name) for each in fields(Paper)}
    told |= {"start": OCTOBER[0], "end": OCTOBER[1], "detailed": False}
    told |= {"lines": lines, "totals": totals_of(lines)} | changes
    return RefundStatement(**told)


def answers(person: Holder) -> Sequence[RefundStatement]:
    right = statement(line(beneficiary=person.given_name), HELD_BACK, person=person)
    return (right, replace(right, totals=replace(right.totals, net=1)))
