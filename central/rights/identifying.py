"""Whom a card names: what a source answers, held to the names that the card bears.

A number and a birth date are on many a letter: without the names they open nothing.
"""

from central.crypto.canonical import canonical_name
from central.rights.people import CardIdentity, Person
from central.rights.source import Identification, Identified, RightsSource, UnknownPerson

CUT_FROM = 20
"""A name on a card of so many letters may have been cut to the length of its field there: it then
need only begin the name on file. Nobody guesses so many letters of a name they do not know."""


def identify(source: RightsSource, card: CardIdentity) -> Identification:
    """Whom the card names, whatever the source thinks of names."""
    found = source.identify(card)
    if isinstance(found, Identified) and not bears_names(card, found.person):
        return UnknownPerson()
    return found


def bears_names(card: CardIdentity, person: Person) -> bool:
    """Whether the names on the card are the person's. Cards do not say whether the family name is
    that of birth or the usual one: either will do."""
    family_names = [person.family_name]
    if person.usual_name is not None:
        family_names.append(person.usual_name)
    return _is_same(card.given_name, person.given_name) and any(
        _is_same(card.family_name, name) for name in family_names
    )


def _is_same(on_card: str, on_file: str) -> bool:
    """Without regard to case, accents, spaces and hyphens."""
    short, whole = canonical_name(on_card), canonical_name(on_file)
    if not short:
        return on_card.strip() == on_file.strip()
    return short == whole or (len(short) >= CUT_FROM and whole.startswith(short))
