"""From ready to settled: each way an action can go, and what its visit's next one waits for."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from kiosk.sync.outbox.action import Acknowledged, Later, Quarantined
from tests.sync.fakes import FAMILY_NAME, NIR
from tests.sync.store.stand import BODY, DAY_S, STREET, Stand, action_id, opened
from wire.codec import codec_of
from wire.sync import Item, SyncRequest

NO = Quarantined("unknown-kind")


def test_ready_becomes_in_flight_and_is_not_taken_by_the_overview(stand: Stand):
    action = stand.submit()
    assert stand.state(action) == "ready"
    assert stand.take() == (action,)
    assert stand.state(action) == "in_flight"
    assert stand.outbox.summary().in_flight == 1


def test_in_flight_becomes_acknowledged(stand: Stand):
    action = stand.submit()
    assert stand.send() == (action,)
    found = stand.find(action)
    assert found
    assert (found.state, found.attempts, found.settled_at) == (
        "acknowledged", 1, stand.clock.now(),
    )  # fmt: skip
    assert stand.take() == ()


def test_in_flight_becomes_quarantined_and_is_told_of(stand: Stand):
    action = stand.submit()
    with capture_logs() as logs:
        stand.send(NO)
    assert stand.state(action) == "quarantined"
    assert stand.told() == {action: "unknown-kind"}
    assert logs == [
        {"event": "action_quarantined", "log_level": "error", "action": str(action),
         "reason": "unknown-kind"},
    ]  # fmt: skip


def test_in_flight_becomes_ready_again_when_central_was_not_reached(stand: Stand):
    action = stand.submit()
    stand.send(Later())
    assert stand.state(action) == "ready"
    assert stand.take() == (action,)
    found = stand.find(action)
    assert found
    assert found.attempts == 2


def test_in_flight_becomes_ready_again_at_the_start(stand: Stand):
    action = stand.submit()
    stand.take()
    stand.reopen()
    assert stand.state(action) == "ready"


def test_what_a_batch_left_in_flight_is_in_the_next_one(stand: Stand):
    first, second = stand.submit(), stand.submit()
    stand.take()
    stand.settle(first)
    assert stand.take() == (second,)


def test_a_visit_sends_one_action_at_a_time_and_in_order(stand: Stand):
    first, second, third = (stand.submit(of=1) for _ in range(3))
    assert stand.take() == (first,)
    stand.settle(first, to=Later())
    assert stand.take() == (first,)
    stand.settle(first)
    assert stand.take() == (second,)
    stand.settle(second)
    assert stand.take() == (third,)


def test_visits_do_not_wait_for_each_other(stand: Stand):
    first = stand.submit(of=1)
    stand.submit(of=1)
    other = stand.submit(of=2)
    assert stand.take() == (first, other)


def test_a_quarantined_head_frees_its_visit(stand: Stand):
    stand.submit(of=1)
    second = stand.submit(of=1)
    stand.send(NO)
    assert stand.take() == (second,)


def test_an_expired_head_frees_its_visit(stand: Stand):
    stand.submit(of=1)
    stand.clock.turn(20 * DAY_S)
    second = stand.submit(of=1)
    stand.clock.turn(11 * DAY_S)
    assert stand.outbox.expire() == 1
    assert stand.take() == (second,)


def test_a_lost_card_goes_up_before_the_rest_whenever_it_came(stand: Stand):
    order = [stand.submit(), stand.submit(kind="card_opposition"), stand.submit()]
    assert stand.take(2) == (order[1], order[0])


def test_age_counts_by_the_order_they_came_not_by_the_clock(stand: Stand):
    first = stand.submit()
    stand.clock.jump(-3_650)
    second = stand.submit()
    assert stand.take() == (first, second)


def test_one_that_was_sent_in_vain_lets_the_others_pass(stand: Stand):
    first, second = stand.submit(), stand.submit()
    stand.take(1)
    stand.settle(first, to=Later())
    assert stand.take(1) == (second,)


def test_the_batch_keeps_to_its_limit_and_counts_the_rest(stand: Stand):
    for _ in range(5):
        stand.submit()
    batch = stand.outbox.take(2)
    assert (len(batch.items), batch.backlog) == (2, 3)


def test_an_empty_queue_gives_an_empty_batch(stand: Stand):
    assert stand.outbox.take(50).empty


def test_a_batch_reads_the_same_on_the_other_side(stand: Stand):
    stand.submit()
    items = stand.outbox.take(1).items
    request = SyncRequest(
        sent_at=stand.clock.now(), boot=stand.clock.boot(), uptime_s=1.0, backlog=0, items=items
    )
    codec = codec_of(SyncRequest)
    (read,) = codec.read(codec.write(request)).items
    assert opened(read) == BODY
    assert codec_of(Item).of_plain(json.loads(codec_of(Item).write(items[0]))) == read


def test_a_tombstone_is_told_until_central_has_heard_it(stand: Stand):
    action = stand.submit()
    stand.send(NO)
    assert stand.told() == {action: "unknown-kind"}
    stand.settle(action, to=Later())
    assert stand.told() == {action: "unknown-kind"}
    stand.settle(action)
    assert stand.told() == {}
    assert stand.state(action) == "quarantined"


def test_a_tombstone_that_central_will_not_have_is_not_told_for_ever(stand: Stand):
    action = stand.submit()
    stand.send(NO)
    stand.settle(action, to=Quarantined("conflict"))
    assert stand.told() == {}
    found = stand.find(action)
    assert found
    assert found.reason == "unknown-kind"


def test_tombstones_keep_to_the_limit(stand: Stand):
    for _ in range(3):
        stand.submit()
    stand.send(NO)
    assert len(stand.outbox.take(2).tombstones) == 2


@pytest.mark.parametrize("verdict", [Acknowledged(), NO, Later(), Later(refused=True)])
def test_a_verdict_on_what_is_not_in_flight_changes_nothing(
    stand: Stand, verdict: Acknowledged | Quarantined | Later
):
    waits, gone = stand.submit(), stand.submit()
    stand.take(1)
    stand.settle(waits, to=Later())
    stand.take(1)
    stand.settle(gone)
    stand.settle(waits, gone, action_id(99), to=verdict)
    assert (stand.state(waits), stand.state(gone)) == ("ready", "acknowledged")


def test_staff_send_a_quarantined_action_again_as_it_is(stand: Stand):
    action = stand.submit()
    before = stand.outbox.take(1).items
    stand.settle(action, to=NO)
    assert stand.outbox.retry(action)
    assert stand.state(action) == "ready"
    batch = stand.outbox.take(1)
    assert (batch.items, batch.tombstones) == (before, ())


def test_an_answer_to_its_tombstone_does_not_settle_an_action_sent_again(stand: Stand):
    action = stand.submit()
    stand.send(NO)
    assert stand.told()
    stand.outbox.retry(action)
    stand.settle(action)
    assert stand.state(action) == "ready"


@pytest.mark.parametrize("state", ["absent", "ready", "in_flight", "acknowledged"])
def test_only_what_was_given_up_can_be_sent_again(stand: Stand, state: str):
    action = action_id(99) if state == "absent" else stand.submit()
    if state != "ready":
        stand.take()
    if state == "acknowledged":
        stand.settle(action)
    assert not stand.outbox.retry(action)
    assert stand.state(action) == (None if state == "absent" else state)


def test_central_turning_it_away_counts_from_the_first_time(stand: Stand):
    action = stand.submit()
    stand.send(Later(refused=True))
    since = stand.clock.now()
    stand.clock.turn(3_600)
    assert stand.outbox.take(1).refused_since == {action: since}
    stand.settle(action, to=Later(refused=True))
    assert stand.outbox.take(1).refused_since == {action: since}


def test_a_clock_that_jumps_does_not_hurry_that(stand: Stand):
    action = stand.submit()
    stand.send(Later(refused=True))
    stand.clock.turn(3_600)
    stand.clock.jump(3_650)
    since = stand.outbox.take(1).refused_since[action]
    assert stand.clock.now() - since == timedelta(hours=1)


def damage(stand: Stand, action: UUID, change: str) -> None:
    stand.run(f"UPDATE actions SET {change} WHERE id = '{action}'")


@pytest.mark.parametrize(
    "change",
    [
        "sealed = CAST(x'00' || substr(sealed, 2) AS BLOB)",
        "digest = replace(digest, 'a', 'b') || 'a'",
        "sealed = NULL",
        "subject = 'nobody'",
        "created_at = 'yesterday'",
        "reference = CAST(x'FFFE' AS TEXT)",
        "sequence = -1",
        "boot = ''",
    ],
)
def test_a_damaged_action_is_quarantined_and_frees_its_visit(stand: Stand, change: str):
    bad, good = stand.submit(), stand.submit()
    damage(stand, bad, change)
    assert stand.take() == (good,)
    stand.settle(good)
    assert stand.outbox.summary().quarantined == 1
    assert stand.take() == ()
    stand.outbox.page(None, 10)
    stand.outbox.expire()


def test_what_was_sealed_before_the_clock_was_ever_set_goes_up_all_the_same(stand: Stand):
    action = stand.submit()
    damage(stand, action, "created_at = '1970-01-01T00:00:07+00:00'")
    assert stand.take() == (action,)


def test_a_damaged_action_is_told_of_where_it_can_be(stand: Stand):
    bad = stand.submit()
    damage(stand, bad, "sealed = x'00'")
    assert stand.told() == {bad: "damaged"}


def files(stand: Stand) -> bytes:
    return b"".join(each.read_bytes() for each in stand.folder.rglob("*") if each.is_file())


def test_the_body_is_off_the_disk_as_soon_as_central_has_it(stand: Stand):
    actions = [stand.submit() for _ in range(20)]
    sealed = [item.sealed for item in stand.outbox.take(50).items]
    held = files(stand)
    assert all(each in held for each in sealed)
    stand.settle(*actions[:10])
    held = files(stand)
    assert [each in held for each in sealed] == [False] * 10 + [True] * 10


def test_nothing_plain_is_ever_on_the_disk(stand: Stand):
    for _ in range(3):
        stand.submit()
    stand.take(1)
    held = files(stand)
    assert str(action_id(1)).encode() in held
    for secret in (NIR, FAMILY_NAME, STREET):
        assert secret.encode() not in held


def test_room_is_given_back_to_the_disk(stand: Stand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.sync.db.database.FREE_PAGES_KEPT", 4)
    for _ in range(300):
        stand.submit()
    stand.store.database.scrub()
    grown = stand.file.stat().st_size
    while stand.send():
        pass
    stand.clock.turn(31 * DAY_S)
    stand.outbox.expire()
    stand.submit()
    stand.send()
    assert stand.file.stat().st_size < grown / 2


def test_the_summary_and_the_list_say_how_it_stands_and_nothing_more(stand: Stand):
    sent = stand.submit()
    stand.send()
    stand.clock.turn(60)
    oldest = stand.clock.now()
    waits = [stand.submit() for _ in range(3)]
    stand.outbox.witness(stand.clock.now())
    summary = stand.outbox.summary()
    assert (summary.ready, summary.acknowledged) == (3, 1)
    assert summary.oldest_waiting_at == oldest
    assert summary.last_sync_at == stand.clock.now()
    assert summary.accepting
    page = stand.outbox.page(None, 2)
    assert [each.id for each in page.actions] == [waits[2], waits[1]]
    rest = stand.outbox.page(page.next_before, 2)
    assert [each.id for each in rest.actions] == [waits[0], sent]
    assert rest.next_before is None


def test_when_central_last_answered_is_known_at_once_and_after_a_restart(stand: Stand):
    assert stand.outbox.summary().last_sync_at is None
    for step_s in (0, 1, 120):
        stand.clock.turn(step_s)
        moved = stand.clock.now() + timedelta(seconds=step_s)
        stand.outbox.witness(moved)
        assert stand.outbox.summary().last_sync_at == moved
    stand.clock.turn(1_000)
    stand.outbox.witness(stand.clock.now())
    met = stand.clock.now()
    stand.reopen()
    assert stand.outbox.summary().last_sync_at == met


def test_the_newest_id_is_known_even_when_all_else_is_deleted(stand: Stand):
    assert stand.outbox.newest() is None
    newest = [stand.submit() for _ in range(3)][-1]
    stand.send()
    stand.clock.turn(31 * DAY_S)
    stand.outbox.expire()
    stand.reopen()
    assert stand.outbox.summary().acknowledged == 1
    assert stand.outbox.newest() == newest
