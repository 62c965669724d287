"""A statement of refunds by post, to the address on file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wire.demandes.demande import AnyDemande


@dataclass(frozen=True, slots=True, repr=False)
class RefundStatementByPost(AnyDemande):
    """Of what was paid from ``start`` to ``end``, both included."""

    start: date
    end: date
    detailed: bool = False
    kind: Literal["refund_statement_by_post"] = field(
        default="refund_statement_by_post", kw_only=True
    )

    @property
    def occasion(self) -> tuple[str, ...]:
        """Statements of different days are different papers."""
        return self.start.isoformat(), self.end.isoformat(), self._form

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        return f"paid from {self.start} to {self.end}", self._form

    @property
    def _form(self) -> str:
        return "detailed" if self.detailed else "simple"
