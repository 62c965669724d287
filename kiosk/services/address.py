"""Changer d'adresse: applied for who gave the code, else confirmed to the old address first."""

from kiosk.domain.entries.address import CITY, COMPLEMENT, POSTCODE, STREET
from kiosk.domain.flow import Fact
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record
from kiosk.services.dialog import confirm, fill
from shared_runtime.messages.message import Message, message
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.demande import kind_of


async def adresse(here: Here, insured: Insured) -> None:
    """Line by line, in the order of an envelope."""
    street = await fill("address.street", STREET)
    complement = await fill("address.complement", COMPLEMENT)
    postcode = await fill("address.postcode", POSTCODE)
    city = await fill("address.city", CITY)
    address = PostalAddress(street, postcode, city, complement or None)
    applicant = by_card(insured.holder)
    go = await confirm("address.confirm", *who(applicant), *_summary(address))
    await record(here.place, go, AddressChange(applicant, address))


def _summary(address: PostalAddress) -> tuple[Fact, ...]:
    street = ", ".join(filter(None, (address.street, address.complement)))
    return (
        Fact(message("address.fact.street"), _plain(street)),
        Fact(message("address.fact.city"), _plain(f"{address.postcode} {address.city}")),
        Fact(message("address.fact.to_know"), message("address.fact.letter")),
    )


def _plain(text: str) -> Message:
    return message("plain", text=text)


DEMARCHE = Demarche(
    ServiceId("adresse"),
    Group.REQUESTS,
    Level.CODE,
    adresse,
    often=True,
    queued=True,
    kind=kind_of(AddressChange),
    pictures=Pictures("address", screens={"address": "address", "address.city": "mapPin"}),
)
