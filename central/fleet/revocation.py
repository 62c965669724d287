"""Revoking a kiosk, as one person proposes it and another one approves it."""

import json
from dataclasses import dataclass
from typing import Self

from central.admins.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Revocation:
    """``why``: nothing of a person."""

    kiosk: str
    why: str

    @property
    def content(self) -> str:
        return json.dumps({"why": self.why}, ensure_ascii=False)

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """What a newer release may mean by it is shown without a reason."""
        try:
            why = json.loads(proposal.content)["why"]
        except (ValueError, KeyError, TypeError):
            why = ""
        return cls(proposal.target, why if isinstance(why, str) else "")
