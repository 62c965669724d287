"""People and their rights, in the words of the official model (API des droits assurés, CNAM 2019).

Dates of birth stay text (AAAAMMJJ, perhaps lunar). Reasons of an exemption and the name of the
médecin traitant are reserved to care establishments and have no place here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared_runtime.private import Private


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


@dataclass(frozen=True, slots=True)
class Periode:
    """From ``date_debut`` to ``date_fin``, both included; no end known yet when ``None``."""

    date_debut: date
    date_fin: date | None


@dataclass(frozen=True, slots=True, repr=False)
class Contrat(Private):
    nature_assurance: NatureAssurance
    code_type_contrat: str
    libelle: str
    periodes_droits: tuple[Periode, ...]


@dataclass(frozen=True, slots=True, repr=False)
class C2S(Private):
    """Complémentaire santé solidaire: with or without participation, and who manages it."""

    avec_participation: bool
    periode: Periode
    gestionnaire: str


@dataclass(frozen=True, slots=True, repr=False)
class Beneficiaire(Private):
    """A covered person. ``reference`` is central's opaque name for them, valid in one visit."""

    reference: str
    nom_famille: str
    nom_usage: str | None
    prenom: str
    date_naissance: str
    rang_naissance: int
    qualite: Qualite
    medecin_traitant_choisi: bool
    contrats: tuple[Contrat, ...]
    exoneration: Periode | None
    c2s: C2S | None

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


@dataclass(frozen=True, slots=True)
class Caisse:
    """``grand_regime`` (2), ``organisme`` (3), ``code_centre`` (4); postal address line by line."""

    grand_regime: str
    organisme: str
    code_centre: str
    libelle: str
    adresse: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Droits(Private):
    """What the logged-in person may see: their own rights and those of dependants under 16."""

    assure: Beneficiaire
    ayants_droit: tuple[Beneficiaire, ...]
    caisse: Caisse
