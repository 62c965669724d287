"""The store while the server key turns: audit, papers, requests, counts and places."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from central.crypto.digests import ServerKeyUnknown, key_id_of
from central.crypto.key_ring import KeyRing, KeyRingRefused
from central.crypto.keys import Keys
from central.crypto.narrow_keys import AuditKey
from central.runtime.chance import SystemChance
from central.store.audit import CHAIN_START, AuditTrail
from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.audit_reading import BrokenChain, Noted, Whole, about, verify
from central.store.counters import Window
from central.store.database import engine_for, transaction
from central.store.intake_models import RequestRow
from central.store.key_uses import uses
from central.store.models import Base, KioskPlaceRow, KioskRow
from tests.central.kiosks import Queue, demande, outcomes, sync
from tests.central.papers.test_attestations import self_reference
from tests.central.turned_keys import OLD, PREPARED, TWICE, USED, Workers, moved
from tests.central.world import PEOPLE, TurnedClock, World

ALICE, BORN = "camille-martin", "15/03/1985"


@pytest.fixture
def workers(make_world, tmp_path) -> Workers:
    return Workers(make_world, tmp_path, count())


def checked(world: World, audit: AuditTrail | None = None) -> Whole | BrokenChain:
    return verify(world.container.engine, audit or world.container.audit)


def test_the_audit_goes_on_under_each_key_and_stays_whole(workers: Workers) -> None:
    worlds = [workers.with_ring(ring) for ring in (OLD, PREPARED, USED, PREPARED, TWICE)]
    for world in worlds:
        world.kiosk.open(ALICE)
    last = worlds[-1].container
    found = checked(worlds[-1])
    assert isinstance(found, Whole)
    assert found.position == len(worlds)
    noted = Noted(found.position, found.hash)
    assert isinstance(verify(last.engine, last.audit, noted), Whole)
    with transaction(last.engine) as db:
        assert len(about(db, last.audit, PEOPLE[ALICE].nir)) == len(worlds)
        in_order = select(AuditRow.hash).order_by(AuditRow.position)
        ids = [key_id_of(str(hash_)) for hash_ in db.scalars(in_order)]
    assert ids == [None, None, USED.current.id, None, TWICE.current.id]
    assert checked(worlds[0]) == BrokenChain("unknown-key", 3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["prepare", "use", "retire", "write", "lag"]), max_size=14))
def test_the_audit_is_whole_after_any_turns(turns: list[str]) -> None:
    """``lag``: a worker that was not started anew since the last turn writes."""
    engine, clock, chance = engine_for("sqlite://"), TurnedClock(), SystemChance()
    Base.metadata.create_all(engine)
    with transaction(engine) as db:
        db.add(AuditHeadRow(id=1, position=0, hash=CHAIN_START, before_until=0, before_count=0))
    ring = before = OLD
    written = 0
    for turn in turns:
        clock.turn(hours=1)
        with transaction(engine) as db, suppress(KeyRingRefused):
            match turn:
                case "prepare":
                    before, ring = ring, ring.prepared(chance.bytes(32), clock.now())
                case "use":
                    before, ring = ring, ring.used(clock.now())
                case "retire":
                    for key in ring.keys:
                        if key.state != "current" and not uses(db, key) and before is ring:
                            before = ring = ring.without(key.id)
                case _:
                    written += 1
                    worker = Keys(before if turn == "lag" else ring)
                    AuditTrail(worker.audit_key, clock).record_staff(
                        db, "staff", "show", "done", nir=PEOPLE[ALICE].nir
                    )
                    before = before if turn == "lag" else ring
        audit = AuditTrail(Keys(KeyRing.of_text(ring.text)).audit_key, clock)
        found = verify(engine, audit)
        assert isinstance(found, Whole)
        assert found.position == written
        with transaction(engine) as db:
            assert len(about(db, audit, PEOPLE[ALICE].nir)) == written
    engine.dispose()


def test_who_comes_by_a_former_key_writes_nothing_of_today(workers: Workers) -> None:
    thief, world = workers.with_ring(OLD), workers.with_ring(USED)
    for at in (thief, world):
        at.clock.turn(days=2)
    world.kiosk.open(ALICE)
    assert isinstance(checked(world), Whole)
    with transaction(thief.container.engine) as db:
        thief.container.audit.record_staff(db, "thief", "show", "done")
    assert checked(world) == BrokenChain("changed", 2)


def test_what_stands_under_a_new_key_is_not_changed_with_a_former_one(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    before.kiosk.open(ALICE)
    after.kiosk.open(ALICE)
    container = before.container
    with transaction(container.engine) as db:
        row = db.scalars(select(AuditRow).where(AuditRow.position == 1)).one()
        columns = {name: getattr(row, name) for name in ("at", "kiosk", "visit", "act")}
        forged = columns | {
            "position": 1,
            "outcome": "forged",
            "action": None,
            "person": row.person,
            "account": None,
        }
        row.outcome = "forged"
        row.hash = container.audit.hash_of("0" * 64, forged)
    assert checked(after) == BrokenChain("changed", 2)


def test_a_process_with_the_audits_key_alone_writes_what_central_verifies(
    workers: Workers,
) -> None:
    world = workers.with_ring(USED)
    key = AuditKey.of_text(world.container.keys.audit_key.text.encode())
    audit = AuditTrail(key, world.clock)
    world.kiosk.open(ALICE)
    with transaction(world.container.engine) as db:
        audit.record_staff(db, "console", "show", "done", nir=PEOPLE[ALICE].nir)
    assert isinstance(checked(world), Whole)
    assert isinstance(checked(world, audit), Whole)
    with transaction(world.container.engine) as db:
        assert [row.by for row in about(db, world.container.audit, PEOPLE[ALICE].nir)] == [
            "demo",
            "console",
        ]


def test_a_paper_of_before_is_handed_out_again_and_genuine(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(TWICE)
    person, action = PEOPLE[ALICE], uuid4()
    first = before.kiosk.issue(self_reference(before.kiosk, ALICE), action=action).json()
    kiosk = after.kiosk
    again = kiosk.issue(self_reference(kiosk, ALICE), action=action)
    assert again.json()["code_controle"] == first["code_controle"]
    other = kiosk.issue(self_reference(kiosk, ALICE), "minimale", action=action)
    assert other.status_code == 409
    new = kiosk.issue(self_reference(kiosk, ALICE)).json()
    for paper in (first, new):
        code = paper["code_controle"]
        said = after.verify(code, person.family_name, BORN).json()
        assert said["resultat"] == "conforme"
        assert after.verify(code, "ANOTHER", BORN).json()["resultat"] == "non_conforme"


def test_a_check_page_without_the_new_key_accuses_nobody(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    paper = after.kiosk.issue(self_reference(after.kiosk, ALICE)).json()
    said = before.verify(paper["code_controle"], PEOPLE[ALICE].family_name, BORN)
    assert said.status_code == 503


def open_requests(world: World) -> list[RequestRow]:
    with transaction(world.container.engine) as db:
        return list(db.scalars(select(RequestRow).where(RequestRow.state != "done")))


@pytest.mark.parametrize("kind", ["ceam", "address_change", "third_party_accident"])
def test_the_same_thing_asked_again_after_a_turn_is_one_request(
    workers: Workers, kind: str
) -> None:
    before, queue = workers.with_ring(OLD), Queue()
    item = queue.item(demande(kind, ALICE))
    assert outcomes(before.kiosk, queue.batch(item)) == ["stored"]
    after = workers.with_ring(USED)
    assert outcomes(after.kiosk, queue.batch(item)) == ["duplicate"]
    again = queue.item(demande(kind, ALICE))
    assert outcomes(after.kiosk, queue.batch(again)) == ["stored"]
    (row,) = open_requests(after)
    assert (row.asked, key_id_of(row.applicant)) == (2, USED.current.id)
    lagging = workers.with_ring(PREPARED)
    third = queue.item(demande(kind, ALICE))
    assert outcomes(lagging.kiosk, queue.batch(third)) == ["stored"]
    (row,) = open_requests(after)
    assert (row.asked, key_id_of(row.applicant)) == (3, USED.current.id)


def test_two_workers_open_one_request(workers: Workers) -> None:
    worlds = [workers.with_ring(ring) for ring in (PREPARED, USED, PREPARED, USED)]
    queue = Queue()
    items = [queue.item(demande("ceam", ALICE)) for _ in worlds]
    sync(worlds[0].kiosk, queue.batch())

    def send(number: int) -> list[str]:
        intake = worlds[number].container.intake
        taken = intake.receive("demo", queue.batch(items[number]))
        return [answer.outcome for answer in taken.answer.answers]

    with ThreadPoolExecutor(len(worlds)) as pool:
        assert list(pool.map(send, range(len(worlds)))) == [["stored"]] * len(worlds)
    (row,) = open_requests(worlds[0])
    assert row.asked == len(worlds)


def test_a_worker_without_the_key_leaves_what_comes_with_the_kiosk(
    workers: Workers, capsys: pytest.CaptureFixture[str]
) -> None:
    ahead, without = workers.with_ring(USED), workers.with_ring(OLD)
    queue = Queue()
    items = [queue.item(demande("ceam", ALICE)), queue.item(demande("ceam", "wei-zhang"))]
    taken = without.container.intake.receive("demo", queue.batch(*items))
    assert taken.answer.answers == ()
    assert "intake_without_keys" in capsys.readouterr().out
    assert outcomes(ahead.kiosk, queue.batch(*items)) == ["stored"] * 2


def test_a_proof_under_an_unknown_key_waits(workers: Workers) -> None:
    ahead, without = workers.with_ring(USED), workers.with_ring(OLD)
    ahead.kiosk.log_in(ALICE)
    queue = Queue()
    item = queue.item(
        demande("address_change", ALICE),
        assurance="code",
        subject=ahead.kiosk.visit,
        session_reference=ahead.kiosk.reference,
    )
    taken = without.container.intake.receive("demo", queue.batch(item))
    assert [answer.code for answer in taken.answer.answers] == ["unknown-key"]
    assert outcomes(moved(ahead.kiosk, ahead), queue.batch(item)) == ["stored"]


def test_what_was_counted_before_is_counted_on(workers: Workers) -> None:
    window, names = Window("tries", 3_600), ("demo", "x")
    counts = []
    for ring in (OLD, USED, PREPARED, TWICE):
        container = workers.with_ring(ring).container
        with transaction(container.engine) as db:
            counts.append(container.counters.add(db, window, *names).number)
    assert counts == [1, 2, 3, 4]
    container = workers.with_ring(USED).container
    with transaction(container.engine) as db:
        assert container.counters.read(db, window, *names).number == 3
        container.counters.forget(db, window, *names)
        assert container.counters.read(db, window, *names).number == 0


def test_a_kiosk_that_speaks_to_both_workers_in_turn_is_no_clone(workers: Workers) -> None:
    worlds = [workers.with_ring(ring) for ring in (OLD, PREPARED, USED)]
    queue = Queue()
    for world in (worlds[0], *worlds[1:] * 4):
        sync(world.kiosk, queue.batch())
    with transaction(worlds[0].container.engine) as db:
        assert db.scalars(select(KioskRow.quarantined_at)).all() == [None]
        places = db.scalars(select(KioskPlaceRow.place)).all()
    assert len(places) == 2  # an address and a boot
    assert {key_id_of(place) for place in places} == {USED.current.id}
    queue.restart()
    for world in worlds[1:] * 2:
        world.clock.turn(minutes=5)
        sync(world.kiosk, queue.batch())


def test_a_boot_that_comes_back_is_a_clone_after_a_turn_too(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    first, second = Queue(), Queue()
    for world, queue in ((before, first), (after, second)):
        sync(world.kiosk, queue.batch())
        after.clock.turn(minutes=5)
    with transaction(after.container.engine) as db:
        assert not after.container.places.booted(db, "demo", first.boot)


def test_a_place_under_an_unknown_key_is_no_return(workers: Workers) -> None:
    ahead, without = workers.with_ring(USED), workers.with_ring(OLD)
    queue = Queue()
    sync(without.kiosk, queue.batch())
    queue.restart()
    ahead.clock.turn(minutes=5)
    sync(ahead.kiosk, queue.batch())
    with (
        pytest.raises(ServerKeyUnknown),
        transaction(without.container.engine) as db,
    ):
        without.container.places.booted(db, "demo", queue.boot)


def test_what_hangs_on_a_key_is_counted_by_kind(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    new, old = USED.keys
    queue = Queue()
    for world in (before, after):
        world.kiosk.issue(self_reference(world.kiosk, ALICE))
    sync(after.kiosk, queue.batch(queue.item(demande("ceam", "wei-zhang"))))
    with transaction(after.container.engine) as db:
        on_new, on_old = uses(db, new), uses(db, old)
        nothing = uses(db, replace(new, secret=Keys(OLD).ring.current.secret * 2))
    assert nothing == {}
    assert on_new.items() >= {"accounts": 1, "codes": 1, "papers": 1, "open requests": 1}.items()
    assert on_old["papers"] == 1
    assert on_old["accounts"] > 10
    assert "open requests" not in on_old
    assert on_new["audit rows"] > on_old["audit rows"] > 1
