"""The desk: one open request for whoever asks, on however many kiosks; what agents see and do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from central.intake.agents import Agents, NotFound, OpenedRequest, Several
from central.intake.listing import Listed, RequestFilter, listed
from central.intake.request_handler import RequestStatus, joined
from central.intake.stored_bodies import StoredBodies
from central.intake.troubles import TroubleFilter, troubles
from central.store.database import insert_all, transaction
from central.store.intake_models import BodyReadRow, RequestRow
from tests.central.kiosks import Queue, another_kiosk, demande, outcomes, sync, tombstone
from tests.central.world import MORNING, World
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.card_opposition import CardOpposition
from wire.demandes.demande import Assurance, OpenState
from wire.demandes.kinds import KINDS, Demande

STATES = {
    "address_change": ("to_confirm", "to_confirm", "ready"),
    "card_opposition": ("to_confirm", "to_confirm", "to_confirm"),
    "third_party_accident": ("to_confirm", "to_confirm", "ready"),
}
"""By who typed, who had a card, who gave a code; where a kind differs from the others."""
STANDINGS = st.builds(
    RequestStatus,
    state=st.sampled_from(OpenState),
    newest_made_at=st.integers(0, 10**6).map(lambda s: MORNING + timedelta(seconds=s)),
)


def requests(world: World, wanted: RequestFilter | None = None) -> tuple[Listed, ...]:
    with transaction(world.container.engine) as db:
        return listed(db, wanted or RequestFilter())


def agents(world: World) -> Agents:
    return Agents(
        world.container.engine,
        world.clock,
        StoredBodies(world.container.keys, world.container.body_keys),
        world.container.audit,
        "staff (1000)",
    )


def ask(world: World, asked: Demande, **header: Any) -> None:
    queue = Queue(now=world.clock.now())
    assert outcomes(world.kiosk, queue.batch(queue.item(asked, **header))) == ["stored"]


@pytest.mark.parametrize(
    ("kind", "assurance", "state"),
    [
        (kind, assurance, state)
        for kind in KINDS
        for assurance, state in zip(
            Assurance, STATES.get(kind, ("to_confirm", "ready", "ready")), strict=True
        )
    ],
)
def test_a_request_is_as_good_as_who_asks_is_sure(
    kind: str, assurance: Assurance, state: str
) -> None:
    assert demande(kind).state_at(assurance) == state


def test_asked_twice_on_two_kiosks_it_is_one_open_request(world: World) -> None:
    ask(world, demande("card_damaged"))
    typed = demande("card_damaged", named=False)
    queue = Queue()
    sent = queue.batch(queue.item(typed, assurance="declared"))
    assert outcomes(another_kiosk(world, "other"), sent) == ["stored"]
    (request,) = requests(world)
    assert (request.asked, request.state, len(request.items)) == (2, "ready", 2)


def test_other_people_and_other_kinds_are_other_requests(world: World) -> None:
    for asked in (demande("ceam"), demande("card_damaged"), demande("ceam", "wei-zhang")):
        ask(world, asked)
    assert [request.asked for request in requests(world)] == [1, 1, 1]


def test_what_is_for_two_people_is_a_request_of_each(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(world, demande("card_damaged"))
    people = [demande("card_damaged", slug) for slug in ("camille-martin", *["wei-zhang"] * 2)]
    monkeypatch.setattr(CardDamaged, "parts", people)
    ask(world, demande("card_damaged"), reference=(same := "20261122-0000-07-BOTH"))
    assert sorted(request.asked for request in requests(world)) == [1, 2]
    several = agents(world).show(same, "agent", "to order")
    assert isinstance(several, Several)
    for each in several.ids:
        shown = agents(world).show(str(each), "agent", "to order")
        assert isinstance(shown, OpenedRequest)
        assert len({opened.demande for opened in shown.opened}) == 1
    agents(world).close(str(several.ids[0]), "agent")
    assert sorted(request.state == "done" for request in requests(world)) == [False, True]


def test_two_lost_cards_are_two_requests_and_one_told_twice_is_one(world: World) -> None:
    losses = (
        {"circumstance": "lost", "lost_on": "20261103"},
        {"circumstance": "lost", "lost_on": "20261103"},
        {"circumstance": "lost", "lost_on": "20261120"},
        {"circumstance": "stolen", "lost_on": "20261120"},
    )
    for loss in losses:
        ask(world, demande("card_opposition", named=False, **loss), assurance="declared")
    assert sorted(request.asked for request in requests(world)) == [1, 1, 2]


def test_two_losses_in_one_message_are_two_requests_each_with_its_own_day(world: World) -> None:
    queue = Queue()
    days = ("20261103", "20261120", "20261103")
    sent = queue.batch(*(queue.item(demande("card_opposition", lost_on=day)) for day in days))
    assert outcomes(world.kiosk, sent) == ["stored"] * 3
    told = {}
    for request in requests(world):
        shown = agents(world).show(str(request.id), "agent", "to block it")
        assert isinstance(shown, OpenedRequest)
        told[request.asked] = {
            each.demande.lost_on
            for each in shown.opened
            if isinstance(each.demande, CardOpposition)
        }
    assert told == {2: {"20261103"}, 1: {"20261120"}}


def test_a_kiosk_that_does_not_ask_when_a_card_was_lost_is_understood(world: World) -> None:
    for _ in range(2):
        ask(world, demande("card_opposition"), schema_version=1)
    assert [request.asked for request in requests(world)] == [2]
    assert demande("card_opposition").occasion == ()


SEVERAL = {
    "card_opposition",
    "ij_statement_by_post",
    "refund_statement_by_post",
    "third_party_accident",
}


@pytest.mark.parametrize("kind", sorted({*KINDS} - SEVERAL))
def test_what_there_can_be_only_one_of_is_one_request(kind: str) -> None:
    assert demande(kind).occasion == ()


def test_asked_by_many_at_once_it_is_one_open_request(world: World) -> None:
    kiosks = [another_kiosk(world, f"k{index}") for index in range(6)]
    people = ("camille-martin", "wei-zhang", "aicha-diallo")

    def send(index: int) -> list[str]:
        queue = Queue()
        order = people if index % 2 else people[::-1]
        items = (queue.item(demande("ceam", slug)) for slug in order)
        return outcomes(kiosks[index], queue.batch(*items))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(send, range(6))) == [["stored"] * 3] * 6
    assert [(request.asked, len(request.items)) for request in requests(world)] == [(6, 6)] * 3


def test_an_open_request_is_found_without_reading_all_others(world: World) -> None:
    asked: list[tuple[str, Any]] = []

    def keep(_connection, _cursor, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT requests.applicant"):
            asked.append((statement, parameters))

    engine = world.container.engine
    event.listen(engine, "before_cursor_execute", keep)
    ask(world, demande("ceam"))
    event.remove(engine, "before_cursor_execute", keep)
    ((statement, parameters),) = asked
    others = [
        {
            "id": uuid4(),
            "kind": "ceam",
            "applicant": f"{number:064}",
            "occasion": "",
            "state": "ready",
            "asked": 1,
            "newest_made_at": MORNING,
            "received_at": MORNING,
        }
        for number in range(2_000)
    ]
    with transaction(engine) as db:
        insert_all(db, RequestRow, others)
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE requests")
            connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    assert "uq_requests_open" in str(plan)


def test_once_closed_whoever_asks_again_opens_another(world: World) -> None:
    ask(world, demande("ceam"))
    (first,) = requests(world)
    closed = agents(world).close(first.items[0].reference, "agent-12")
    assert isinstance(closed, Listed)
    assert (closed.state, closed.closed_by, closed.closed_at) == ("done", "agent-12", MORNING)
    assert isinstance(agents(world).close(str(first.id), "agent-13"), Listed)
    ask(world, demande("ceam"))
    assert sorted(request.state for request in requests(world)) == ["done", "ready"]
    assert [each.closed_by for each in requests(world, RequestFilter(state="done"))] == ["agent-12"]


def test_of_an_address_the_newest_counts_though_it_comes_first(world: World) -> None:
    def moved_to(city: str) -> Demande:
        address = PostalAddress(street="1 RUE NEUVE", postcode="69001", city=city)
        return demande("address_change", address=address)

    late, soon = Queue(now=MORNING - timedelta(hours=5)), Queue()
    old = late.item(moved_to("OLD"))
    late.turn(hours=5)
    assert outcomes(world.kiosk, soon.batch(soon.item(moved_to("NEW")))) == ["stored"]
    assert outcomes(another_kiosk(world, "late"), late.batch(old)) == ["stored"]
    (request,) = requests(world)
    shown = agents(world).show(str(request.id), "agent", "to change the address")
    assert isinstance(shown, OpenedRequest)
    cities = [d.demande.address.city for d in shown.opened if isinstance(d.demande, AddressChange)]
    assert cities == ["NEW", "OLD"]


def test_a_proved_address_is_to_be_confirmed_when_somebody_then_types_another() -> None:
    proved = RequestStatus(OpenState.READY, MORNING)
    typed = RequestStatus(OpenState.TO_CONFIRM, MORNING + timedelta(days=1))
    states = {
        kind: joined(proved, typed, newest_counts=each.newest_counts).state
        for kind, each in KINDS.items()
    }
    assert states == dict.fromkeys(KINDS, "ready") | {"address_change": "to_confirm"}


@given(
    kind=st.sampled_from(list(KINDS)),
    asked=st.lists(STANDINGS, min_size=2, max_size=4, unique_by=lambda each: each.newest_made_at),
)
def test_the_order_in_which_things_come_in_changes_nothing(
    kind: str, asked: list[RequestStatus]
) -> None:
    ends = set()
    for first, *others in permutations(asked):
        for other in others:
            first = joined(first, other, newest_counts=KINDS[kind].newest_counts)
        ends.add(first)
    assert len(ends) == 1


def test_who_reads_a_request_is_written_down_with_the_reason(world: World) -> None:
    ask(world, demande("address_change"))
    (request,) = requests(world)
    shown = agents(world).show(request.items[0].reference, "agent-12", "to change it")
    assert isinstance(shown, OpenedRequest)
    with transaction(world.container.engine) as db:
        read = db.scalars(select(BodyReadRow)).one()
    assert (read.who, read.reason, read.request, read.at) == (
        "agent-12",
        "to change it",
        request.id,
        MORNING,
    )


def test_a_name_that_names_none_or_several_shows_nothing(world: World) -> None:
    same = "20261122-0000-07-TWICE"
    for slug in ("camille-martin", "wei-zhang"):
        ask(world, demande("ceam", slug), reference=same)
    for name in ("20261122-NOBODY", str(uuid4())):
        assert agents(world).show(name, "agent", "why") == NotFound()
    several = agents(world).show(same, "agent", "why")
    assert isinstance(several, Several)
    assert set(several.ids) == {request.id for request in requests(world)}


def test_the_list_is_of_the_kind_state_and_time_asked_for(world: World) -> None:
    ask(world, demande("ceam"))
    world.clock.turn(days=1)
    ask(world, demande("card_damaged"), assurance="declared")

    def kinds(**wanted: Any) -> list[str]:
        return [request.kind for request in requests(world, RequestFilter(**wanted))]

    assert kinds() == ["card_damaged", "ceam"]
    assert kinds(kind="ceam") == ["ceam"]
    assert kinds(state="to_confirm") == ["card_damaged"]
    assert kinds(since=MORNING + timedelta(hours=1)) == ["card_damaged"]
    assert kinds(at_most=1) == ["card_damaged"]


def test_staff_see_what_did_not_come_until_it_comes(world: World) -> None:
    queue = Queue()
    lost, refused, first = (queue.item(demande("ceam")) for _ in range(3))
    other = queue.item(demande("ceam", "wei-zhang"), id=first.header.id)
    refused = queue.item(demande("ceam"), kind="dentist")
    sync(world.kiosk, queue.batch(refused, first, other, tombstones=(tombstone(lost),)))

    def found() -> dict[str, UUID]:
        with transaction(world.container.engine) as db:
            return {trouble.what: trouble.id for trouble in troubles(db, TroubleFilter())}

    assert found() == {
        "lost": lost.header.id,
        "rejected": refused.header.id,
        "conflict": first.header.id,
    }
    sync(world.kiosk, queue.batch(lost))
    assert "lost" not in found()
