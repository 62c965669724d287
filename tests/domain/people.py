"""Fictitious people of commune 999 with true keys, their cards, their rights, their papers."""

from datetime import date

from hypothesis import strategies as st

from kiosk.domain.card import CardRead
from kiosk.domain.identity import Holder
from wire.attestation import Attestation, Version
from wire.nir import Nir
from wire.paper import Assure
from wire.rights import Beneficiaire, Caisse, Contrat, Droits, NatureAssurance, Periode, Qualite

CAISSE = Caisse("01", "751", "0000", "Caisse de démonstration", ("12 rue de l’Exemple",))
OPEN_END = Periode(date(2024, 1, 1), None)


def nir(thirteen: str) -> Nir:
    """The number with its key: 97 minus the rest by 97, 2A counting as 19 and 2B as 18."""
    digits = thirteen.replace("2A", "19").replace("2B", "18")
    return Nir(f"{thirteen}{97 - int(digits) % 97:02}")


def holder(family: str, given: str = "Camille", thirteen: str = "1850375999001") -> Holder:
    return Holder(family, given, "19850314", "FR", nir(thirteen))


def beneficiaire(
    person: Holder, reference: str = "b0", periods: tuple[Periode, ...] = (OPEN_END,)
) -> Beneficiaire:
    contrat = Contrat(NatureAssurance.AMO, "AMO", "Régime général", periods)
    return Beneficiaire(
        reference=reference,
        nom_famille=person.family_name,
        nom_usage=None,
        prenom=person.given_name,
        date_naissance=person.birth_date,
        rang_naissance=1,
        qualite=Qualite.ASSURE if reference == "b0" else Qualite.ENFANT,
        medecin_traitant_choisi=True,
        contrats=(contrat,),
        exoneration=None,
        c2s=None,
    )


def droits(person: Holder, *children: str) -> Droits:
    """The person's rights, with a child of each given name."""
    dependants = tuple(
        beneficiaire(holder(person.family_name, child), f"b{rank}")
        for rank, child in enumerate(children, start=1)
    )
    return Droits(beneficiaire(person), dependants, CAISSE)


def attestation(person: Holder, version: Version = Version.COMPLETE) -> Attestation:
    return Attestation(
        numero="2026-000001",
        version=version,
        emise_le=date(2026, 11, 22),
        valable_jusqu_au=date(2027, 11, 21),
        code_controle="ABCD2345EFGH",
        adresse_controle="https://verifier.example/ABCD2345EFGH",
        caisse=CAISSE,
        assure=Assure(person.nir, person.family_name, person.given_name, ("1 rue Neuve",), "10"),
        beneficiaires=(beneficiaire(person),),
    )


ALONE = holder("SEULE", "Alix")
MOTHER = holder("FAMILLE", "Dominique", "258022B999004")
FATHER = holder("FAMILLE", "Claude", "161082A999003")

ALONE_CARD = CardRead((ALONE,))
FAMILY_CARD = CardRead((MOTHER, FATHER))
ALONE_RIGHTS = droits(ALONE)
FAMILY_RIGHTS = droits(MOTHER, "Sacha", "Lou")


def nirs() -> st.SearchStrategy[Nir]:
    """Well-formed numbers of nobody: any first digit, pseudo-months and Corsica among them."""
    return st.builds(
        lambda sex, year, month, department, order: nir(
            f"{sex}{year:02}{month:02}{department}999{order:03}"
        ),
        st.sampled_from("12345678"),
        st.integers(0, 99),
        st.one_of(st.integers(1, 12), st.sampled_from([20, 50, 99])),
        st.sampled_from(["01", "75", "2A", "2B", "99"]),
        st.integers(1, 999),
    )


def holders(family: str) -> st.SearchStrategy[Holder]:
    """People whose names all begin with ``family``, so that a trace of them can be found."""
    return st.builds(
        lambda given, number, born: Holder(family, f"{family}{given}", born, "FR", number),
        st.sampled_from(["", "é", "Anne-Sophie", "d’Œuvre"]),
        nirs(),
        st.sampled_from(["19850314", "19600000", "20101332"]),
    )
