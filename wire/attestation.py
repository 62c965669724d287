"""Issuing an attestation de droits: an irrevocable act, idempotent by its action id."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from wire.base import Answer, GivenName, Line, Name, Request, TwoDigits
from wire.constraints import Items, Text
from wire.nir import Nir
from wire.rights import Beneficiaire, Caisse, Reference


class Version(StrEnum):
    """``MINIMALE`` carries no C2S, no exemption and no dependants."""

    COMPLETE = "complete"
    MINIMALE = "minimale"


CheckCode = Annotated[str, Text(pattern="[0-9A-HJKMNP-TV-Z]{12}")]
"""Twelve characters of Crockford's base 32: no I, L, O or U to misread."""


@dataclass(frozen=True, slots=True, repr=False)
class IssueAttestation(Request):
    """``action`` is minted once, when the person confirms; the same action gives the same paper."""

    action: UUID
    beneficiaire: Reference
    version: Version


@dataclass(frozen=True, slots=True, repr=False)
class Assure(Answer):
    """The insured person the rights hang on, with the address on file line by line."""

    nir: Nir
    nom_famille: Name
    prenom: GivenName
    adresse: tuple[Line, ...]
    code_gestion: TwoDigits
    nom_usage: Name | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Attestation(Answer):
    """All that the paper says. ``adresse_controle`` is what the QR holds: the address of the check
    page with ``code_controle``, and no person."""

    numero: Annotated[str, Text(most=40)]
    version: Version
    emise_le: date
    valable_jusqu_au: date
    code_controle: CheckCode
    adresse_controle: Annotated[str, Text(pattern=r"https?://[^\s\[\]]{1,180}")]
    caisse: Caisse
    assure: Assure
    beneficiaires: Annotated[tuple[Beneficiaire, ...], Items(1, 40)]
