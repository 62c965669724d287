"""Who asks: the holder of the card in the reader, or somebody who types who they are."""

from kiosk.domain.dates import card_date_text
from kiosk.domain.demandes import Applicant, Declared
from kiosk.domain.entries.days import BIRTH_DATE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.flow import Fact
from kiosk.domain.identity import Holder, Insured, Nir
from kiosk.domain.words import words
from kiosk.services.dialog import fill


async def applicant(insured: Insured | None) -> Applicant:
    """Nobody is asked for what the card in the reader says."""
    return await declared() if insured is None else insured.holder


async def declared() -> Declared:
    number = await fill("typed.nir", NIR)
    return Declared(Nir(number), await fill("typed.birth_date", BIRTH_DATE))


def who(someone: Applicant) -> tuple[Fact, ...]:
    """The person as a summary says them: by name where there is one, else by what was typed."""
    match someone:
        case Holder(family_name, given_name):
            name = f"{given_name} {family_name}".strip()
            return (Fact(words("demande.fact.for"), words("plain", text=name)),)
        case Declared(nir, birth_date):
            number = words("plain", text=nir.masked), words("plain", text=nir.spaced)
            born = words("plain", text=card_date_text(birth_date))
            return (
                Fact(words("card.fact.nir"), *number),
                Fact(words("card.fact.birth"), born),
            )
