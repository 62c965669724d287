"""Troubles: what each means, ticking them off, and finding what was ticked."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.intake.judging import RejectionCode
from central.intake.notes import LONGEST_NOTE, WrongNote, checked_note
from central.intake.ticking import Ticking
from central.intake.trouble_meanings import meaning_of
from central.intake.troubles import RequestTrouble, TroubleFilter, What, troubles
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.intake.reading.asking import AGENT, HEAD, SEER, SITE, STRANGER, at_site
from tests.central.kiosks import Queue, as_item, demande, outcomes, tombstone
from tests.central.world import MORNING, PEOPLE, World

NIR = PEOPLE["camille-martin"].nir


def found(world: World, **wanted: object) -> tuple[RequestTrouble, ...]:
    with Session(world.container.engine) as db:
        return troubles(db, TroubleFilter(**wanted))  # type: ignore[arg-type]


@pytest.fixture
def ticking(world: World) -> Ticking:
    return Ticking(world.container.engine, world.container.audit)


@pytest.fixture
def three(world: World) -> tuple[RequestTrouble, ...]:
    """One of each, at an agency's kiosk."""
    at_site(world)
    queue = Queue()
    known = queue.item(demande("ceam"))
    other = queue.item(demande("card_damaged"), id=known.header.id)
    bad = queue.item(demande("ceam"))
    lost = tombstone(queue.item(demande("card_opposition")))
    assert outcomes(world.kiosk, queue.batch(known)) == ["stored"]
    sent = queue.batch(other, as_item(bad.header, bad.sealed, "0" * 64), tombstones=(lost,))
    assert outcomes(world.kiosk, sent) == ["conflict", "bad-digest", "stored"]
    return found(world)


def test_each_says_what_it_means_and_what_to_do(three: tuple[RequestTrouble, ...]) -> None:
    assert {each.what for each in three} == set(get_args(What))
    assert {meaning_of(each).slug for each in three} == {"expired", "damaged", "conflict"}
    assert {each.site for each in three} == {SITE}


def test_each_code_of_a_rejection_means_something() -> None:
    codes = [code for part in get_args(RejectionCode) for code in (get_args(part) or (part,))]
    assert len(codes) >= 7
    for code in codes:
        rejected = RequestTrouble("rejected", MORNING, "demo", "", "", code, MORNING, ("0",))  # type: ignore[arg-type]
        assert meaning_of(rejected).to_do


def test_ticked_off_it_is_gone_from_the_list_and_found_among_the_ticked(
    world: World, ticking: Ticking, three: tuple[RequestTrouble, ...]
) -> None:
    first, *others = three
    assert ticking.tick(first, AGENT, "called them, they come on Monday at 10") is True
    assert set(found(world, ticked=False)) == set(others)
    (ticked,) = found(world, ticked=True)
    assert ticked.tick is not None
    assert (ticked.id, ticked.tick.who, ticked.tick.account, ticked.tick.at) == (
        first.id,
        "Agnes",
        "admin:agnes",
        world.clock.now(),
    )
    assert ticked.tick.note == "called them, they come on Monday at 10"
    assert len(found(world)) == 3
    with transaction(world.container.engine) as db:
        (row,) = db.scalars(select(AuditRow).where(AuditRow.act == "trouble_tick"))
    assert (row.account, row.outcome, row.action) == ("admin:agnes", first.what, first.id)


def test_two_at_one_instant_tick_it_once(
    world: World, ticking: Ticking, three: tuple[RequestTrouble, ...]
) -> None:
    together = threading.Barrier(6)

    def tick(who: object) -> object:
        together.wait(20)
        return ticking.tick(three[0], who, "seen to")  # type: ignore[arg-type]

    with ThreadPoolExecutor(6) as threads:
        tried = [threads.submit(tick, who) for who in (AGENT, HEAD) * 3]
    assert sorted(bool(each.result()) for each in tried) == [False] * 5 + [True]
    with transaction(world.container.engine) as db:
        assert len(db.scalars(select(AuditRow).where(AuditRow.act == "trouble_tick")).all()) == 1


@pytest.mark.parametrize("who", [STRANGER, SEER], ids=lambda who: who.id)
def test_who_may_not_there_ticks_nothing(
    world: World, ticking: Ticking, three: tuple[RequestTrouble, ...], who: object
) -> None:
    assert ticking.tick(three[0], who, "") is None  # type: ignore[arg-type]
    assert len(found(world, ticked=False)) == 3


def test_another_end_of_the_same_is_news(world: World, ticking: Ticking) -> None:
    at_site(world)
    queue = Queue()
    item = queue.item(demande("ceam"))
    outcomes(world.kiosk, queue.batch(tombstones=(tombstone(item, "quarantined", "refused"),)))
    (first,) = found(world)
    assert meaning_of(first).slug == "given-up"
    ticking.tick(first, AGENT, "")
    world.clock.turn(days=1)
    outcomes(world.kiosk, queue.batch(tombstones=(tombstone(item),)))
    (news,) = found(world, ticked=False)
    assert (news.id, news.reason) == (first.id, "expired")
    assert ticking.tick(news, AGENT, "") is True


def test_pages_and_agencies(world: World, three: tuple[RequestTrouble, ...]) -> None:
    paged: list[RequestTrouble] = []
    after = None
    while page := found(world, at_most=1, after=after):
        paged += page
        after = page[-1].page_key
    assert tuple(paged) == three
    assert len(found(world, sites=frozenset({SITE}))) == 3
    assert found(world, sites=frozenset({"0692"})) == found(world, sites=frozenset()) == ()


@pytest.mark.parametrize(
    "note",
    [
        NIR,
        f"about {NIR[:1]} {NIR[1:3]} {NIR[3:5]} {NIR[5:7]} {NIR[7:10]} {NIR[10:13]}",
        "1.85.05.78",
        "1-8-5-0-5",
        "1 85 2A 004 123",
        "\u0661\u0668\u0665\u0660\u0665",
        "\uff11\uff18\uff15\uff10\uff15",
        "1\u200b8\u200b5\u200b0\u200b5",
        "12\n345",
        "x" * (LONGEST_NOTE + 1),
    ],
)
def test_a_note_that_may_hold_a_number_of_a_person_is_refused(note: str) -> None:
    with pytest.raises(WrongNote) as error:
        checked_note(note)
    assert note not in str(error.value)


def test_a_refused_note_leaves_nothing(
    world: World, ticking: Ticking, three: tuple[RequestTrouble, ...]
) -> None:
    with pytest.raises(WrongNote):
        ticking.tick(three[0], AGENT, f"for {NIR}")
    assert len(found(world, ticked=False)) == 3


def test_a_note_is_one_line_without_what_nobody_sees() -> None:
    assert checked_note(" called\n at 10:30, room 12\u202e ") == "called  at 10:30, room 12"
