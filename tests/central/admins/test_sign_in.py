"""The engine of signing in, several at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from central.admins.accounts import AdminAccounts, checked_password, login_of, shown_name
from central.admins.lockout import Lockout
from central.admins.second_factor import code_at
from central.admins.sign_in import LocalSignIn, NotProven, Proven, SignInLocked, TypedCredential
from central.crypto.admin_key import AdminKey
from central.crypto.hashing import HashCost
from central.crypto.keys import Keys
from central.runtime.chance import SystemChance
from central.store.audit import AuditTrail
from central.store.database import engine_for, transaction
from tests.central.world import TurnedClock
from wire.sealing import SealBroken

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
HERE = (("192.0.2.7/32", 1),)


@pytest.fixture
def parts(database_url: str):
    engine, clock, key = engine_for(database_url), TurnedClock(), AdminKey(b"a" * 32)
    audit, hasher = AuditTrail(Keys(b"k" * 32).audit_key, clock), key.hasher(HashCost(1, 8, 1))
    people = AdminAccounts(clock, SystemChance(), key)
    with transaction(engine) as db:
        admin, codes = people.add_local(db, "lea", "Léa", hasher.hash("right"), SECRET)
    lockout = Lockout.of(engine, clock, key, (1,))
    yield LocalSignIn(engine, clock, key, hasher, audit, lockout), clock, admin, codes
    engine.dispose()


def at_once(sign_in: LocalSignIn, typed: TypedCredential, times: int) -> list[object]:
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(lambda _: sign_in.check(typed, HERE), range(times)))


def test_of_those_who_send_one_code_at_once_one_gets_in(parts) -> None:
    sign_in, clock, admin, _ = parts
    found = at_once(sign_in, TypedCredential("lea", "right", code_at(SECRET, clock.now())), 4)
    assert found.count(Proven(admin)) == 1
    assert found.count(NotProven()) == 3


def test_of_those_who_send_one_recovery_code_at_once_one_gets_in(parts) -> None:
    sign_in, _, admin, codes = parts
    found = at_once(sign_in, TypedCredential("lea", "right", codes[0]), 4)
    assert found.count(Proven(admin, by_recovery_code=True)) == 1


def test_who_guesses_from_many_threads_has_no_more_tries(parts) -> None:
    sign_in, *_ = parts
    found = at_once(sign_in, TypedCredential("lea", "wrong", "000000"), 12)
    assert found.count(NotProven()) == 5
    assert sum(isinstance(each, SignInLocked) for each in found) == 7


def test_a_login_is_the_same_however_it_is_typed(parts) -> None:
    sign_in, clock, admin, _ = parts
    typed = TypedCredential("  LEA ", "right", code_at(SECRET, clock.now()))
    assert sign_in.check(typed, HERE) == Proven(admin)
    assert "right" not in repr(typed)


def test_a_secret_of_another_key_is_not_read(parts) -> None:
    sign_in, *_ = parts
    key, chance = sign_in.key, SystemChance()
    sealed = key.seal(chance, "admin-totp", "A", b"secret")
    assert key.unseal("admin-totp", "A", sealed, key.id) == b"secret"
    for other, context in ((AdminKey(b"b" * 32), "A"), (key, "B")):
        with pytest.raises(SealBroken):
            other.unseal("admin-totp", context, sealed)
    with pytest.raises(SealBroken):
        key.unseal("admin-totp", "A", sealed, "0" * 16)


@pytest.mark.parametrize("text", ["", " ", "a b", "a\x00b", "x" * 65, "\u202e"])
def test_what_is_no_login(text: str) -> None:
    with pytest.raises(ValueError, match="login"):
        login_of(text)


def test_a_password_is_one_however_its_letters_are_composed() -> None:
    assert checked_password("de\u0301but d’une phrase", "lea") == checked_password(
        "d\u00e9but d’une phrase", "lea"
    )


def test_a_name_is_shown_on_one_line_and_turns_nothing_around() -> None:
    assert shown_name("a\u202eb\n<i>\x00 c") == "a b <i> c"
    assert len(shown_name("x" * 10_000)) == 100
