"""The personal code: right, wrong, three times wrong, in parallel, and without an account."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select

from central.crypto.hashing import CodeHasher, HashCost
from central.crypto.keys import Keys
from central.rights.accounts import Try
from central.rights.sessions import person_digests
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
@pytest.mark.parametrize(
    "code", ["123", "1" * 65, "12\t4", "e\u0301te", "\u0301ete", "", 1234, None]
)
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
    camille = person_digests(world.container.keys, PEOPLE["camille-martin"].id)
    account = world.container.accounts.count_try(camille, "demo", world.clock.now())
    assert isinstance(account, Try)
    assert account.code_hash is not None
    assert world.container.hasher.verify(account.code_hash, "2580")
    assert not CodeHasher(HashCost(1, 8, 1), Keys(b"k" * 32)).verify(account.code_hash, "2580")
    with pytest.raises(VerificationError):
        PasswordHasher().verify(account.code_hash, "2580")
    assert account.code_hash not in repr(account)


LETTERS = "maud-negatif"
"""Somebody whose code has letters and signs."""


@pytest.mark.any_store
def test_a_code_with_letters_and_signs_opens_the_account(world: World) -> None:
    code = PEOPLE[LETTERS].code
    assert code is not None
    assert not code.isalnum()
    world.kiosk.log_in(LETTERS)
    assert world.kiosk.rights()["assure"]["prenom"] == "Maud"


@pytest.mark.parametrize(
    "change", [str.lower, str.upper, lambda code: code + " ", lambda code: " " + code]
)
def test_a_code_is_neither_trimmed_nor_folded(kiosk: Kiosk, change: Callable[[str], str]) -> None:
    kiosk.open(LETTERS)
    assert kiosk.code(change(str(PEOPLE[LETTERS].code)))["outcome"] == "wrong"


def test_no_answer_tells_which_alphabet_an_account_uses(world: World) -> None:
    """Of somebody with digits, with letters, and without a code: opening and wrong codes alike."""
    told = []
    for slug in ("sophie-leroy", LETTERS, "paul-lefebvre"):
        opened = world.kiosk.open(slug)
        opened = {name: said for name, said in opened.items() if name not in ("token", "account")}
        told.append([opened, *(world.kiosk.code(wrong) for wrong in ("0000", "Zero?", "a" * 64))])
    assert told[0] == told[1] == told[2]
    assert [each["outcome"] for each in told[0]] == ["opened", "wrong", "wrong", "suspended"]


def test_neither_the_work_nor_what_is_kept_tells_a_long_code_from_a_short_one(monkeypatch) -> None:
    hasher = CodeHasher(HashCost(1, 8, 1), Keys(b"k" * 32))
    worked: list[str] = []
    plain = PasswordHasher.verify

    def verify(self: PasswordHasher, code_hash: str, keyed: str) -> bool:
        worked.append(keyed)
        return plain(self, code_hash, keyed)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    for code in ("2580", "Soleil@2026", "é" * 64):
        kept = hasher.hash(code)
        assert len(kept) == len(hasher.hash("0000"))
        assert hasher.verify(kept, code)
        assert not hasher.verify(kept, code[:-1])
    assert len({len(keyed) for keyed in worked}) == 1
    assert len(worked) == 6


def test_audit_and_logs_say_the_same_of_either_alphabet(world: World) -> None:
    for slug in ("sophie-leroy", LETTERS):
        world.kiosk.open(slug)
        world.kiosk.code("Zero?")
        world.kiosk.code(str(PEOPLE[slug].code))
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    acts = [(row.act, row.outcome) for row in rows]
    assert acts[: len(acts) // 2] == acts[len(acts) // 2 :]
