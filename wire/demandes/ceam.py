"""The European card (CEAM), to the address on file: of the person who asks, and of their children.

Since version 2 it says whose; before that it was always of the person who asks.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, Literal, Self

from wire.base import CardDate, GivenName, Name, Request
from wire.constraints import Items, Number
from wire.demandes.demande import AnyDemande

MOST_PEOPLE = 19
"""As many as a carte Vitale names."""
_MOST_BYTES = 2_000
"""Of a body, so that it can be sealed: 48 of 2,048 are the seal's (HPKE with X25519)."""
_BYTES_AROUND = 115
"""Of all that is not a name: who asks, and the kind."""
_BYTES_AROUND_EACH = 68


@dataclass(frozen=True, slots=True, repr=False)
class CeamPerson(Request):
    """Whose card it will be, as central names them. ``birth_rank``: of a twin who is not the
    first."""

    family_name: Name
    given_name: GivenName
    birth_date: CardDate
    birth_rank: Annotated[int, Number(2, 9)] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CeamOrder(AnyDemande):
    """``people``: everybody whose card it is, with whoever asks as their own card names them; None
    where it is theirs alone."""

    newest_version: ClassVar[int] = 2

    people: Annotated[tuple[CeamPerson, ...], Items(1, MOST_PEOPLE)] | None = None
    kind: Literal["ceam"] = field(default="ceam", kw_only=True)

    @property
    def version(self) -> int:
        return 1 if self.people is None else 2

    @property
    def fits(self) -> bool:
        """Whether it can be sealed, however long the names are."""
        people = self.people or ()
        around = _BYTES_AROUND + _BYTES_AROUND_EACH * len(people)
        return len(people) <= MOST_PEOPLE and around + sum(self._names_bytes()) <= _MOST_BYTES

    @property
    def whom(self) -> tuple[str, ...]:
        """A child by names and birth, since no kiosk knows their number: the same for both
        parents, to whom central names them alike."""
        match self.people:
            case (child,) if child != self._myself:
                names = child.family_name.casefold(), child.given_name.casefold()
                return *names, child.birth_date, str(child.birth_rank or 1)
            case _:
                return super(CeamOrder, self).whom

    @property
    def parts(self) -> tuple[Self, ...]:
        return tuple(self._part(person) for person in self.people or ()) or (self,)

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        return tuple(
            f"for {person.given_name} {person.family_name}, born {person.birth_date}"
            for person in self.people or ()
            if person != self._myself
        )

    @property
    def _myself(self) -> CeamPerson:
        who = self.applicant
        return CeamPerson(who.family_name or "", who.given_name or "", who.birth_date)

    def _part(self, person: CeamPerson) -> Self:
        return replace(self, people=None if person == self._myself else (person,))

    def _names_bytes(self) -> Iterator[int]:
        for person in (self._myself, *(self.people or ())):
            for name in (person.family_name, person.given_name):
                yield len(json.dumps(name, ensure_ascii=False).encode("utf-8"))
