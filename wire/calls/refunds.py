"""What was refunded: the months that tell of it, and a statement of some of them on paper.

Amounts are whole centimes of euros, and may be zero or less. A month is that of the payment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from wire.base import Answer, Cents, GivenName, Line, Request
from wire.calls.call import Call, SessionLevel
from wire.constraints import Items, Number, Text
from wire.paper import Paper
from wire.problem import ProblemType

TotalCents = Annotated[int, Number(-40_000_000_000, 40_000_000_000)]
Percent = Annotated[int, Number(0, 100)]
PaymentReference = Annotated[str, Text(pattern="[A-Z0-9-]{4,24}")]
MOST_LINES = 400
"""The most that a message holds. What a caisse has printed at a kiosk may be less."""


class RefundLineKind(StrEnum):
    """What a line is. All but care stand on lines of their own, perhaps alone in a payment; those
    but a correction take away, and never add."""

    CARE = "soin"
    PARTICIPATION = "participation_forfaitaire"
    FRANCHISE = "franchise"
    OVERPAID = "trop_percu"
    CORRECTION = "regularisation"


class CareFamily(StrEnum):
    """Of what sort the care was: never which."""

    CONSULTATION = "consultation"
    PHARMACY = "pharmacie"
    LABORATORY = "biologie"
    IMAGING = "imagerie"
    HOSPITAL = "hospitalisation"
    DENTAL = "dentaire"
    OPTICAL = "optique"
    AUXILIARY = "auxiliaire"
    TRANSPORT = "transport"
    OTHER = "autre"


class RefundPayee(StrEnum):
    INSURED = "assure"
    PROFESSIONAL = "professionnel"
    ESTABLISHMENT = "etablissement"
    OTHER = "tiers"


@dataclass(frozen=True, slots=True, repr=False)
class RefundLine(Answer):
    """One line of a payment. ``amo``: what the compulsory insurance paid, less than zero where it
    took back; ``amc``: what the complementary one did, where that is known; ``left``: what stays to
    the person. ``label`` and ``professional`` are there on a detailed statement alone."""

    care_on: date
    kind: RefundLineKind
    family: CareFamily
    beneficiary: GivenName
    amo: Cents
    paid_on: date
    payee: RefundPayee
    payment: PaymentReference
    care_to: date | None = None
    label: Annotated[str, Text(most=60)] | None = None
    professional: Annotated[str, Text(most=60)] | None = None
    paid: Cents | None = None
    base: Cents | None = None
    rate_percent: Percent | None = None
    amc: Cents | None = None
    left: Cents | None = None

    @property
    def fits_its_kind(self) -> bool:
        """Whether its amount has the sign that its kind has."""
        match self.kind:
            case RefundLineKind.CARE:
                return self.amo >= 0
            case RefundLineKind.CORRECTION:
                return True
            case _:
                return self.amo <= 0


@dataclass(frozen=True, slots=True, repr=False)
class RefundTotals(Answer):
    """``net`` is ``care`` with ``held_back`` and ``corrections``, which are added as they are.
    ``to_insured``: as much of it as went to the person's own account. ``amc``: of the lines that
    tell of a complementary part; None where none does."""

    care: TotalCents
    held_back: TotalCents
    corrections: TotalCents
    net: TotalCents
    to_insured: TotalCents
    amc: TotalCents | None = None


def totals_of(lines: Iterable[RefundLine]) -> RefundTotals:
    """What central sums up, and a kiosk sums up again before it prints."""
    lines = tuple(lines)
    care = sum(line.amo for line in lines if line.kind is RefundLineKind.CARE)
    corrections = sum(line.amo for line in lines if line.kind is RefundLineKind.CORRECTION)
    net = sum(line.amo for line in lines)
    known = [line.amc for line in lines if line.amc is not None]
    return RefundTotals(
        care=care,
        held_back=net - care - corrections,
        corrections=corrections,
        net=net,
        to_insured=sum(line.amo for line in lines if line.payee is RefundPayee.INSURED),
        amc=sum(known) if known else None,
    )


@dataclass(frozen=True, slots=True, repr=False)
class MonthCount(Answer):
    """How many lines were paid in a month, by its ``first`` day. Never an amount."""

    first: date
    lines: Annotated[int, Number(0, 100_000)]


@dataclass(frozen=True, slots=True, repr=False)
class RefundMonths(Answer):
    """Every month that can be asked for, the oldest first, those without a line too; the last of
    them goes to ``until``, central's today.

    ``most_months`` and ``most_lines``: what goes beyond is not printed at a kiosk.
    ``history_from``: what was paid before is known by ``partner`` alone; None where nothing is
    missing. ``partner``: who pays the complementary part beside this caisse.
    """

    months: Annotated[tuple[MonthCount, ...], Items(1, 61)]
    until: date
    most_months: Annotated[int, Number(1, 61)]
    most_lines: Annotated[int, Number(1, MOST_LINES)]
    history_from: date | None = None
    partner: Line | None = None


@dataclass(frozen=True, slots=True, repr=False)
class IssueRefundStatement(Request):
    """Of what was paid from ``start`` to ``end``, both included. ``action`` is minted once, when
    the person confirms; the same action gives the same paper."""

    action: UUID
    start: date
    end: date
    detailed: bool = False


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class RefundStatement(Paper):
    """Relevé de remboursements: the lines, the oldest payment first, and their sums."""

    start: date
    end: date
    detailed: bool
    lines: Annotated[tuple[RefundLine, ...], Items(most=MOST_LINES)]
    totals: RefundTotals
    history_from: date | None = None
    partner: Line | None = None


REFUND_MONTHS: Call[None, RefundMonths] = Call(
    "refund_months", "GET", "/v1/refund-months", None, RefundMonths, SessionLevel.CODE
)
REFUND_STATEMENT: Call[IssueRefundStatement, RefundStatement] = Call(
    "refund_statement",
    "POST",
    "/v1/papers/releve_remboursements",
    IssueRefundStatement,
    RefundStatement,
    SessionLevel.CODE,
    (ProblemType.ACTION_CONFLICT,),
)
