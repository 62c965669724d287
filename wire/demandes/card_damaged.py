"""The carte Vitale is damaged or no longer works."""

from dataclasses import dataclass, field
from typing import Literal

from wire.demandes.demande import AnyDemande


@dataclass(frozen=True, slots=True, repr=False)
class CardDamaged(AnyDemande):
    kind: Literal["card_damaged"] = field(default="card_damaged", kw_only=True)
