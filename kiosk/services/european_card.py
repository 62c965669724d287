"""Commander la carte européenne (CEAM): sent to the address on file."""

from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record, to_address_on_file
from kiosk.services.dialog import Way, confirm, inform
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import kind_of


async def carte_europeenne(here: Here, insured: Insured) -> None:
    """Said first: how long it lasts, when to ask for it, and who helps when that is too late."""
    way = await inform("ceam.title", "ceam.lasts", "ceam.when", "ceam.sooner", "ceam.has_one")
    if way is not Way.ON:
        return
    applicant = by_card(insured.holder)
    go = await confirm("ceam.confirm", *who(applicant), to_address_on_file())
    await record(here.place, go, CeamOrder(applicant))


DEMARCHE = Demarche(
    ServiceId("ceam"),
    Group.REQUESTS,
    Level.CODE,
    carte_europeenne,
    rank=1,
    queued=True,
    kind=kind_of(CeamOrder),
    pictures=Pictures("stars", screens={"ceam": "ceam"}),
)
