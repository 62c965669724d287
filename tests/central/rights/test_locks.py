"""Locks after wrong codes: they end by themselves, and are no weapon against whom they protect."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, select

from central.rights.accounts import put_account
from central.rights.locks import lock_span
from central.rights.sessions import person_digests
from central.store import migrate
from central.store.database import engine_for, transaction
from central.store.models import AccountRow
from tests.central.kiosks import another_kiosk
from tests.central.rights.test_sessions import slug_of
from tests.central.world import MORNING, PEOPLE, Kiosk, TurnedClock, World
from wire.citizen import AccountState

CAMILLE = "camille-martin"


def fail(kiosk: Kiosk, slug: str = CAMILLE, times: int = 3) -> list[str]:
    kiosk.open(slug)
    return [kiosk.code("0000")["outcome"] for _ in range(times)]


def opened(kiosk: Kiosk, slug: str = CAMILLE) -> str:
    return str(kiosk.open(slug)["account"])


def suspend(world: World, slug: str = CAMILLE) -> None:
    """What the caisse does with an account."""
    person = person_digests(world.container.keys, PEOPLE[slug].id)
    with transaction(world.container.engine) as db:
        code_hash = db.scalars(
            select(AccountRow.code_hash).where(AccountRow.person == person.current)
        ).one()
        put_account(db, person, AccountState.SUSPENDU, code_hash, world.clock.now())


def test_three_wrong_codes_lock_on_every_kiosk_for_a_quarter_of_an_hour(world: World) -> None:
    second = another_kiosk(world, "second")
    world.kiosk.open(CAMILLE)
    assert world.kiosk.code("0000") == {"outcome": "wrong", "tries_left": 2}
    second.open(CAMILLE)
    assert second.code("0000") == {"outcome": "wrong", "tries_left": 1}
    assert second.code("0000") == {"outcome": "suspended"}
    assert second.code("2580") == {"outcome": "suspended"}
    for kiosk in (world.kiosk, second):
        assert opened(kiosk) == "suspendu"
        assert kiosk.code("2580") == {"outcome": "suspended"}
        assert kiosk.send_code().json() == {"outcome": "suspended"}
    world.clock.turn(minutes=15)
    assert opened(world.kiosk) == "actif"
    assert world.kiosk.code("2580")["outcome"] == "accepted"


def test_each_lock_lasts_twice_as_long_and_none_longer_than_a_day(world: World) -> None:
    minutes = [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440]
    assert [lock_span(nth) for nth in range(1, 10)] == [timedelta(minutes=m) for m in minutes]
    for lasts in minutes[:3]:
        assert fail(world.kiosk)[-1] == "suspended"
        world.clock.turn(minutes=lasts, seconds=-1)
        assert opened(world.kiosk) == "suspendu"
        world.clock.turn(seconds=1)
        assert opened(world.kiosk) == "actif"


def test_after_a_quiet_week_a_lock_is_short_again(world: World) -> None:
    for lasts in (15, 30):
        fail(world.kiosk)
        world.clock.turn(minutes=lasts)
    world.clock.turn(days=7)
    fail(world.kiosk)
    world.clock.turn(minutes=15)
    assert opened(world.kiosk) == "actif"


def test_what_the_caisse_suspended_stays_suspended(world: World) -> None:
    world.clock.turn(days=400)
    assert opened(world.kiosk, "hugo-simon") == "suspendu"
    assert world.kiosk.code("3718") == {"outcome": "suspended"}


def test_who_goes_on_guessing_on_one_kiosk_keeps_nobody_from_their_account_elsewhere(
    world: World,
) -> None:
    thief = another_kiosk(world, "stolen")
    fail(thief)
    assert opened(world.kiosk) == "suspendu"
    world.clock.turn(minutes=15)
    for lasts in (30, 60, 120, 240):
        assert fail(thief)[-1] == "suspended"
        assert opened(world.kiosk) == "actif"
        world.kiosk.log_in(CAMILLE)
        assert opened(thief) == "suspendu"
        world.clock.turn(minutes=lasts)


def test_who_locks_one_person_after_the_other_locks_the_kiosk_instead(world: World) -> None:
    people = ("camille-martin", "aicha-diallo", "ange-santoni", "jean-payet", "wei-zhang")
    for slug in people[:3]:
        fail(world.kiosk, slug)
    for slug in people[3:]:
        assert opened(world.kiosk, slug) == "actif"
        refused = world.kiosk.call(
            "POST", "/v1/citizen-sessions/code", {"kind": "personal", "code": "0000"}
        )
        assert (refused.status_code, slug_of(refused)) == (429, "too-many-requests")
        assert refused.headers["retry-after"] == "900"
    another_kiosk(world, "second").log_in("wei-zhang")
    world.clock.turn(minutes=15)
    world.kiosk.log_in("jean-payet")


def test_people_who_get_it_right_keep_a_busy_kiosk_open(world: World) -> None:
    for _ in range(6):
        assert fail(world.kiosk, times=2) == ["wrong", "wrong"]
        world.kiosk.log_in(CAMILLE)


def while_a_right_code_is_checked(
    world: World, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]
) -> None:
    """From now on, whenever a right code has been looked at, this happens before it is told."""
    verify = world.container.hasher.verify

    def slowly(code_hash: str | None, code: str) -> bool:
        right = verify(code_hash, code)
        if right:
            happens()
        return right

    monkeypatch.setattr(world.container.hasher, "verify", slowly)


@pytest.mark.parametrize("by", ["wrong codes elsewhere", "the caisse"])
def test_a_right_code_in_flight_lifts_no_suspension_made_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    second = another_kiosk(world, "second")
    world.kiosk.open(CAMILLE)
    while_a_right_code_is_checked(
        world,
        monkeypatch,
        lambda: suspend(world) if by == "the caisse" else fail(second),
    )
    assert world.kiosk.code("2580") == {"outcome": "suspended"}
    assert opened(second) == opened(world.kiosk) == "suspendu"
    assert slug_of(world.kiosk.call("GET", "/v1/rights")) == "level-too-low"


def test_the_last_try_is_good_when_it_is_right(world: World) -> None:
    fail(world.kiosk, times=2)
    assert world.kiosk.code("2580")["outcome"] == "accepted"
    assert opened(another_kiosk(world, "second")) == "actif"


def test_a_right_last_try_in_flight_lifts_no_suspension_of_the_caisse(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(world.kiosk, times=2)
    while_a_right_code_is_checked(world, monkeypatch, lambda: suspend(world))
    assert world.kiosk.code("2580") == {"outcome": "suspended"}
    world.clock.turn(days=30)
    assert opened(world.kiosk) == "suspendu"


@pytest.mark.parametrize("by", ["wrong codes elsewhere", "the caisse"])
def test_a_session_with_a_code_is_over_when_the_account_is_suspended(world: World, by: str) -> None:
    world.kiosk.log_in(CAMILLE)
    assert world.kiosk.rights()
    if by == "the caisse":
        suspend(world)
    else:
        fail(another_kiosk(world, "second"))
    assert slug_of(world.kiosk.call("GET", "/v1/rights")) == "session-lost"
    assert opened(world.kiosk) == "suspendu"


def test_what_wrong_codes_had_suspended_for_good_ends_with_the_new_release(tmp_path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'old.db'}")
    config = migrate._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for person, failures in (("by-codes", 3), ("by-the-caisse", 0)):
            values = {"person": person, "state": "actif", "failures": failures}
            connection.execute(
                insert(AccountRow).values(values | {"suspended_at": MORNING}).inline()
            )
    migrate.upgrade(engine)
    with transaction(engine) as db:
        rows = {row.person: row for row in db.scalars(select(AccountRow))}
        assert rows["by-codes"].suspended_at is None
        assert rows["by-codes"].locked_until == MORNING + timedelta(days=1)
        assert rows["by-the-caisse"].suspended_at == TurnedClock().now()
    engine.dispose()
