"""People and their rights on the wire, in the words of the official model."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wire.base import Answer, CardDate, GivenName, Name

Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Line = Annotated[str, StringConstraints(max_length=80)]
Qualite = Literal[
    "assure", "concubin", "concubin_en_rupture", "pacse", "ex_pacse", "conjoint",
    "conjoint_separe", "conjoint_divorce", "conjoint_veuf", "parent", "enfant", "autre",
]  # fmt: skip


class Periode(Answer):
    date_debut: date
    date_fin: date | None = None


class Contrat(Answer):
    nature_assurance: Literal["AMO", "AMC"]
    code_type_contrat: Annotated[str, StringConstraints(max_length=8)]
    libelle: Line
    periodes_droits: tuple[Periode, ...]


class C2S(Answer):
    avec_participation: bool
    periode: Periode
    gestionnaire: Line


class Beneficiaire(Answer):
    """``reference`` is opaque and valid in one visit to the kiosk."""

    reference: Reference
    nom_famille: Name
    nom_usage: Name | None = None
    prenom: GivenName
    date_naissance: CardDate
    rang_naissance: int = Field(ge=1, le=9)
    qualite: Qualite
    medecin_traitant_choisi: bool
    contrats: tuple[Contrat, ...]
    exoneration: Periode | None = None
    c2s: C2S | None = None


class Caisse(Answer):
    grand_regime: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    organisme: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
    code_centre: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
    libelle: Line
    adresse: tuple[Line, ...]


class Droits(Answer):
    assure: Beneficiaire
    ayants_droit: tuple[Beneficiaire, ...] = Field(max_length=40)
    caisse: Caisse
