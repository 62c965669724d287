"""Session references: what a right code gives, and whose requests it is good for."""

from typing import Any
from uuid import uuid4

import pytest

from tests.central.kiosks import Queue, another_kiosk, demande, outcomes
from tests.central.world import PEOPLE, World
from wire.sync import Item


def proved(world: World, slug: str = "camille-martin", **changes: Any) -> Item:
    """A request by whoever has just typed the code."""
    kiosk = world.kiosk
    header = {"subject": kiosk.visit, "session_reference": kiosk.reference} | changes
    return Queue().item(demande("address_change", slug), assurance="code", **header)


@pytest.mark.parametrize("kind", ["personal", "provisional"])
def test_a_right_code_is_good_for_what_is_asked_in_its_visit(world: World, kind: str) -> None:
    world.kiosk.open("camille-martin")
    if kind == "personal":
        world.kiosk.code(str(PEOPLE["camille-martin"].code))
    else:
        world.kiosk.send_code()
        world.kiosk.code(world.phone.last_code, "provisional")
    world.clock.turn(days=20)
    assert outcomes(world.kiosk, Queue().batch(proved(world))) == ["stored"]


def test_a_wrong_code_gives_none(world: World) -> None:
    world.kiosk.open("camille-martin")
    assert "session_reference" not in world.kiosk.code("0000")


def test_it_is_good_for_nobody_else_nowhere_else_and_in_no_other_visit(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    reference = str(world.kiosk.reference)
    other_letter = "A" if reference[40] != "A" else "B"
    wrong = {
        "another person": proved(world, "sophie-leroy"),
        "another visit": proved(world, subject=uuid4()),
        "forged": proved(world, session_reference=reference[:40] + other_letter + reference[41:]),
        "cut": proved(world, session_reference=reference[:40]),
        "made up": proved(world, session_reference="x" * 114),
        "none": proved(world, session_reference=None),
    }
    sent = Queue().batch(*wrong.values())
    assert outcomes(world.kiosk, sent) == ["bad-session-reference"] * len(wrong)
    elsewhere = another_kiosk(world, "other")
    assert outcomes(elsewhere, Queue().batch(proved(world))) == ["bad-session-reference"]


def test_nobody_reads_in_it_who_it_is(world: World) -> None:
    references = set()
    for _ in range(2):
        world.kiosk.log_in("camille-martin")
        references.add(str(world.kiosk.reference))
    first, second = references
    shared = sum(one == other for one, other in zip(first, second, strict=True))
    assert shared < 20
