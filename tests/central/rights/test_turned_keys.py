"""People, their codes and their visits while the server key turns under them."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import delete, select

from central.crypto.digests import ServerKeyUnknown, key_id_of
from central.crypto.key_ring import KeyRing
from central.rights.sessions import person_digests
from central.store.database import transaction
from central.store.models import AccountRow, CodeFailuresRow
from tests.central.kiosks import Queue, another_kiosk, demande, outcomes
from tests.central.rights.test_sessions import slug_of
from tests.central.turned_keys import OLD, PREPARED, TWICE, USED, Workers, moved
from tests.central.world import PEOPLE, World

ALICE = "camille-martin"
CODE = str(PEOPLE[ALICE].code)


@pytest.fixture
def workers(make_world, tmp_path) -> Workers:
    return Workers(make_world, tmp_path, count())


def accounts(world: World, slug: str = ALICE) -> list[AccountRow]:
    """All rows that are the person's under any key."""
    names = person_digests(world.container.keys, PEOPLE[slug].id).names
    with transaction(world.container.engine) as db:
        return list(db.scalars(select(AccountRow).where(AccountRow.person.in_(names))))


def test_a_right_code_moves_account_and_hash_to_the_key_of_today(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    before.kiosk.log_in(ALICE)
    (row,) = accounts(after)
    assert key_id_of(row.person) is None
    after.kiosk.log_in(ALICE)
    (row,) = accounts(after)
    assert key_id_of(row.person) == USED.current.id
    assert str(row.code_hash).startswith(f"{USED.current.id}.$argon2id$")
    after.kiosk.log_in(ALICE)
    again = workers.with_ring(TWICE)
    again.kiosk.log_in(ALICE)
    (row,) = accounts(again)
    assert key_id_of(row.person) == TWICE.current.id
    assert again.kiosk.open(ALICE)["account"] == "actif"


def test_a_worker_that_lags_behind_finds_what_the_next_key_made_and_leaves_it(
    workers: Workers,
) -> None:
    ahead, behind = workers.with_ring(USED), workers.with_ring(PREPARED)
    ahead.kiosk.log_in(ALICE)
    behind.kiosk.log_in(ALICE)
    (row,) = accounts(behind)
    assert key_id_of(row.person) == USED.current.id


def test_wrong_codes_before_and_after_lock_together(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    before.kiosk.open(ALICE)
    assert [before.kiosk.code("0000")["tries_left"] for _ in range(2)] == [2, 1]
    after.kiosk.open(ALICE)
    assert after.kiosk.code("0000")["outcome"] == "suspended"
    assert after.kiosk.open(ALICE)["account"] == "suspendu"
    elsewhere = another_kiosk(after, "elsewhere")
    assert elsewhere.open(ALICE)["account"] == "suspendu"
    with transaction(after.container.engine) as db:
        failures = db.scalars(select(CodeFailuresRow.person)).all()
    assert {key_id_of(person) for person in failures if person} == {USED.current.id}


def test_a_visit_goes_on_where_it_stood(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    before.kiosk.open(ALICE)
    kiosk = moved(before.kiosk, after)
    assert kiosk.code(CODE)["outcome"] == "accepted"
    reference = kiosk.rights()["assure"]["reference"]
    other_worker = moved(kiosk, workers.with_ring(TWICE))
    assert other_worker.issue(reference).status_code == 200


def test_a_code_sent_before_is_right_after(workers: Workers) -> None:
    before, after = workers.with_ring(OLD), workers.with_ring(USED)
    before.kiosk.open(ALICE)
    before.kiosk.send_code()
    kiosk = moved(before.kiosk, after)
    assert kiosk.code("000000", "provisional")["outcome"] == "wrong"
    assert kiosk.code(before.phone.last_code, "provisional")["outcome"] == "accepted"


@pytest.mark.parametrize("rings", [(USED, TWICE), (OLD, USED), (OLD, TWICE)])
def test_turned_twice_while_a_kiosk_was_dark_its_proof_is_still_one(
    workers: Workers, rings: tuple[KeyRing, KeyRing]
) -> None:
    before, after = (workers.with_ring(ring) for ring in rings)
    before.kiosk.log_in(ALICE)
    item = Queue().item(
        demande("address_change", ALICE),
        assurance="code",
        subject=before.kiosk.visit,
        session_reference=before.kiosk.reference,
    )
    assert outcomes(moved(before.kiosk, after), Queue().batch(item)) == ["stored"]


def test_two_workers_make_one_row_of_one_person(workers: Workers) -> None:
    """Who names them differently, and both for the first time."""
    rings = [PREPARED, USED] * 4
    worlds = [workers.with_ring(ring) for ring in rings]
    with transaction(worlds[0].container.engine) as db:
        db.execute(delete(AccountRow))

    def guess(number: int) -> None:
        container, now = worlds[number].container, worlds[number].clock.now()
        alice = person_digests(container.keys, PEOPLE[ALICE].id)
        container.accounts.count_try(alice, f"kiosk-{number}", now)

    with ThreadPoolExecutor(len(worlds)) as pool:
        list(pool.map(guess, range(len(worlds))))
    (row,) = accounts(worlds[0])
    assert row.locked_until is not None


def test_a_worker_without_the_key_takes_nobody_for_absent(workers: Workers) -> None:
    ahead, without = workers.with_ring(USED), workers.with_ring(OLD)
    ahead.kiosk.log_in(ALICE)
    alice, now = person_digests(without.container.keys, PEOPLE[ALICE].id), without.clock.now()
    with pytest.raises(ServerKeyUnknown):
        without.container.accounts.count_try(alice, "demo", now)
    with transaction(without.container.engine) as db, pytest.raises(ServerKeyUnknown):
        without.container.accounts.state(db, alice, "demo", now)
    answer = moved(ahead.kiosk, without).call("GET", "/v1/rights")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert slug_of(answer) == "store-unavailable"
    assert moved(ahead.kiosk, ahead).call("GET", "/v1/rights").status_code == 200
    assert len(accounts(ahead)) == 1
