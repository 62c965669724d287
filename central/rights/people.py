"""People as a rights source knows them, in the words of the official model."""

from dataclasses import dataclass

from shared_runtime.private import Private
from wire.rights import C2S, Caisse, Contrat, Periode, Qualite


@dataclass(frozen=True, slots=True, repr=False)
class CardIdentity(Private):
    """A holder as the card names them; ``birth_date`` is AAAAMMJJ, perhaps lunar."""

    nir: str
    birth_date: str
    family_name: str
    given_name: str


@dataclass(frozen=True, slots=True, repr=False)
class PersonId(Private):
    """What identifies a person in the official model: NIR, birth date, birth rank (twins)."""

    nir: str
    birth_date: str
    birth_rank: int


@dataclass(frozen=True, slots=True, repr=False)
class Person(Private):
    """``phone``: the mobile number on file, in international form, to which a code may be sent."""

    id: PersonId
    family_name: str
    usual_name: str | None
    given_name: str
    grand_regime: str
    phone: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Cover(Private):
    """A person and the rights they have, with the dates as the source knows them."""

    person: Person
    qualite: Qualite
    medecin_traitant_choisi: bool
    contrats: tuple[Contrat, ...]
    exoneration: Periode | None
    c2s: C2S | None


@dataclass(frozen=True, slots=True, repr=False)
class Dossier(Private):
    """The insured person, who hangs on them, and where they are insured."""

    assure: Cover
    ayants_droit: tuple[Cover, ...]
    caisse: Caisse
    adresse: tuple[str, ...]
    code_gestion: str
