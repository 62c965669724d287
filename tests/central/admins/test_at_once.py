"""Two who do at the same moment what only one of them may: the one who comes second waits for the
first, and is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccounts, account_named
from central.admins.changes import (
    ADMINISTERS_ALL,
    AccountChange,
    AccountChanges,
    ChangesByAdmin,
    LastAdministrator,
)
from central.admins.grants import give
from central.admins.invitations import Invitations
from central.admins.lockout import Lockout
from central.crypto.admin_key import AdminKey
from central.crypto.keys import Keys
from central.runtime.chance import SystemChance
from central.store.audit import AuditTrail
from central.store.database import engine_for, transaction
from tests.central.world import SERVER_KEY, TurnedClock
from tests.waiting import eventually

CLOCK = TurnedClock()
KEY = AdminKey(bytes(range(32)))
ACCOUNTS = AdminAccounts(CLOCK, SystemChance(), KEY)
AUDIT = AuditTrail(Keys(SERVER_KEY.encode()).audit_key, CLOCK)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    yield engine
    engine.dispose()


def second_of(
    engine: Engine, first: Callable[[Session], object], second: Callable[[Session], Any]
) -> Any:
    """What comes of the second, which begins while the first is not over yet."""

    def later() -> Any:
        with transaction(engine) as db:
            return second(db)

    with ThreadPoolExecutor(1) as threads:
        with transaction(engine) as db:
            first(db)
            running = threads.submit(later)
            eventually(lambda: running.done() or waits(engine))
        return running.result()


def waits(engine: Engine) -> bool:
    if engine.dialect.name == "sqlite":
        return True  # it waits for the first before it reads anything
    with engine.connect() as db:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(db.scalar(text(waiting)))


def test_a_code_of_an_invitation_lets_one_of_two_in(engine: Engine) -> None:
    invitations = Invitations(ACCOUNTS)
    with transaction(engine) as db:
        made = invitations.add(db, "lea", "Léa")
    kept: list[Any] = []

    def accept(db: Session) -> Any:
        kept.append(invitations.accept(db, made.code, "hash", "SECRET"))
        return kept[-1]

    assert second_of(engine, accept, accept) is None
    assert len(kept[0]) == 10


def test_of_two_who_suspend_each_other_one_stays(engine: Engine) -> None:
    changes = AccountChanges(ACCOUNTS, Lockout.of(engine, CLOCK, KEY, ()), AUDIT)
    with transaction(engine) as db:
        both = [ACCOUNTS.add_local(db, login, login, "hash", "SECRET")[0] for login in ("a", "b")]
        for admin in both:
            give(db, CLOCK, AUDIT, admin, ADMINISTERS_ALL, "test")

    def suspended_by(whom: str, by: str) -> Callable[[Session], None]:
        def suspend(db: Session) -> None:
            who = account_named(db, whom)
            assert who is not None
            ChangesByAdmin(changes, by).make(db, AccountChange.SUSPEND, who)

        return suspend

    anna, tom = both
    with pytest.raises(LastAdministrator):
        second_of(engine, suspended_by(anna, tom), suspended_by(tom, anna))
    with transaction(engine) as db:
        found = [account_named(db, each) for each in both]
    assert [each.suspended for each in found if each is not None] == [True, False]
