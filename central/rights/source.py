"""The port behind which a caisse puts its own system of people and rights."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from central.rights.people import CardIdentity, Dossier, Person, PersonId
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class Identified(Private):
    person: Person


@dataclass(frozen=True, slots=True)
class Opposed:
    """The card was declared lost or stolen."""


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    pass


Identification = Identified | Opposed | UnknownPerson


@runtime_checkable
class RightsSource(Protocol):
    """Called from worker threads, several at once; it may block, up to its own deadline.

    A source tells all it knows: what may be shown, and to whom, is decided by ``rules``.
    """

    def identify(self, card: CardIdentity) -> Identification:
        """Whom the card names: number, birth date *and* names must be the person's, compared by
        ``identifying.bears_names``, also before a card is called Opposed. A child on a parent's
        card may bear the parent's NIR."""
        ...

    def person(self, person: PersonId) -> Person | None: ...

    def dossier(self, person: PersonId, on: date) -> Dossier | None:
        """The rights of a person as they stood on a day; ``None`` when there is no such person.

        The same arguments give the same dossier, unless the file was changed in between.
        """
        ...
