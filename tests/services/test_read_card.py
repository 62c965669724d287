"""Lire ma carte: by the card alone, whatever the network and the printer do."""

import pytest

from kiosk.domain.card import CardRead
from kiosk.domain.effects import Do
from kiosk.domain.events import FaultRaised, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Show
from kiosk.domain.identity import Holder
from kiosk.domain.services import Level
from tests.demarches import READ_CARD
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE, FAMILY_CARD, FATHER
from tests.services.visits import at_home, kiosk
from wire.calls.session import OPEN


def shown(visit: Kiosk) -> dict[str, tuple[object, object]]:
    """The facts on the screen: label to (text, what it shows on demand)."""
    assert isinstance(visit.position, Show)
    return {
        fact.label.key: (
            dict(fact.value.args)["text"],
            None if fact.secret is None else dict(fact.secret.args)["text"],
        )
        for fact in visit.position.facts
    }


def test_shows_the_holder_and_hides_the_number() -> None:
    visit = at_home()
    visit.opens_service(READ_CARD)
    assert shown(visit) == {
        "card.fact.name": ("Alix SEULE", None),
        "card.fact.birth": ("14/03/1985", None),
        "card.fact.nir": ("1 85 03 •• ••• ••• ••", ALONE.nir.spaced),
    }
    visit.picks("way.home")
    assert visit.state == "Home"


def test_names_whoever_else_the_card_names() -> None:
    visit = at_home(FAMILY_CARD)
    visit.opens_service(READ_CARD)
    assert shown(visit)["card.fact.others"] == ("Claude", None)


def test_shows_the_one_who_said_so() -> None:
    visit = kiosk()
    visit.inserts(FAMILY_CARD)
    visit.is_holder(1)
    visit.opens_service(READ_CARD)
    assert shown(visit)["card.fact.name"] == ("Claude FAMILLE", None)
    assert shown(visit)["card.fact.nir"][1] == FATHER.nir.spaced
    assert shown(visit)["card.fact.others"] == ("Dominique", None)


def test_single_name_and_lunar_date_are_shown_as_they_are() -> None:
    visit = at_home(CardRead((Holder("SOLO", "", "19600000", "FR", ALONE.nir),)))
    visit.opens_service(READ_CARD)
    assert shown(visit)["card.fact.name"] == ("SOLO", None)
    assert shown(visit)["card.fact.birth"] == ("00/00/1960", None)


def test_needs_neither_network_nor_printer_nor_code() -> None:
    visit = at_home()
    for event in (
        FaultRaised(Fault.PRINTER),
        FaultRaised(Fault.GATEWAY),
        LinkChanged(Link.OFFLINE),
    ):
        visit.feed(event)
    visit.opens_service(READ_CARD)
    assert visit.key == "card.read.title"
    assert not [effect for effect in visit.effects if isinstance(effect, Do)]


@pytest.mark.parametrize(("link", "state"), [(Link.ONLINE, "InService"), (Link.OFFLINE, "Home")])
def test_a_caisse_may_ask_for_the_code_before_it(link: Link, state: str) -> None:
    visit = kiosk(read_level=Level.CODE)
    visit.inserts(CardRead((ALONE,)))
    visit.feed(LinkChanged(link))
    visit.opens_service(READ_CARD)
    assert visit.state == state
    assert len(visit.called(OPEN)) == (1 if link is Link.ONLINE else 0)
