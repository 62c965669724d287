"""Attestations of fictitious people, one for each thing that a paper must be able to say.

Their numbers name the commune 999, which no place has. Staff and translators print them with
``kiosk document attestation``, and the tests look at them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kiosk.documents.drawn import Sample
from kiosk.documents.place_of_issue import PlaceOfIssue
from wire.attestation import Attestation, Version
from wire.nir import Nir
from wire.paper import Assure
from wire.rights import C2S, Beneficiaire, Caisse, Contrat, NatureAssurance, Periode, Qualite

PLACE = PlaceOfIssue(agence="Agence du Centre", borne="07")
ISSUED = date(2026, 11, 22)


def periode(start: str, end: str | None) -> Periode:
    """Days as AAAA-MM-JJ."""
    return Periode(date.fromisoformat(start), date.fromisoformat(end) if end else None)


OPEN = periode("2024-01-01", None)


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
    """Somebody covered, an ordinary case in all that is not said."""
    contract = Contrat(NatureAssurance.AMO, "AMO", "Régime général", tuple(periods))
    return Beneficiaire(
        reference="b1",
        nom_famille=nom,
        nom_usage=usage,
        prenom=prenom,
        date_naissance=born,
        rang_naissance=rang,
        qualite=qualite,
        medecin_traitant_choisi=doctor,
        contrats=(contract,),
        exoneration=exoneration,
        c2s=c2s,
    )


_CAMILLE = person(qualite=Qualite.ASSURE)
_LEA = person(prenom="Léa", born="20150702", periods=(periode("2026-01-01", "2026-12-31"),))
_HUGO = person(prenom="Hugo", born="20190921", doctor=False)

FAMILY = Attestation(
    numero="2026-0001-7K3M",
    version=Version.COMPLETE,
    emise_le=ISSUED,
    valable_jusqu_au=date(2027, 11, 21),
    code_controle="7K3MPQ9XWT2A",
    adresse_controle="https://attestations.caisse.example/verifier?code=7K3MPQ9XWT2A",
    caisse=Caisse(
        grand_regime="01",
        organisme="751",
        code_centre="0000",
        libelle="Caisse primaire de démonstration",
        adresse=("12 rue de l’Exemple", "75999 PARIS CEDEX 19"),
    ),
    assure=Assure(
        nir=Nir("185037599900118"),
        nom_famille="MARTIN",
        nom_usage=None,
        prenom="Camille",
        adresse=("Appartement 4", "8 avenue des Tilleuls", "75019 PARIS"),
        code_gestion="10",
    ),
    beneficiaires=(_CAMILLE, _LEA, _HUGO),
)

_SITUATION = replace(
    FAMILY,
    beneficiaires=(
        replace(
            _CAMILLE,
            exoneration=periode("2025-05-01", "2028-04-30"),
            c2s=C2S(True, periode("2026-03-01", "2027-02-28"), "Mutuelle de démonstration"),
        ),
        _LEA,
        _HUGO,
    ),
)
_SOLIDARITY = C2S(False, periode("2026-03-01", "2027-02-28"), "Caisse de démonstration")
_C2S = replace(
    FAMILY,
    beneficiaires=tuple(replace(one, c2s=_SOLIDARITY) for one in FAMILY.beneficiaires),
)

_ENDED = replace(
    FAMILY,
    beneficiaires=(
        replace(_CAMILLE, contrats=person(periods=[periode("2024-01-01", "2026-11-21")]).contrats),
        person(prenom="Léa", born="20150702", periods=[periode("2025-01-01", "2026-12-02")]),
        person(prenom="Hugo", born="20190921", periods=[]),
        person(prenom="Nour", born="20210101", periods=[periode("2027-01-01", None)]),
    ),
)

_PERIODS = replace(
    FAMILY,
    beneficiaires=(
        _CAMILLE,
        person(
            prenom="Léa",
            born="20150702",
            periods=[
                periode("2020-01-01", "2021-12-31"),
                periode("2026-01-01", "2026-12-31"),
                periode("2027-02-01", "2027-06-30"),
                periode("2027-09-01", None),
            ],
        ),
    ),
)

_CHILDREN = (
    "Adam", "Alice", "Basile", "Capucine", "Diane", "Élias", "Félicie", "Gaspard", "Inès",
    "Jules", "Kenza", "Loïc", "Maëlle", "Noé", "Olympe", "Paul", "Rose", "Samuel",
)  # fmt: skip
_NINETEEN = replace(
    FAMILY,
    beneficiaires=(
        _CAMILLE,
        *(
            person(nom, prenom, born=f"20{at + 6:02}0115", doctor=at % 5 != 0)
            for at, (nom, prenom) in enumerate(
                zip(("BERNARD", "DIALLO", "NGUYEN") * 6, _CHILDREN, strict=True), start=1
            )
        ),
    ),
)

_LONG_FAMILY = "DE LA TOUR-D’AUVERGNE-ŒUVRARD-ST-HÉRAND"
_LONG_USUAL = "MONTMORENCY-LAVAL-DE-LA-ROCHEFOUCAULD-B."
_LONG_GIVEN = "Žofia-Élisabeth-Marie-Antoinette-Éléonore"
_LONG_NAMES = replace(
    FAMILY,
    caisse=replace(
        FAMILY.caisse,
        libelle="Caisse générale de sécurité sociale de démonstration de La Réunion",
        adresse=(
            "Immeuble administratif des Trois-Mares",
            "4 boulevard du Général-de-Gaulle prolongé",
            "CS 53001",
            "97741 SAINT-DENIS CEDEX 9",
        ),
    ),
    assure=replace(
        FAMILY.assure,
        nom_famille=_LONG_FAMILY,
        nom_usage=_LONG_USUAL,
        prenom=_LONG_GIVEN,
        adresse=(
            "ESCALIER B ETAGE 4 APPARTEMENT 412",
            "RESIDENCE INTERNATIONALE DES SCIENCES",
            "1234 BOULEVARD DU GENERAL DE GAULLE",
            "LES HAUTS DE L ESPERANCE",
            "97400 SAINT DENIS DE LA REUNION",
            "LA REUNION",
        ),
    ),
    beneficiaires=(
        person(_LONG_FAMILY, _LONG_GIVEN, usage=_LONG_USUAL, qualite=Qualite.ASSURE),
        person(_LONG_FAMILY, "Zoë-Anaïs", "20150702", rang=2),
        person("ØSTERGÅRD-ÇELİK", "Søren Ærø", "20170103"),
    ),
)

_BIRTH_DATES = replace(
    FAMILY,
    beneficiaires=(
        _CAMILLE,
        person("SANG", "", "20100300"),
        person("HASSAN", "Ali", "19990000"),
        person("ROSSI", "Jade", "20190921", rang=1),
        person("ROSSI", "Lou", "20190921", rang=2),
    ),
)

_MGEN = replace(
    FAMILY,
    caisse=replace(
        FAMILY.caisse, grand_regime="91", organisme="001", libelle="MGEN, section de démonstration"
    ),
    beneficiaires=(_CAMILLE, _HUGO),
)
_HOSTED = replace(
    FAMILY,
    caisse=replace(
        FAMILY.caisse, grand_regime="08", organisme="835", libelle="CNMSS de démonstration"
    ),
)

SAMPLES: Mapping[str, Sample[Attestation]] = {
    "family": Sample("A family of three, rights open", FAMILY),
    "minimal": Sample(
        "Minimal version: one person, no exemption, no C2S",
        replace(FAMILY, version=Version.MINIMALE, beneficiaires=(_CAMILLE,)),
    ),
    "situation": Sample("Exemption, and C2S with participation", _SITUATION),
    "c2s": Sample("C2S without participation, for a whole family", _C2S),
    "ended": Sample("Rights that ended, end soon, never were, are to come", _ENDED),
    "periods": Sample("Several periods of rights for one person", _PERIODS),
    "nineteen": Sample("Nineteen people over two pages", _NINETEEN),
    "long-names": Sample("Names of 40 characters, accents, an address of seven lines", _LONG_NAMES),
    "birth-dates": Sample("Lunar and unknown dates of birth, twins, a single name", _BIRTH_DATES),
    "mgen": Sample("Insured by MGEN", _MGEN),
    "hosted": Sample("Insured by a scheme that the régime général hosts", _HOSTED),
}
"""By the name that the command line knows."""
