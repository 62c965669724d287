"""Answers to the question for somebody's rights: with a child, who bears their mark, and alone."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from tests.domain.people import droits
from wire.rights import Droits


def answers(person: Holder) -> Sequence[Droits]:
    return (droits(person, f"{person.family_name}Lou"), droits(person))
