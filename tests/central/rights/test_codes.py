"""The personal code: right, wrong, three times wrong, in parallel, and without an account."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select

from central.crypto.hashing import CodeHasher, HashCost
from central.crypto.keys import Keys
from central.rights.accounts import Try
from central.rights.sessions import person_digest
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import AccountRow
from tests.central.rights.test_sessions import slug_of
from tests.central.world import PEOPLE, Kiosk, World


def test_right_code_gives_a_new_token_and_voids_the_old(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    old = kiosk.citizen
    answer = kiosk.code("2580")
    assert answer["outcome"] == "accepted"
    assert 0 < answer["expires_in_s"] <= 300
    assert kiosk.rights()["assure"]["prenom"] == "Camille"
    kiosk.citizen = old
    assert slug_of(kiosk.call("GET", "/v1/rights")) == "session-lost"


def test_right_code_forgives_the_wrong_ones_before(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    for _ in range(3):
        assert kiosk.code("1111")["tries_left"] == 2
        assert kiosk.code("1111")["tries_left"] == 1
        assert kiosk.code("2580")["outcome"] == "accepted"


@pytest.mark.parametrize("slug", ["paul-lefebvre", "ines-moreau", "noe-rossi"])
def test_without_a_code_every_code_is_wrong_and_counts(kiosk: Kiosk, slug: str) -> None:
    kiosk.open(slug)
    assert kiosk.code("2580") == {"outcome": "wrong", "tries_left": 2}
    assert kiosk.code("2580") == {"outcome": "wrong", "tries_left": 1}
    assert kiosk.code("2580") == {"outcome": "suspended"}
    assert kiosk.open(slug)["account"] == "suspendu"


def test_code_of_another_person_is_wrong(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    assert kiosk.code(str(PEOPLE["sophie-leroy"].code))["outcome"] == "wrong"


def test_parallel_guesses_buy_no_more_tries(world: World) -> None:
    world.kiosk.open("camille-martin")

    def guess(code: int):
        asked = {"kind": "personal", "code": f"{code:04d}"}
        return world.kiosk.call("POST", "/v1/citizen-sessions/code", asked).json()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(12)))
    assert sum(answer["outcome"] == "wrong" for answer in answers) == 2
    assert sum(answer["outcome"] == "suspended" for answer in answers) == 10


def test_first_parallel_guesses_of_an_absent_account(world: World) -> None:
    world.kiosk.open("paul-lefebvre")
    asked = {"kind": "personal", "code": "4321"}
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda _: world.kiosk.call("POST", "/v1/citizen-sessions/code", asked).json(),
                range(6),
            )
        )
    assert sum(answer["outcome"] == "wrong" for answer in answers) == 2


@pytest.mark.any_store
def test_code_checks_are_limited_per_kiosk(make_world) -> None:
    kiosk = make_world(limits={"codes_per_kiosk": 1}).kiosk
    kiosk.open("camille-martin")
    kiosk.code("0000")
    response = kiosk.call("POST", "/v1/citizen-sessions/code", {"kind": "personal", "code": "0000"})
    assert slug_of(response) == "too-many-requests"


@pytest.mark.any_store
@pytest.mark.parametrize("code", ["123", "1" * 14, "12a4", "", 1234, None, "١٢٣٤"])
def test_what_is_no_code_is_refused_and_not_counted(world: World, code) -> None:
    world.kiosk.open("camille-martin")
    response = world.kiosk.call(
        "POST", "/v1/citizen-sessions/code", {"kind": "personal", "code": code}
    )
    assert (response.status_code, slug_of(response)) == (422, "invalid-request")
    assert world.kiosk.code("0000")["tries_left"] == 2


def test_stored_hash_is_argon2id(world: World) -> None:
    with transaction(world.container.engine) as db:
        hashes = db.scalars(select(AccountRow.code_hash).where(AccountRow.code_hash.is_not(None)))
        assert all(str(found).startswith("$argon2id$") for found in hashes)


def test_absent_account_costs_the_same_work(monkeypatch) -> None:
    hasher = CodeHasher(HashCost(1, 8, 1), Keys(b"k" * 32))
    hasher.prepare()
    worked: list[str] = []

    def matches(code_hash: str, code: str) -> bool:
        worked.append(code_hash)
        return True

    monkeypatch.setattr(hasher, "_matches", matches)
    assert hasher.verify(None, "2580") is False
    assert len(worked) == 1
    assert worked[0].startswith("$argon2id$")


def test_audit_tells_the_visit_and_nobody(world: World) -> None:
    visit = "0190f0f0-0000-7000-8000-000000000001"
    world.kiosk.open("camille-martin", session=visit)
    world.kiosk.code("0000")
    world.kiosk.code("2580")
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [(row.act, row.outcome) for row in rows] == [
        ("open", "opened"), ("code", "wrong"), ("code", "accepted"),
    ]  # fmt: skip
    assert {str(row.visit) for row in rows} == {visit}


def test_a_copy_of_the_store_without_the_server_key_gives_no_code_away(world: World) -> None:
    camille = person_digest(world.container.keys, PEOPLE["camille-martin"].id)
    account = world.container.accounts.count_try(camille, "demo", world.clock.now())
    assert isinstance(account, Try)
    assert account.code_hash is not None
    assert world.container.hasher.verify(account.code_hash, "2580")
    assert not CodeHasher(HashCost(1, 8, 1), Keys(b"k" * 32)).verify(account.code_hash, "2580")
    with pytest.raises(VerificationError):
        PasswordHasher().verify(account.code_hash, "2580")
    assert account.code_hash not in repr(account)
