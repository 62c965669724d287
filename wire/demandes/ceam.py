"""The European card (CEAM), to the address on file."""

from dataclasses import dataclass, field
from typing import Literal

from wire.demandes.demande import AnyDemande


@dataclass(frozen=True, slots=True, repr=False)
class CeamOrder(AnyDemande):
    kind: Literal["ceam"] = field(default="ceam", kw_only=True)
