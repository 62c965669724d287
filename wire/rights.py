"""People and their rights, in the words of the official model (API des droits assurés, CNAM 2019).

Dates of birth stay text (AAAAMMJJ, perhaps lunar). Reasons of an exemption and the name of the
médecin traitant are reserved to care establishments and have no place here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from wire.base import Answer, CardDate, GivenName, Line, Name, TwoDigits
from wire.constraints import Items, Number, Text

Reference = Annotated[str, Text(pattern="[A-Za-z0-9_-]{1,64}")]


class Qualite(StrEnum):
    ASSURE = "assure"
    CONCUBIN = "concubin"
    CONCUBIN_EN_RUPTURE = "concubin_en_rupture"
    PACSE = "pacse"
    EX_PACSE = "ex_pacse"
    CONJOINT = "conjoint"
    CONJOINT_SEPARE = "conjoint_separe"
    CONJOINT_DIVORCE = "conjoint_divorce"
    CONJOINT_VEUF = "conjoint_veuf"
    PARENT = "parent"
    ENFANT = "enfant"
    AUTRE = "autre"


class NatureAssurance(StrEnum):
    AMO = "AMO"
    AMC = "AMC"


@dataclass(frozen=True, slots=True, repr=False)
class Periode(Answer):
    """From ``date_debut`` to ``date_fin``, both included; no end known yet when ``None``."""

    date_debut: date
    date_fin: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Contrat(Answer):
    nature_assurance: NatureAssurance
    code_type_contrat: Annotated[str, Text(most=8)]
    libelle: Line
    periodes_droits: tuple[Periode, ...]


@dataclass(frozen=True, slots=True, repr=False)
class C2S(Answer):
    """Complémentaire santé solidaire: with or without participation, and who manages it."""

    avec_participation: bool
    periode: Periode
    gestionnaire: Line


@dataclass(frozen=True, slots=True, repr=False)
class Beneficiaire(Answer):
    """A covered person. ``reference`` is central's opaque name for them, valid in one visit."""

    reference: Reference
    nom_famille: Name
    prenom: GivenName
    date_naissance: CardDate
    rang_naissance: Annotated[int, Number(1, 9)]
    qualite: Qualite
    medecin_traitant_choisi: bool
    contrats: tuple[Contrat, ...]
    nom_usage: Name | None = None
    exoneration: Periode | None = None
    c2s: C2S | None = None

    @property
    def periodes_amo(self) -> tuple[Periode, ...]:
        """The periods of compulsory insurance, oldest first."""
        periods = (
            periode
            for contrat in self.contrats
            if contrat.nature_assurance is NatureAssurance.AMO
            for periode in contrat.periodes_droits
        )
        return tuple(sorted(periods, key=lambda periode: periode.date_debut))


@dataclass(frozen=True, slots=True, repr=False)
class Caisse(Answer):
    """``grand_regime`` (2), ``organisme`` (3), ``code_centre`` (4); postal address line by line."""

    grand_regime: TwoDigits
    organisme: Annotated[str, Text(pattern="[0-9]{3}")]
    code_centre: Annotated[str, Text(pattern="[0-9]{4}")]
    libelle: Line
    adresse: tuple[Line, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Droits(Answer):
    """What the logged-in person may see: their own rights and those of dependants under 16."""

    assure: Beneficiaire
    ayants_droit: Annotated[tuple[Beneficiaire, ...], Items(most=40)]
    caisse: Caisse
