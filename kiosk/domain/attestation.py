"""The attestation de droits as central issued it: what the paper says, field for field."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.identity import Nir
from kiosk.domain.rights import Beneficiaire, Caisse
from shared_runtime.private import Private


class Version(StrEnum):
    """``MINIMALE`` carries no C2S, no exemption and no dependants."""

    COMPLETE = "complete"
    MINIMALE = "minimale"


@dataclass(frozen=True, slots=True, repr=False)
class AttestationRequest(Private):
    """Whose attestation, by central's reference, and which version."""

    beneficiaire: str
    version: Version


@dataclass(frozen=True, slots=True, repr=False)
class Assure(Private):
    """The insured person the rights hang on, with the address on file line by line."""

    nir: Nir
    nom_famille: str
    nom_usage: str | None
    prenom: str
    adresse: tuple[str, ...]
    code_gestion: str


@dataclass(frozen=True, slots=True, repr=False)
class Attestation(Private):
    """One issued attestation. ``code_controle`` has 12 characters and stands in the QR's address,
    ``adresse_controle``, together with nothing that names a person."""

    numero: str
    version: Version
    emise_le: date
    valable_jusqu_au: date
    code_controle: str
    adresse_controle: str
    caisse: Caisse
    assure: Assure
    beneficiaires: tuple[Beneficiaire, ...]
