"""The attestation de droits by post, to the address on file."""

from dataclasses import dataclass, field
from typing import Literal

from wire.demandes.demande import AnyDemande


@dataclass(frozen=True, slots=True, repr=False)
class AttestationByPost(AnyDemande):
    kind: Literal["attestation_by_post"] = field(default="attestation_by_post", kw_only=True)
