"""Lire ma carte: what the card holds, the number hidden until asked for."""

from kiosk.domain.dates import card_date_text
from kiosk.domain.flow import Fact
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.dialog import show
from shared_runtime.messages.message import Message, message


async def lire_ma_carte(_: Here, insured: Insured) -> None:
    """Shows the person, and by first name whoever else the card names."""
    holder = insured.holder
    facts = (
        Fact(message("card.fact.name"), _plain(f"{holder.given_name} {holder.family_name}")),
        Fact(message("card.fact.birth"), _plain(card_date_text(holder.birth_date))),
        Fact(message("card.fact.nir"), _plain(holder.nir.masked), _plain(holder.nir.spaced)),
    )
    others = ", ".join(other.given_name or other.family_name for other in insured.others)
    more = (Fact(message("card.fact.others"), _plain(others)),) if others else ()
    await show("card.read", *facts, *more)


def _plain(text: str) -> Message:
    return message("plain", text=text.strip())


DEMARCHE = Demarche(
    ServiceId("lire_ma_carte"),
    Group.CARD,
    Level.CARD,
    lire_ma_carte,
    pictures=Pictures(drawing="cardRead", screens={"card": "cardRead"}),
)
