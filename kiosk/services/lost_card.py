"""Carte perdue ou volée: an agent is asked to block it, by somebody who has no card to show."""

from kiosk.domain.dates import card_date_text
from kiosk.domain.entries.days import LOSS_DATE
from kiosk.domain.flow import Fact
from kiosk.domain.here import Here
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import declared, who
from kiosk.services.demande import record
from kiosk.services.dialog import Way, choose, confirm, fill, inform, option
from shared_runtime.messages.message import message
from wire.demandes.card_opposition import CardOpposition, Circumstance
from wire.demandes.demande import kind_of


async def carte_perdue(here: Here, _: None) -> None:
    """Said first: the kiosk blocks nothing by itself, and whom to call at once."""
    way = await inform(
        "card_lost.title",
        "card_lost.agent",
        "card_lost.at_once",
        "card_lost.stolen_too",
        phone=here.place.phone,
    )
    if way is not Way.ON:
        return
    circumstance = await choose(
        "card_lost.circumstance",
        option("card_lost.lost", Circumstance.LOST),
        option("card_lost.stolen", Circumstance.STOLEN),
    )
    lost_on = await fill("card_lost.when", LOSS_DATE)
    someone = await declared()
    what = Fact(message("card_lost.fact.what"), message(f"card_lost.fact.{circumstance}"))
    when = Fact(message("card_lost.fact.when"), message("plain", text=card_date_text(lost_on)))
    go = await confirm("card_lost.confirm", what, when, *who(someone))
    await record(here.place, go, CardOpposition(someone, circumstance, lost_on))


DEMARCHE = Demarche(
    ServiceId("carte_perdue"),
    Group.CARD,
    Level.OPEN,
    carte_perdue,
    rank=2,
    queued=True,
    kind=kind_of(CardOpposition),
    cardless=True,
    pictures=Pictures(
        "cardLost",
        screens={"card_lost": "cardLost"},
        options={"card_lost.lost": "cardLost", "card_lost.stolen": "cardStolen"},
    ),
)
