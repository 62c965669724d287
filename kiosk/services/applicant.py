"""Who asks: the holder of the card in the reader, or somebody who types who they are."""

from kiosk.domain.dates import card_date_text
from kiosk.domain.entries.days import BIRTH_DATE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.flow import Fact
from kiosk.domain.identity import Holder, Insured
from kiosk.services.dialog import fill
from shared_runtime.messages.message import message
from wire.demandes.demande import Applicant
from wire.nir import Nir


async def applicant(insured: Insured | None) -> Applicant:
    """Nobody is asked for what the card in the reader says."""
    return await declared() if insured is None else by_card(insured.holder)


def by_card(holder: Holder) -> Applicant:
    return Applicant(holder.nir, holder.birth_date, holder.family_name, holder.given_name)


async def declared() -> Applicant:
    number = await fill("typed.nir", NIR)
    return Applicant(Nir(number), await fill("typed.birth_date", BIRTH_DATE))


def who(someone: Applicant) -> tuple[Fact, ...]:
    """The person as a summary says them: by name where there is one, else by what was typed."""
    if someone.is_by_card:
        name = f"{someone.given_name} {someone.family_name}".strip()
        return (Fact(message("demande.fact.for"), message("plain", text=name)),)
    number = message("plain", text=someone.nir.masked), message("plain", text=someone.nir.spaced)
    born = message("plain", text=card_date_text(someone.birth_date))
    return (
        Fact(message("card.fact.nir"), *number),
        Fact(message("card.fact.birth"), born),
    )
