"""European cards that are ordered for a family: one open request for each person."""

from typing import Any

import pytest

from central.intake.agents import OpenedRequest, Several
from tests.central.intake.test_request_handler import agents, ask, requests
from tests.central.kiosks import Queue, another_kiosk, demande, outcomes
from tests.central.world import PEOPLE, World
from wire.demandes.ceam import CeamOrder
from wire.demandes.kinds import Demande


def named(slug: str) -> dict[str, Any]:
    person = PEOPLE[slug]
    names = {"family_name": person.family_name, "given_name": person.given_name}
    rank = {"birth_rank": person.birth_rank} if person.birth_rank > 1 else {}
    return {**names, "birth_date": person.birth_date, **rank}


def order(by: str, *people: str) -> Demande:
    return demande("ceam", by, people=[named(slug) for slug in people])


def asked(world: World) -> list[int]:
    return sorted(request.asked for request in requests(world))


def test_two_parents_who_ask_for_the_same_child_ask_once(world: World) -> None:
    ask(world, order("julie-fontaine", "julie-fontaine", "tom-girard"))
    queue = Queue(now=world.clock.now())
    sent = queue.batch(queue.item(order("marc-girard", "marc-girard", "tom-girard")))
    assert outcomes(another_kiosk(world, "other"), sent) == ["stored"]
    assert asked(world) == [1, 1, 2]


def test_whoever_asked_for_themselves_on_an_older_kiosk_asks_for_the_same(world: World) -> None:
    ask(world, demande("ceam", "julie-fontaine"), schema_version=1)
    ask(world, order("julie-fontaine", "julie-fontaine", "tom-girard"))
    assert asked(world) == [1, 2]


def test_the_same_child_twice_in_one_order_is_one(world: World) -> None:
    ask(world, order("julie-fontaine", "tom-girard", "tom-girard"))
    assert asked(world) == [1]


def test_twins_are_two(world: World) -> None:
    twins = [each.slug for each in PEOPLE["lucie-rossi"].dependants]
    ask(world, order("lucie-rossi", *twins))
    assert asked(world) == [1, 1]


def test_an_agent_reads_in_each_request_whose_card_it_is_and_no_other(world: World) -> None:
    ask(
        world,
        order("julie-fontaine", "julie-fontaine", "tom-girard"),
        reference=(reference := "20261122-0000-07-FAMILY"),
    )
    several = agents(world).show(reference, "agent", "to order")
    assert isinstance(several, Several)
    said = []
    for each in several.ids:
        shown = agents(world).show(str(each), "agent", "to order")
        assert isinstance(shown, OpenedRequest)
        (opened,) = shown.opened
        assert isinstance(opened.demande, CeamOrder)
        said.append(opened.demande.told_to_staff)
    assert sorted(said) == [(), ("for Tom GIRARD, born 20160519",)]


def test_what_is_done_for_one_stays_open_for_the_others(world: World) -> None:
    ask(world, order("julie-fontaine", "julie-fontaine", "tom-girard"))
    agents(world).close(str(requests(world)[0].id), "agent")
    assert sorted(request.state for request in requests(world)) == ["done", "ready"]


def test_a_whole_card_of_people_is_stored_once_each_and_again_is_a_duplicate(world: World) -> None:
    children = [each.slug for each in PEOPLE["nadia-benali"].dependants]
    queue = Queue(now=world.clock.now())
    sent = queue.batch(queue.item(order("nadia-benali", "nadia-benali", *children[:18])))
    assert outcomes(world.kiosk, sent) == ["stored"]
    assert outcomes(world.kiosk, sent) == ["duplicate"]
    assert asked(world) == [1] * (1 + len(children[:18]))


@pytest.mark.parametrize("count", [0, 20])
def test_nobody_and_more_than_a_card_names_are_refused(world: World, count: int) -> None:
    body = b'{"kind":"ceam","applicant":{"nir":"%b","birth_date":"19850315"},"people":[%b]}'
    person = PEOPLE["camille-martin"]
    child = b'{"family_name":"M","given_name":"Z","birth_date":"20160301"}'
    queue = Queue(now=world.clock.now())
    item = queue.item(
        demande("ceam"), body=body % (person.nir.encode(), b",".join([child] * count))
    )
    assert outcomes(world.kiosk, queue.batch(item)) == ["malformed-body"]
