"""An action expires by time that is certain, and by no other."""

import pytest
from structlog.testing import capture_logs

from kiosk.sync.outbox.action import Later, Quarantined
from tests.sync.store.stand import DAY_S, Stand

NO = Quarantined("unknown-kind")


def later(stand: Stand, days: float) -> None:
    stand.clock.turn(days * DAY_S)


def test_ready_becomes_expired_which_is_an_event_and_told_of(stand: Stand):
    action = stand.submit()
    later(stand, 29.9)
    assert stand.outbox.expire() == 0
    later(stand, 0.2)
    with capture_logs() as logs:
        assert stand.outbox.expire() == 1
    assert logs == [
        {"event": "action_expired", "log_level": "warning", "action": str(action)},
    ]
    assert stand.state(action) == "expired"
    assert stand.take() == ()
    assert stand.told() == {action: "expired"}
    assert stand.outbox.expire() == 0


def test_what_is_in_flight_does_not_expire_before_its_outcome_is_known(stand: Stand):
    action = stand.submit()
    stand.take()
    later(stand, 31)
    assert stand.outbox.expire() == 0
    stand.settle(action)
    assert stand.state(action) == "acknowledged"


@pytest.mark.parametrize("days", [3_650, -3_650])
def test_a_clock_that_jumps_neither_expires_nor_keeps_anything(stand: Stand, days: float):
    action = stand.submit()
    stand.clock.jump(days)
    assert stand.outbox.expire() == 0
    later(stand, 29)
    assert stand.outbox.expire() == 0
    later(stand, 2)
    assert stand.outbox.expire() == 1
    assert stand.state(action) == "expired"


@pytest.mark.parametrize("days", [3_650, -3_650])
def test_nor_does_one_that_jumps_over_a_restart_where_central_tells_the_time(
    stand: Stand, days: float
):
    true = stand.clock.now
    began, grown = true(), stand.clock.grown
    stand.outbox.witness(began)
    action = stand.submit()
    stand.reboot(off_s=20 * DAY_S)
    stand.clock.jump(days)
    assert stand.outbox.expire() == 0

    def now_by_central():
        elapsed = stand.clock.grown - grown
        return began + stand.limits.keep_trying * (elapsed / (30 * DAY_S))

    stand.outbox.witness(now_by_central())
    later(stand, 9.9)
    assert stand.outbox.expire() == 0
    later(stand, 0.2)
    assert stand.outbox.expire() == 1
    assert stand.state(action) == "expired"


def test_without_central_an_earlier_boot_is_as_old_as_is_known(stand: Stand):
    """Central was never met: how long the kiosk was off nobody can tell."""
    stand.submit()
    stand.reboot()
    later(stand, 300)
    assert stand.outbox.expire() == 0


def test_it_then_counts_from_when_central_is_met(stand: Stand):
    stand.submit()
    stand.reboot()
    later(stand, 300)
    stand.outbox.witness(stand.clock.now())
    later(stand, 29)
    assert stand.outbox.expire() == 0
    later(stand, 2)
    assert stand.outbox.expire() == 1


def test_staff_sending_again_begins_its_time_anew(stand: Stand):
    action = stand.submit()
    later(stand, 31)
    stand.outbox.expire()
    stand.reboot()
    assert stand.outbox.retry(action)
    later(stand, 29)
    assert stand.outbox.expire() == 0
    assert stand.take() == (action,)


def test_id_and_digest_stay_for_support_and_then_go(stand: Stand):
    action = stand.submit()
    stand.submit()
    stand.send()
    later(stand, 29)
    stand.outbox.expire()
    assert stand.state(action) == "acknowledged"
    later(stand, 2)
    stand.outbox.expire()
    assert stand.state(action) is None


@pytest.mark.parametrize("told", [True, False])
def test_what_central_was_not_told_of_is_not_forgotten(stand: Stand, told: bool):
    action = stand.submit()
    stand.send(NO)
    stand.submit()
    if told:
        stand.settle(action)
    later(stand, 31)
    stand.outbox.expire()
    assert stand.state(action) == (None if told else "quarantined")


def test_many_expire_a_thousand_at_a_time(stand: Stand, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.sync.outbox.outbox.EXPIRE_AT_ONCE", 3)
    for _ in range(4):
        stand.submit()
    later(stand, 31)
    assert (stand.outbox.expire(), stand.outbox.expire(), stand.outbox.expire()) == (3, 1, 0)


@pytest.mark.parametrize(
    "change",
    [
        "began_at = 'soon'",
        "began_at = '2026-11-22T09:30:00.000000'",
        "began_at = '9999-12-31T23:59:59.000000+00:00'",
        "met_at_s = 9e999",
        "boot = 'none'",
    ],
)
def test_a_boot_whose_row_is_damaged_ages_nothing_wrongly(stand: Stand, change: str):
    stand.outbox.witness(stand.clock.now())
    action = stand.submit()
    stand.send(Later(refused=True))
    stand.run(f"UPDATE boots SET {change}")
    stand.run("UPDATE standing SET last_sync_at = '2026-11-22T09:30:00'")
    stand.reopen()
    assert stand.outbox.summary().ready == 1
    later(stand, 29)
    assert stand.outbox.expire() == 0
    stand.outbox.witness(stand.clock.now())
    assert stand.take() == (action,)
    stand.reboot()
    assert stand.outbox.expire() == 0
    assert stand.take() == (action,)


@pytest.mark.parametrize("year", [1, 9_999])
def test_a_central_that_has_lost_its_own_time_is_not_believed(stand: Stand, year: int):
    stand.outbox.witness(stand.clock.now().replace(year=year))
    action = stand.submit()
    stand.reboot()
    stand.outbox.witness(stand.clock.now())
    assert stand.outbox.expire() == 0
    assert stand.take() == (action,)
