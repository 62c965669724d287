"""European cards as the logged-in person may see them, and who may have one ordered."""

from datetime import date, timedelta
from typing import Any

import pytest

from central.services.ceam import SERVICE
from central.services.service import Service
from tests.central.intake.test_ceam_orders import order
from tests.central.intake.test_request_handler import agents, ask, requests
from tests.central.world import MORNING, Kiosk, World

TODAY = MORNING.date()


def cards(kiosk: Kiosk, slug: str) -> dict[str, dict[str, Any]]:
    """What is told, by the given name of whom."""
    kiosk.log_in(slug)
    droits = kiosk.rights()
    people = (droits["assure"], *droits["ayants_droit"])
    names = {person["reference"]: person["prenom"] for person in people}
    response = kiosk.call("GET", "/v1/ceam")
    assert response.status_code == 200, response.text
    told = response.json()["cards"]
    assert [each["person"] for each in told] == list(names)
    return {names[each["person"]]: _said(each) for each in told}


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in told.items() if said is not None and name != "person"}


def test_a_card_that_lasts_is_kept_and_a_child_without_one_may_have_one(kiosk: Kiosk) -> None:
    until = (TODAY + timedelta(days=608)).isoformat()
    assert cards(kiosk, "kevin-ceam") == {
        "Kévin": {"allowed": False, "card_until": until, "why": "valid"},
        "Mila": {"allowed": True},
    }


def test_a_card_that_ends_soon_is_renewed(kiosk: Kiosk) -> None:
    until = (TODAY + timedelta(days=40)).isoformat()
    assert cards(kiosk, "eva-ceam") == {"Éva": {"allowed": True, "card_until": until}}


@pytest.mark.parametrize(("slug", "why"), [("david-vincent", "rights"), ("wei-zhang", "number")])
def test_without_rights_or_with_a_provisional_number_an_agent_helps(
    kiosk: Kiosk, slug: str, why: str
) -> None:
    ((told,),) = [cards(kiosk, slug).values()]
    assert told == {"allowed": False, "why": why}


def test_the_other_parent_reads_that_it_was_asked_for(world: World) -> None:
    ask(world, order("julie-fontaine", "tom-girard"))
    told = cards(world.kiosk, "marc-girard")
    assert told["Tom"] == {
        "allowed": False,
        "ordered_on": TODAY.isoformat(),
        "why": "ordered",
    }
    assert told["Marc"]["allowed"]
    agents(world).close(str(requests(world)[0].id), "agent")
    assert cards(world.kiosk, "marc-girard")["Tom"]["allowed"]


def test_whoever_asked_reads_it_too(world: World) -> None:
    ask(world, order("julie-fontaine", "julie-fontaine"))
    assert cards(world.kiosk, "julie-fontaine")["Julie"]["why"] == "ordered"


def test_of_a_child_of_16_nothing_is_told(world: World) -> None:
    world.clock.turn(days=(date(2027, 2, 5) - TODAY).days)
    assert set(cards(world.kiosk, "sophie-leroy")) == {"Sophie", "Emma", "Jules"}


def test_a_card_alone_is_not_told(kiosk: Kiosk) -> None:
    kiosk.open("kevin-ceam")
    problem = kiosk.call("GET", "/v1/ceam").json()
    assert problem["type"] == "urn:borne:problem:level-too-low"


def test_a_caisse_that_knows_no_cards_does_not_serve_it(world: World) -> None:
    class RightsAlone:
        identify = person = dossier = world.container.source.dossier

    assert isinstance(SERVICE, Service)
    assert not SERVICE.is_served(RightsAlone())
    assert SERVICE.is_served(world.container.source)
