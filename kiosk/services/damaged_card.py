"""Carte abîmée: a card that is broken or no longer works, with it in the reader or without."""

from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import applicant, who
from kiosk.services.demande import record
from kiosk.services.dialog import confirm
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.demande import kind_of


async def carte_abimee(here: Here, insured: Insured | None) -> None:
    """Somebody whose card cannot be read types who they are."""
    someone = await applicant(insured)
    go = await confirm("card_damaged.confirm", *who(someone))
    await record(here.place, go, CardDamaged(someone))


DEMARCHE = Demarche(
    ServiceId("carte_abimee"),
    Group.CARD,
    Level.OPEN,
    carte_abimee,
    rank=1,
    queued=True,
    kind=kind_of(CardDamaged),
    pictures=Pictures("cardBroken", "cardBroken", screens={"card_damaged": "cardBroken"}),
)
