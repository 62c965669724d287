"""Lists of requests as admins page through them, what is late, how many wait, and rows of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from central.admins.roles import Admin, AdminRole, Grant, Scope
from central.intake.agents import Agents
from central.intake.counts import counts
from central.intake.delays import Delays, LateAt
from central.intake.export import HEADS, csv_lines
from central.intake.listing import Listed, RequestFilter, listed
from central.intake.scope import sites_read_by
from central.intake.stored_bodies import StoredBodies
from central.store.database import transaction
from central.store.intake_models import RequestItemRow
from tests.central.intake.reading.asking import asked_for, at_site
from tests.central.intake.test_request_handler import agents, requests
from tests.central.kiosks import Queue, another_kiosk, demande, sync
from tests.central.world import PEOPLE, World
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS

PARIS = ZoneInfo("Europe/Paris")
SITES = ("0131", "0132", "0692")
FEW = ("camille-martin", "wei-zhang", "sophie-leroy", "aicha-diallo")


def found(world: World, **wanted: object) -> tuple[Listed, ...]:
    with Session(world.container.light) as db:
        return listed(db, RequestFilter(**wanted))  # type: ignore[arg-type]


def all_pages(world: World, wanted: RequestFilter) -> Iterator[tuple[Listed, ...]]:
    while True:
        with Session(world.container.light) as db:
            page = listed(db, wanted)
        if not page:
            return
        yield page
        wanted = replace(wanted, after=page[-1].page_key)


@pytest.fixture
def filled(world: World) -> World:
    """At three agencies the same few people ask for two things, some at the same instant."""
    for number, site in enumerate(SITES):
        name = f"borne-{number}"
        kiosk = another_kiosk(world, name)
        at_site(world, site, name)
        for slug in FEW[number:]:
            queue = Queue(now=world.clock.now())
            items = [queue.item(demande(kind, slug)) for kind in ("ceam", "card_opposition")]
            sync(kiosk, queue.batch(*items))
            world.clock.turn(minutes=number * 10)
    return world


@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_laid_together_are_the_whole_list_each_once(
    filled: World, oldest_first: bool
) -> None:
    """Of any agencies, in pages of any size: nothing that is asked changes the list."""
    everything = requests(filled)
    some = (None, ("0131",), ("0131", "0132"), SITES, ("0131", "9999"), ())
    for sites, size in product(some, (1, 2, 3, 100)):
        wanted = RequestFilter(
            sites=None if sites is None else frozenset(sites), oldest_first=oldest_first
        )
        pages = list(all_pages(filled, replace(wanted, at_most=size)))
        paged = [each.id for page in pages for each in page]
        whole = [each for each in everything if sites is None or each.site in sites]
        assert sorted(paged) == sorted(each.id for each in whole), (sites, size)
        assert all(len(page) <= size for page in pages), (sites, size)
        times = [each.received_at for page in pages for each in page]
        assert all((a <= b) if oldest_first else (a >= b) for a, b in pairwise(times)), (
            sites,
            size,
        )


def test_what_comes_in_meanwhile_moves_no_page(filled: World) -> None:
    first, *_ = all_pages(filled, RequestFilter(at_most=3))
    before = [each.id for each in found(filled, after=first[-1].page_key)]
    asked_for(filled, demande("card_damaged"))
    assert [each.id for each in found(filled, after=first[-1].page_key)] == before


def test_filters_go_together(filled: World) -> None:
    opposition = found(filled, kind="card_opposition", sites=frozenset({"0131"}))
    assert {(each.kind, each.site) for each in opposition} == {("card_opposition", "0131")}
    assert {each.state for each in found(filled, state="to_confirm")} == {"to_confirm"}
    agents(filled).close(str(opposition[0].id), "agent", "withdrawn")
    assert len(found(filled, only_open=True)) == len(found(filled)) - 1
    (done,) = found(filled, state="done")
    assert (done.id, done.closed_as) == (opposition[0].id, "withdrawn")
    at = filled.clock.now()
    assert found(filled, since=at) == ()
    assert len(found(filled, until=at)) == len(found(filled))


def test_by_how_sure_it_was_that_they_ask(filled: World) -> None:
    assert len(found(filled, assurance=Assurance.CARD)) == len(found(filled))
    with transaction(filled.container.engine) as db:
        one = requests(filled)[0]
        db.execute(
            update(RequestItemRow)
            .where(RequestItemRow.request == one.id)
            .values(assurance="declared")
        )
    assert [each.id for each in found(filled, assurance=Assurance.DECLARED)] == [one.id]
    assert found(filled, assurance=Assurance.CODE) == ()


def late(world: World, days: dict[str, int] | None = None) -> LateAt:
    return LateAt(Delays(days or {}), world.clock.now())


def test_each_kind_is_late_after_its_own_days(world: World) -> None:
    asked_for(world, demande("ceam"))
    asked_for(world, demande("card_opposition"))
    world.clock.turn(days=1, seconds=-1)
    assert found(world, late=late(world)) == ()
    world.clock.turn(seconds=1)
    assert [each.kind for each in found(world, late=late(world))] == ["card_opposition"]
    assert [each.kind for each in found(world, late=late(world, {"ceam": 1}))] != []
    assert len(found(world, late=late(world, {"ceam": 1}))) == 2
    assert found(world, late=late(world, {"card_opposition": 2})) == ()
    world.clock.turn(days=6)
    assert len(found(world, late=late(world))) == 2
    for each in requests(world):
        assert late(world).is_late(each.kind, each.state, each.received_at)
        agents(world).close(str(each.id), "agent")
    assert found(world, late=late(world)) == ()


def test_a_kind_of_a_later_release_has_the_common_delay(world: World) -> None:
    asked_for(world, demande("ceam"))
    with transaction(world.container.engine) as db:
        db.execute(text("UPDATE requests SET kind = 'iban_change'"))
    world.clock.turn(days=7, seconds=-1)
    assert found(world, late=late(world)) == ()
    world.clock.turn(seconds=1)
    assert [each.kind for each in found(world, late=late(world))] == ["iban_change"]


def test_asked_again_it_is_not_due_later(world: World) -> None:
    asked_for(world, demande("ceam"))
    world.clock.turn(days=6)
    asked_for(world, demande("ceam"))
    world.clock.turn(days=1)
    assert len(found(world, late=late(world))) == 1


def test_each_kind_says_when_it_is_due() -> None:
    assert all(1 <= kind.days_to_deal <= 30 for kind in KINDS.values())


def test_how_many_wait_where_and_since_when(filled: World) -> None:
    began = min(each.received_at for each in requests(filled))
    filled.clock.turn(days=1)
    with Session(filled.container.light) as db:
        everywhere = counts(db, late(filled))
        one, none, nowhere = (
            counts(db, late(filled), frozenset(sites)) for sites in (("0131",), (), ("9999",))
        )
    assert everywhere.ready + everywhere.to_confirm == len(requests(filled))
    assert everywhere.late == everywhere.to_confirm
    assert everywhere.oldest == began
    assert one.ready == len(found(filled, state="ready", sites=frozenset({"0131"})))
    assert none == nowhere
    assert (none.ready, none.late, none.oldest) == (0, 0, None)
    agents(filled).close(str(requests(filled)[0].id), "agent")
    with Session(filled.container.light) as db:
        assert counts(db, late(filled)).done == 1


def test_an_admin_sees_their_agencies_and_by_a_tag_none() -> None:
    def reads(*grants: tuple[AdminRole, str]) -> object:
        given = tuple(Grant(role, Scope.parse(scope)) for role, scope in grants)
        return sites_read_by(Admin("a", "A", given))

    assert reads((AdminRole.OPERATOR, "agency:0131"), (AdminRole.OPERATOR, "agency:0132")) == {
        "0131",
        "0132",
    }
    assert reads((AdminRole.OPERATOR, "agency:0131"), (AdminRole.READER, "caisse")) == {"0131"}
    assert reads((AdminRole.OPERATOR, "caisse"), (AdminRole.OPERATOR, "agency:0131")) is None
    assert reads((AdminRole.OPERATOR, "tag:hall"), (AdminRole.PUBLISHER, "caisse")) == frozenset()


def test_rows_for_a_spreadsheet_tell_all_but_what_is_in_it(filled: World) -> None:
    light = filled.container.light
    lines = list(csv_lines(light, RequestFilter(at_most=100_000), Delays({}), PARIS))
    assert lines[0].strip().split(",") == list(HEADS)
    assert len(lines) == 1 + len(requests(filled))
    assert any(
        "card_opposition,to_confirm,0131,borne-0,card,1,2026-11-22T10:30" in x for x in lines
    )
    for person in FEW:
        assert not any(PEOPLE[person].nir in x or PEOPLE[person].family_name in x for x in lines)
    few = list(csv_lines(light, RequestFilter(at_most=2), Delays({}), PARIS))
    assert few == lines[:3]


def test_many_rows_come_in_pages(filled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(csv_lines(filled.container.light, RequestFilter(), Delays({}), PARIS))
    monkeypatch.setattr("central.intake.export._PAGE", 2)
    assert list(csv_lines(filled.container.light, RequestFilter(), Delays({}), PARIS)) == whole


def test_what_a_spreadsheet_would_run_is_a_text(world: World) -> None:
    another_kiosk(world, "=HYPERLINK(1)")
    queue = Queue()
    world.container.intake.receive("=HYPERLINK(1)", queue.batch(queue.item(demande("ceam"))))
    with_formula = Agents(
        world.container.engine,
        world.clock,
        StoredBodies(world.container.keys, world.container.body_keys),
        world.container.audit,
        "@SUM(1)",
    )
    with_formula.close(str(requests(world)[0].id), "-2+3")
    _, line = csv_lines(world.container.light, RequestFilter(), Delays({}), PARIS)
    assert ",'=HYPERLINK(1)," in line
    assert ",'-2+3," in line


def test_lists_hold_up_nobody_that_writes(filled: World) -> None:
    with transaction(filled.container.engine) as writer:
        writer.execute(text("UPDATE requests SET asked = asked + 1"))
        assert len(found(filled)) == len(found(filled, sites=frozenset(SITES)))
        with Session(filled.container.light) as db:
            counts(db, LateAt(Delays({}), filled.clock.now() + timedelta(days=9)))
