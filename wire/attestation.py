"""Issuing an attestation: an irrevocable act, idempotent by its action id."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from wire.base import Answer, GivenName, Name, NirText, Request
from wire.rights import Beneficiaire, Caisse, Line, Reference

Version = Literal["complete", "minimale"]
CheckCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}$")]
"""Twelve characters of Crockford's base 32: no I, L, O or U to misread."""


class IssueAttestation(Request):
    """``action`` is minted once, when the person confirms; the same action gives the same paper."""

    action: UUID
    beneficiaire: Reference
    version: Version


class Assure(Answer):
    nir: NirText
    nom_famille: Name
    nom_usage: Name | None = None
    prenom: GivenName
    adresse: tuple[Line, ...]
    code_gestion: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]


class Attestation(Answer):
    """All that the paper says. ``adresse_controle`` holds the check code and no person."""

    numero: Annotated[str, StringConstraints(max_length=40)]
    version: Version
    emise_le: date
    valable_jusqu_au: date
    code_controle: CheckCode
    adresse_controle: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]{1,180}$")]
    caisse: Caisse
    assure: Assure
    beneficiaires: tuple[Beneficiaire, ...] = Field(min_length=1, max_length=40)
