"""Issuing an attestation de droits: an irrevocable act, idempotent by its action id."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from wire.base import Request
from wire.constraints import Items
from wire.paper import Paper
from wire.rights import Beneficiaire, Reference


class Version(StrEnum):
    """``MINIMALE`` carries no C2S, no exemption and no dependants."""

    COMPLETE = "complete"
    MINIMALE = "minimale"


@dataclass(frozen=True, slots=True, repr=False)
class IssueAttestation(Request):
    """``action`` is minted once, when the person confirms; the same action gives the same paper."""

    action: UUID
    beneficiaire: Reference
    version: Version


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Attestation(Paper):
    """All that the paper says."""

    version: Version
    valable_jusqu_au: date
    beneficiaires: Annotated[tuple[Beneficiaire, ...], Items(1, 40)]
