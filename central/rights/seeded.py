"""The seeded rights source: the fictitious people of the files in ``seeds``, held in memory.

Periods there are counted in days from the day asked about, so that "ended yesterday" stays true.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from central.rights.identifying import bears_names
from central.rights.people import CardIdentity, Cover, Dossier, Person, PersonId
from central.rights.source import Identification, Identified, Opposed, UnknownPerson
from shared_runtime.private import Private
from wire.base import CardDate, GivenName, Line, Name
from wire.constraints import Checked
from wire.nir import checked_nir
from wire.rights import C2S, Caisse, Contrat, NatureAssurance, Periode, Qualite
from wire.typed_code import PersonalCode


class _Model(Private, BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __str__(self) -> str:
        return repr(self)


_NirText = Annotated[str, Checked(lambda text: checked_nir(text).value)]


class Days(_Model):
    """From and to in days from today; open when ``to`` is missing."""

    begin: int
    end: int | None = None

    def on(self, day: date) -> Periode:
        end = None if self.end is None else day + timedelta(days=self.end)
        return Periode(date_debut=day + timedelta(days=self.begin), date_fin=end)


class _C2S(Days):
    avec_participation: bool
    gestionnaire: str


class _Dependant(_Model):
    slug: str
    qualite: Qualite = Qualite.ENFANT


class SeededPerson(_Model):
    """One fictitious person. ``account`` and ``code`` are for ``central seed`` alone."""

    slug: str
    family_name: Name
    usual_name: Name | None = None
    given_name: GivenName
    birth_date: CardDate
    birth_rank: int = 1
    nir: _NirText
    caisse: str
    code_gestion: str = "10"
    adresse: tuple[Line, ...] = ()
    medecin_traitant: bool = True
    phone: str | None = None
    account: Literal["absent", "a_finaliser", "actif", "suspendu"] = "absent"
    code: PersonalCode | None = None
    opposed: bool = False
    rights: tuple[Days, ...] = (Days(begin=-700, end=300),)
    complementaire: str | None = None
    exoneration: Days | None = None
    c2s: _C2S | None = None
    dependants: tuple[_Dependant, ...] = ()

    @property
    def id(self) -> PersonId:
        return PersonId(self.nir, self.birth_date, self.birth_rank)


class _Seeds(_Model):
    caisses: dict[str, Caisse]
    people: tuple[SeededPerson, ...] = Field(min_length=1)


Facts = Mapping[str, tuple[Mapping[str, Any], ...]]
"""What else there is of people, by what it is about: a démarche's own tables, each with the slug of
its ``person``, which that démarche reads itself."""


@dataclass(frozen=True, slots=True, repr=False)
class SeededSource(Private):
    caisses: Mapping[str, Caisse]
    people: Mapping[str, SeededPerson]
    facts: Facts

    def facts_of(self, about: str, person: PersonId) -> tuple[Mapping[str, Any], ...]:
        """The tables of that name that are about this person, without who it is."""
        found = self._by_id(person)
        return tuple(
            {name: value for name, value in table.items() if name != "person"}
            for table in self.facts.get(about, ())
            if found is not None and table["person"] == found.slug
        )

    def identify(self, card: CardIdentity) -> Identification:
        found = [p for p in self.people.values() if self._named(p, card)]
        if len(found) != 1:
            return UnknownPerson()
        return Opposed() if found[0].opposed else Identified(self._person(found[0]))

    def person(self, person: PersonId) -> Person | None:
        found = self._by_id(person)
        return None if found is None else self._person(found)

    def dossier(self, person: PersonId, on: date) -> Dossier | None:
        found = self._by_id(person)
        if found is None:
            return None
        return Dossier(
            assure=self._cover(found, Qualite.ASSURE, on),
            ayants_droit=tuple(
                self._cover(self.people[d.slug], d.qualite, on) for d in found.dependants
            ),
            caisse=self.caisses[found.caisse],
            adresse=found.adresse,
            code_gestion=found.code_gestion,
        )

    def _named(self, person: SeededPerson, card: CardIdentity) -> bool:
        """Whether a card can mean this person: by their own NIR, or that of whom they hang on."""
        if person.birth_date != card.birth_date or not bears_names(card, self._person(person)):
            return False
        return card.nir == person.nir or any(
            card.nir == carer.nir
            for carer in self.people.values()
            if any(dependant.slug == person.slug for dependant in carer.dependants)
        )

    def _by_id(self, person: PersonId) -> SeededPerson | None:
        return next((p for p in self.people.values() if p.id == person), None)

    def _person(self, seeded: SeededPerson) -> Person:
        return Person(
            id=seeded.id,
            family_name=seeded.family_name,
            usual_name=seeded.usual_name,
            given_name=seeded.given_name,
            grand_regime=self.caisses[seeded.caisse].grand_regime,
            phone=seeded.phone,
        )

    def _cover(self, seeded: SeededPerson, qualite: Qualite, on: date) -> Cover:
        periods = tuple(days.on(on) for days in seeded.rights)
        contrats = [
            Contrat(
                nature_assurance=NatureAssurance.AMO,
                code_type_contrat="AMO",
                libelle="Assurance maladie obligatoire",
                periodes_droits=periods,
            )
        ]
        if seeded.complementaire is not None:
            contrats.append(
                Contrat(
                    nature_assurance=NatureAssurance.AMC,
                    code_type_contrat="AMC",
                    libelle=seeded.complementaire,
                    periodes_droits=periods,
                )
            )
        return Cover(
            person=self._person(seeded),
            qualite=qualite,
            medecin_traitant_choisi=seeded.medecin_traitant,
            contrats=tuple(contrats),
            exoneration=None if seeded.exoneration is None else seeded.exoneration.on(on),
            c2s=None if seeded.c2s is None else _c2s(seeded.c2s, on),
        )


@cache
def seeded_source() -> SeededSource:
    """The source with the packaged people. Raises ValueError when a reference leads nowhere."""
    documents = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in files("central.rights").joinpath("seeds").iterdir()
        if file.name.endswith(".toml")
    ]
    return parse(*documents)


def parse(*documents: Mapping[str, Any]) -> SeededSource:
    """The people of several files as one. Raises ValueError where they do not fit together."""
    tables: dict[str, list[Any]] = {}
    caisses: dict[str, Any] = {}
    for document in documents:
        caisses |= document.get("caisses", {})
        for about, rows in document.items():
            if about != "caisses":
                tables.setdefault(about, []).extend(rows)
    seeds = _Seeds.model_validate({"caisses": caisses, "people": tables.pop("people", ())})
    people = {person.slug: person for person in seeds.people}
    for person in people.values():
        if person.caisse not in seeds.caisses:
            raise ValueError(f"{person.slug}: no such caisse")
        for dependant in person.dependants:
            if dependant.slug not in people:
                raise ValueError(f"{person.slug}: no such dependant")
    facts = {about: tuple(rows) for about, rows in tables.items()}
    for about, rows in facts.items():
        for row in rows:
            if row.get("person") not in people:
                raise ValueError(f"{about}: no such person")
    return SeededSource(seeds.caisses, people, facts)


def _c2s(seeded: _C2S, on: date) -> C2S:
    return C2S(
        avec_participation=seeded.avec_participation,
        periode=seeded.on(on),
        gestionnaire=seeded.gestionnaire,
    )
