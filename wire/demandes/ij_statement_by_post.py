"""The statement of daily allowances (indemnités journalières) by post, to the address on file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wire.demandes.demande import AnyDemande


@dataclass(frozen=True, slots=True, repr=False)
class IjStatementByPost(AnyDemande):
    """Of what was paid for days from ``start`` to ``end``, both included."""

    start: date
    end: date
    kind: Literal["ij_statement_by_post"] = field(default="ij_statement_by_post", kw_only=True)

    @property
    def occasion(self) -> tuple[str, ...]:
        """Statements of two periods are two requests."""
        return self.start.isoformat(), self.end.isoformat()

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        return (f"from {self.start} to {self.end}",)
