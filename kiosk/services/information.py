"""Informations: what anybody may read, with a card or without."""

from collections.abc import Iterable

from kiosk.domain.flow import Fact, Option, Show
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import ByLanguage, TerritoryContact, in_each_language
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.dialog import Way, choose, option, page, show
from shared_runtime.messages.message import Message, message


async def cette_borne(*_: object) -> None:
    """What the kiosk does, and what it does not."""
    await page(
        "info.kiosk.title",
        "info.kiosk.paper",
        "info.kiosk.card",
        "info.kiosk.keep_card",
        "info.kiosk.agent",
        last=True,
    )


async def numeros_utiles(here: Here, _: Insured | None) -> None:
    """Whom to ask here, the caisse's number and hours, and those of the other territories."""
    place = here.place
    near = (
        Fact(message("info.numbers.agent"), _local(place.agent_where)),
        Fact(message("info.numbers.phone"), message("plain", text=place.phone)),
        Fact(message("info.numbers.hours"), _local(place.phone_hours)),
    )
    if not place.elsewhere:
        await show("info.numbers", *near)
        return
    if await _numbers(near) is Way.ON:
        contact = await choose("info.numbers.where", *map(_territory, place.elsewhere))
        await show(
            "info.numbers.there",
            Fact(message("info.numbers.territory"), _local(contact.territory)),
            Fact(message("info.numbers.phone"), message("plain", text=contact.phone)),
            Fact(message("info.numbers.hours"), _local(contact.hours)),
        )


async def hameconnage(*_: object) -> None:
    """How to tell a false message from a true one, and what to do about it."""
    await _read(
        page(
            "info.phishing.title",
            "info.phishing.code",
            "info.phishing.bank",
            "info.phishing.link",
            "info.phishing.doubt",
        ),
        page(
            "info.phished.title",
            "info.phished.bank",
            "info.phished.password",
            "info.phished.report",
            "info.phished.help",
            last=True,
        ),
    )


async def vos_donnees(here: Here, _: Insured | None) -> None:
    """What GDPR article 13 has people told: who, why, what, how long, and their rights."""
    await _read(
        page(
            "data.kiosk.title",
            "data.kiosk.read",
            "data.kiosk.code",
            "data.kiosk.requests",
            "data.kiosk.wiped",
        ),
        page(
            "data.who.title",
            "data.who.caisse",
            "data.who.why",
            "data.who.agents",
            "data.who.log",
            caisse=here.place.caisse_name,
        ),
        page(
            "data.rights.title",
            "data.rights.see",
            "data.rights.write",
            "data.rights.contact",
            "data.rights.cnil",
            last=True,
            contact=here.place.data_contact,
        ),
    )


async def _read(*pages: Show[Way]) -> None:
    """One page after the other, for as long as the person turns them."""
    for each in pages:
        if await each is not Way.ON:
            return


def _numbers(facts: Iterable[Fact]) -> Show[Way]:
    ways = (option("way.home", Way.NO), option("info.numbers.elsewhere", Way.ON))
    return Show(message("info.numbers.title"), (), ways, tuple(facts))


def _territory(contact: TerritoryContact) -> Option[TerritoryContact]:
    return Option(_local(contact.territory), contact)


def _local(texts: ByLanguage) -> Message:
    return message("plain", text=in_each_language(texts))


THIS_KIOSK = Demarche(
    ServiceId("cette_borne"),
    Group.INFORMATION,
    Level.OPEN,
    cette_borne,
    pictures=Pictures(drawing="kiosk", screens={"info.kiosk": "kiosk"}),
)
NUMBERS = Demarche(
    ServiceId("numeros_utiles"),
    Group.INFORMATION,
    Level.OPEN,
    numeros_utiles,
    rank=1,
    pictures=Pictures("numbers", screens={"info.numbers": "numbers"}),
)
PHISHING = Demarche(
    ServiceId("hameconnage"),
    Group.INFORMATION,
    Level.OPEN,
    hameconnage,
    rank=2,
    pictures=Pictures("phishing", screens={"info.phished": "shield", "info.phishing": "phishing"}),
)
YOUR_DATA = Demarche(
    ServiceId("vos_donnees"),
    Group.PRIVACY,
    Level.OPEN,
    vos_donnees,
    pictures=Pictures(drawing="data", screens={"data": "data"}),
)
