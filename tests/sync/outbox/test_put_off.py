"""What central cannot take yet: it waits, is offered again by itself, and keeps nobody waiting."""

from uuid import UUID

import pytest

from kiosk.sync.outbox.action import Later, NotYet, Quarantined
from tests.sync.store.stand import DAY_S, Stand

HOUR_S = 3_600.0
AN_HOUR = NotYet("unknown-kind", HOUR_S)


def put_off(stand: Stand, *, of: int | None = None) -> UUID:
    """A new action that central could not take, just now, for an hour."""
    action = stand.submit(of=of)
    stand.outbox.witness(stand.clock.now())
    assert action in stand.send(AN_HOUR)
    return action


def test_it_waits_for_its_time_and_is_then_offered_again(stand: Stand):
    action = put_off(stand)
    assert stand.state(action) == "ready"
    stand.clock.turn(HOUR_S - 1)
    assert stand.take() == ()
    stand.clock.turn(1)
    assert stand.take() == (action,)


def test_it_is_told_how_often_it_was_put_off(stand: Stand):
    action = put_off(stand)
    for times in (1, 2):
        stand.clock.turn(HOUR_S)
        assert stand.outbox.take(1).put_off == {action: times}
        stand.settle(action, to=AN_HOUR)


def test_its_visit_and_all_others_go_on_without_it(stand: Stand):
    action = put_off(stand, of=1)
    second, other = stand.submit(of=1), stand.submit(of=2)
    assert stand.send() == (second, other)
    stand.clock.turn(HOUR_S)
    third = stand.submit(of=1)
    assert stand.take() == (third, action)


def test_it_is_remembered_over_restarts_and_boots(stand: Stand):
    action = put_off(stand)
    stand.reopen()
    assert stand.take() == ()
    stand.reboot(off_s=HOUR_S / 2)
    assert stand.take() == ()
    stand.outbox.witness(stand.clock.now())
    assert stand.take() == ()
    stand.clock.turn(HOUR_S / 2)
    batch = stand.outbox.take(1)
    assert batch.put_off == {action: 1}


def test_a_clock_that_jumps_neither_hastens_nor_delays_it(stand: Stand):
    action = put_off(stand)
    stand.clock.jump(days=3_650)
    assert stand.take() == ()
    stand.clock.jump(days=-7_300)
    stand.clock.turn(HOUR_S)
    assert stand.take() == (action,)


def test_where_its_boot_is_forgotten_it_is_rather_offered_than_kept(stand: Stand):
    action = put_off(stand)
    stand.run("UPDATE actions SET again_boot = 'nonsense'")
    assert stand.take() == (action,)


def test_it_expires_when_any_other_does_and_central_is_told(stand: Stand):
    other = stand.submit()
    stand.take()
    stand.settle(other, to=Later())
    action = stand.submit()
    stand.take()
    stand.outbox.settle({action: AN_HOUR, other: Later()})
    stand.clock.turn(30 * DAY_S - 1)
    assert stand.outbox.expire() == 0
    stand.take()
    stand.outbox.settle({action: NotYet("unknown-kind", DAY_S), other: Later()})
    stand.clock.turn(1)
    assert stand.outbox.expire() == 2
    assert stand.told() == {other: "expired", action: "expired"}
    found = stand.find(action)
    assert found
    assert found.again_at is None


def test_staff_see_why_it_waits_and_until_when(stand: Stand):
    action = put_off(stand)
    found = stand.find(action)
    assert found
    assert (found.state, found.reason) == ("ready", "unknown-kind")
    assert found.again_at is not None
    assert (found.again_at - stand.clock.now()).total_seconds() == HOUR_S
    summary = stand.outbox.summary()
    assert (summary.ready, summary.put_off) == (1, 1)


def test_staff_who_have_mended_central_need_not_wait(stand: Stand):
    action = put_off(stand)
    assert stand.outbox.retry(action)
    assert stand.send() == (action,)
    assert not stand.outbox.retry(action)


def test_an_urging_by_staff_gives_it_no_more_time(stand: Stand):
    action = put_off(stand)
    stand.clock.turn(20 * DAY_S)
    assert stand.outbox.retry(action)
    stand.clock.turn(10 * DAY_S)
    assert stand.outbox.expire() == 1
    assert stand.state(action) == "expired"


def test_once_central_has_it_nothing_is_left_of_the_waiting(stand: Stand):
    action = put_off(stand)
    stand.clock.turn(HOUR_S)
    stand.send()
    found = stand.find(action)
    assert found
    assert (found.state, found.reason, found.again_at) == ("acknowledged", None, None)
    assert stand.outbox.summary().put_off == 0


def test_one_that_turns_out_to_be_bad_is_quarantined(stand: Stand):
    action = put_off(stand)
    stand.clock.turn(HOUR_S)
    stand.send(Quarantined("malformed-body"))
    assert stand.told() == {action: "malformed-body"}
    assert stand.outbox.summary().put_off == 0


def test_a_central_that_is_not_reached_then_has_it_tried_again_at_once(stand: Stand):
    action = put_off(stand)
    stand.clock.turn(HOUR_S)
    stand.send(Later())
    assert stand.take() == (action,)


@pytest.mark.parametrize("column", ["put_off", "again_boot", "again_s"])
def test_a_file_of_the_release_before_gets_what_it_lacks(stand: Stand, column: str):
    action = stand.submit()
    stand.run(f"ALTER TABLE actions DROP COLUMN {column}")
    stand.run("PRAGMA user_version = 1")
    stand.reopen()
    assert stand.send(AN_HOUR) == (action,)
    assert stand.take() == ()


def test_the_release_before_writes_a_file_of_this_one(stand: Stand):
    """It names its own columns only: those that came later have what they need by themselves."""
    waiting = put_off(stand)
    new = ("put_off", "again_boot", "again_s")
    rows = stand.run("PRAGMA table_info(actions)")
    known = ", ".join(row[1] for row in rows if row[1] not in (*new, "position", "id", "subject"))
    stand.run(
        f"INSERT INTO actions (id, subject, {known}) SELECT '{UUID(int=1)}', '{UUID(int=2)}',"
        f" {known} FROM actions"
    )
    assert stand.run("SELECT put_off FROM actions ORDER BY position") == [(1,), (0,)]
    assert stand.run("SELECT state FROM actions WHERE put_off") == [("ready",)]
    assert stand.state(waiting) == "ready"
