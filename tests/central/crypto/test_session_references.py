"""Session references: what a right code gives, and whose requests it is good for."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from central.store.database import transaction
from central.store.intake_models import RequestItemRow, RequestRow
from tests.central.kiosks import Queue, another_kiosk, demande, outcomes
from tests.central.rights.test_locks import fail, suspend
from tests.central.world import MORNING, PEOPLE, World
from wire.nir import Nir
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


@pytest.mark.any_store
def test_nobody_reads_in_it_who_it_is(world: World) -> None:
    references = set()
    for _ in range(2):
        world.kiosk.log_in("camille-martin")
        references.add(str(world.kiosk.reference))
    first, second = references
    shared = sum(one == other for one, other in zip(first, second, strict=True))
    assert shared < 20


def sureness(world: World) -> list[str]:
    """How sure central is of each request that came in, in the order of their coming."""
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(RequestItemRow).order_by(RequestItemRow.received_at)).all()
        return [row.assurance for row in rows]


def test_what_was_asked_in_the_visit_is_ready_however_late_it_comes(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    queue = Queue()
    queue.turn(minutes=25)
    item = queue.item(
        demande("address_change"),
        assurance="code",
        subject=world.kiosk.visit,
        session_reference=world.kiosk.reference,
    )
    queue.turn(days=40)
    world.clock.turn(days=40, minutes=25)
    assert outcomes(world.kiosk, queue.batch(item)) == ["stored"]
    assert sureness(world) == ["code"]


@pytest.mark.parametrize(
    ("minutes", "days", "sure"),
    [
        (0, 0, "code"),
        (39, 0, "code"),
        (41, 0, "declared"),
        (-11, 0, "declared"),
        (0, 89, "code"),
        (0, 91, "declared"),
    ],
)
def test_who_finds_an_old_proof_asks_for_nothing_that_an_agent_does_not_confirm(
    world: World, minutes: int, days: int, sure: str
) -> None:
    world.kiosk.log_in("camille-martin")
    asked_at = MORNING + timedelta(minutes=minutes)
    world.clock.turn(days=days, hours=1)
    item = proved(world, created_at=asked_at)
    assert outcomes(world.kiosk, Queue(now=world.clock.now()).batch(item)) == ["stored"]
    assert sureness(world) == [sure]


def test_a_proof_is_good_for_one_request_of_each_kind(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    first, second = proved(world), proved(world)
    assert outcomes(world.kiosk, Queue().batch(first)) == ["stored"]
    world.clock.turn(seconds=1)
    assert outcomes(world.kiosk, Queue().batch(second, first)) == ["stored", "duplicate"]
    assert sureness(world) == ["code", "declared"]
    world.kiosk.log_in("camille-martin")
    world.clock.turn(seconds=1)
    assert outcomes(world.kiosk, Queue().batch(proved(world), proved(world))) == ["stored"] * 2
    assert sorted(sureness(world)) == ["code", "code", "declared", "declared"]


def test_a_proof_sent_many_times_at_once_is_good_for_one_request(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    items = [proved(world) for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        sent = list(pool.map(lambda item: outcomes(world.kiosk, Queue().batch(item)), items))
    assert sent == [["stored"]] * 5
    assert sorted(sureness(world)) == ["code"] + ["declared"] * 4


@pytest.mark.parametrize("by", ["wrong codes elsewhere", "the caisse"])
def test_a_proof_of_an_account_that_is_suspended_since_is_worth_no_code(
    world: World, by: str
) -> None:
    world.kiosk.log_in("camille-martin")
    if by == "the caisse":
        suspend(world)
    else:
        fail(another_kiosk(world, "second"))
    assert outcomes(world.kiosk, Queue().batch(proved(world))) == ["stored"]
    assert sureness(world) == ["declared"]


@pytest.mark.parametrize(
    "changes",
    [
        {"family_name": "DURAND"},
        {"nir": Nir(PEOPLE["wei-zhang"].nir)},
        {"birth_date": "19010101"},
        {"family_name": None, "given_name": None},
    ],
)
def test_a_card_of_nobody_gets_nothing_done_without_an_agent(
    world: World, changes: dict[str, Any]
) -> None:
    asked = demande("ceam")
    other = replace(asked, applicant=replace(asked.applicant, **changes))
    assert outcomes(world.kiosk, Queue().batch(Queue().item(other))) == ["stored"]
    assert sureness(world) == ["declared"]
    with transaction(world.container.engine) as db:
        assert db.scalars(select(RequestRow.state)).all() == ["to_confirm"]


def test_a_card_in_opposition_gets_nothing_done_without_an_agent(world: World) -> None:
    item = Queue().item(demande("ceam", "alain-michel"))
    assert outcomes(world.kiosk, Queue().batch(item)) == ["stored"]
    assert sureness(world) == ["declared"]
