"""Fictitious attestations of every kind, for the tests of papers and printers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.documents.place import Place
from kiosk.domain.attestation import Assure, Attestation, Version
from kiosk.domain.identity import Nir
from kiosk.domain.rights import (
    C2S,
    Beneficiaire,
    Caisse,
    Contrat,
    NatureAssurance,
    Periode,
    Qualite,
)

ISSUED = date(2026, 11, 22)
PLACE = Place(agence="Agence du Centre", borne="07")
NIR = "185037599900118"

CAISSE = Caisse(
    grand_regime="01",
    organisme="751",
    code_centre="0000",
    libelle="Caisse primaire de démonstration",
    adresse=("12 rue de l’Exemple", "75999 PARIS CEDEX 19"),
)


def periode(start: str, end: str | None) -> Periode:
    return Periode(date.fromisoformat(start), date.fromisoformat(end) if end else None)


OPEN = periode("2024-01-01", None)


def amo(*periods: Periode) -> Contrat:
    return Contrat(NatureAssurance.AMO, "AMO", "Régime général", periods)


def person(
    nom: str = "MARTIN",
    prenom: str = "Camille",
    born: str = "19850314",
    *,
    rang: int = 1,
    qualite: Qualite = Qualite.ENFANT,
    doctor: bool = True,
    periods: Iterable[Periode] = (OPEN,),
    usage: str | None = None,
    exoneration: Periode | None = None,
    c2s: C2S | None = None,
) -> Beneficiaire:
    return Beneficiaire(
        reference="b1",
        nom_famille=nom,
        nom_usage=usage,
        prenom=prenom,
        date_naissance=born,
        rang_naissance=rang,
        qualite=qualite,
        medecin_traitant_choisi=doctor,
        contrats=(amo(*periods),),
        exoneration=exoneration,
        c2s=c2s,
    )


CAMILLE = person(qualite=Qualite.ASSURE)
LEA = person(prenom="Léa", born="20150702", periods=(periode("2026-01-01", "2026-12-31"),))
HUGO = person(prenom="Hugo", born="20190921", doctor=False)

ASSURE = Assure(
    nir=Nir(NIR),
    nom_famille="MARTIN",
    nom_usage=None,
    prenom="Camille",
    adresse=("Appartement 4", "8 avenue des Tilleuls", "75019 PARIS"),
    code_gestion="10",
)

FAMILY = Attestation(
    numero="2026-0001-7K3M",
    version=Version.COMPLETE,
    emise_le=ISSUED,
    valable_jusqu_au=date(2027, 11, 21),
    code_controle="7K3MPQ9XWT2A",
    adresse_controle="https://attestations.caisse.example/verifier?code=7K3MPQ9XWT2A",
    caisse=CAISSE,
    assure=ASSURE,
    beneficiaires=(CAMILLE, LEA, HUGO),
)

C2S_WITH = C2S(True, periode("2026-03-01", "2027-02-28"), "Mutuelle de démonstration")
EXEMPT = person(
    qualite=Qualite.ASSURE,
    exoneration=periode("2025-05-01", "2028-04-30"),
    c2s=C2S_WITH,
)

MINIMAL = replace(FAMILY, version=Version.MINIMALE, beneficiaires=(CAMILLE,))
WITH_SITUATION = replace(FAMILY, beneficiaires=(EXEMPT, LEA, HUGO))
OVERFULL_MINIMAL = replace(WITH_SITUATION, version=Version.MINIMALE)
NINETEEN = replace(
    FAMILY,
    beneficiaires=(
        CAMILLE,
        *(person(prenom=f"Enfant{n}", born=f"20{n + 6:02}0115") for n in range(1, 19)),
    ),
)

LONG = "DE LA TOUR-DU-PIN-MONTMORENCY-SAINT-HÉRAND"
LONG_NAMES = replace(
    FAMILY,
    assure=replace(
        ASSURE,
        nom_famille=LONG,
        nom_usage="MONTMORENCY-LAVAL-DE-LA-ROCHEFOUCAULD",
        prenom="Marie-Antoinette-Joséphine-Éléonore",
        adresse=(
            "Résidence universitaire internationale de la Cité des Sciences",
            "1234 boulevard du Général-de-Gaulle prolongé",
            "97400 SAINT-DENIS-DE-LA-RÉUNION CEDEX 9",
        ),
    ),
    beneficiaires=(
        person(LONG, "Marie-Antoinette-Joséphine-Éléonore", usage="MONTMORENCY-LAVAL"),
        person(LONG, "Zoë-Anaïs", "19421901", rang=2),
        person("SANG", "", "20100300"),
        person("ØSTERGÅRD-ÇELİK", "Søren Ærø 李", "19992000"),
    ),
)
ENDED = replace(
    FAMILY,
    beneficiaires=(
        person(periods=(periode("2024-01-01", "2026-11-21"),), qualite=Qualite.ASSURE),
        person(prenom="Léa", born="20150702", periods=(periode("2025-01-01", "2026-12-02"),)),
        person(prenom="Hugo", born="20190921", periods=()),
        person(prenom="Nour", born="20210101", periods=(periode("2027-01-01", None),)),
    ),
)

ALL = {
    "family": FAMILY,
    "minimal": MINIMAL,
    "situation": WITH_SITUATION,
    "nineteen": NINETEEN,
    "long_names": LONG_NAMES,
    "ended": ENDED,
}
