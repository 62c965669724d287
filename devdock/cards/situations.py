"""Who can be put into the reader: each card with its person's name, code and situation."""

import unicodedata
from dataclasses import dataclass

from central.rights.seeded import seeded_source
from devdock.cards.people import cards, people


@dataclass(frozen=True, slots=True)
class Situation:
    """``name`` is empty for cards of nobody, ``code`` for people without one."""

    card: str
    name: str
    code: str
    holders: int
    description_en: str
    description_fr: str

    @property
    def title(self) -> str:
        """One line: who, their code, how many are on the card."""
        if not self.name:
            return self.card
        code = f"code {self.code}" if self.code else "no code"
        holders = f"  ·  {self.holders} holders" if self.holders > 1 else ""
        return f"{self.name}  ·  {code}{holders}"

    def matches(self, text: str) -> bool:
        """Whether every word of ``text`` is somewhere in it, accents and capitals apart."""
        said = _plain(
            f"{self.card} {self.name} {self.code} {self.description_en} {self.description_fr}"
        )
        return all(word in said for word in _plain(text).split())


def situations() -> tuple[Situation, ...]:
    """Every card of the menu, in its order."""
    seeded = seeded_source().people
    everybody = people()
    found = []
    for card in cards().values():
        person = everybody.get(card.name)
        holder = None if person is None else person.holder
        account = seeded.get(card.name)
        found.append(
            Situation(
                card.name,
                "" if holder is None else f"{holder.given_name} {holder.family_name}".strip(),
                (account.code if account else None) or "",
                0 if person is None else len(person.card),
                card.description_en,
                card.description_fr,
            )
        )
    return tuple(found)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
