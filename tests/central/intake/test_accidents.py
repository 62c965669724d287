"""Accidents that somebody else caused, as agents find them."""

from typing import Any

from central.intake.agents import OpenedRequest
from tests.central.intake.test_request_handler import agents, ask, requests
from tests.central.kiosks import demande
from tests.central.world import World
from wire.demandes.third_party_accident import Accident

FIRST: dict[str, Any] = {"on": "20261103", "accident": "road", "report": True, "work": False}


def test_two_accidents_on_two_days_are_two_requests_and_one_told_twice_is_one(
    world: World,
) -> None:
    for on in ("20261103", "20261120", "20261103"):
        ask(world, demande("third_party_accident", **FIRST | {"on": on}))
    assert sorted(request.asked for request in requests(world)) == [1, 2]


def test_what_is_said_later_stands_beside_what_was_said_first(world: World) -> None:
    for insurer in (None, "ASSURANCES DU PONT"):
        more = FIRST | {"responsible": {"insurer": insurer} if insurer else None}
        ask(world, demande("third_party_accident", **more))
    (request,) = requests(world)
    shown = agents(world).show(str(request.id), "agent", "to claim")
    assert isinstance(shown, OpenedRequest)
    said = [each.demande.told_to_staff for each in shown.opened if each.demande is not None]
    everything = sorted({line for lines in said for line in lines})
    assert everything == [
        "at work: no",
        "insurer: ASSURANCES DU PONT",
        "police report: yes",
        "road on 20261103",
    ]


def test_a_card_alone_is_to_confirm_and_typing_is_too(world: World) -> None:
    ask(world, demande("third_party_accident", **FIRST))
    ask(
        world,
        demande("third_party_accident", "wei-zhang", named=False, **FIRST),
        assurance="declared",
    )
    assert {request.state for request in requests(world)} == {"to_confirm"}


def test_paper_may_do_harm_after_blows_and_after_nothing_else() -> None:
    harmful = {
        each
        for each in Accident
        if demande("third_party_accident", **FIRST | {"accident": each}).receipt_only_if_asked
    }
    assert harmful == {Accident.BLOWS}
