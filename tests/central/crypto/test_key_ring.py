"""The ring of server keys: its file, its turns, and what each key made after any of them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.crypto.digests import ServerKeyUnknown, key_id_of
from central.crypto.key_ring import KeyRing, KeyRingRefused
from central.crypto.keys import Keys
from central.crypto.narrow_keys import AuditKey, CheckKey
from central.runtime.chance import SystemChance
from tests.central.world import MORNING, SERVER_KEY
from wire.sealing import SealBroken

CHANCE = SystemChance()
OLD = KeyRing.of_one(SERVER_KEY.encode())


def turned(ring: KeyRing, times: int = 1) -> KeyRing:
    for _ in range(times):
        ring = ring.prepared(CHANCE.bytes(32), MORNING).used(MORNING)
    return ring


def test_a_key_of_before_ids_makes_what_it_made() -> None:
    made = Keys(OLD).digest("person", "1", "2")
    assert made == Keys(SERVER_KEY.encode()).digest("person", "1", "2")
    assert (len(made), key_id_of(made)) == (64, None)


def test_what_a_new_key_makes_bears_its_id_and_is_no_longer_than_before() -> None:
    ring = KeyRing.of_one(CHANCE.bytes(32), MORNING)
    made = Keys(ring).digest("person", "1", "2")
    assert key_id_of(made) == ring.current.id
    assert len(made) <= 64
    assert Keys(ring).seal(CHANCE, "t", "c", b"x").startswith(f"key:{ring.current.id}:".encode())


def test_the_file_holds_the_ring_and_one_of_the_release_before_is_read() -> None:
    ring = turned(OLD, 2).prepared(CHANCE.bytes(32), MORNING)
    assert KeyRing.of_text(ring.text) == ring
    assert KeyRing.of_text(SERVER_KEY.encode() + b"\n") == OLD
    assert SERVER_KEY not in repr(ring)


@pytest.mark.parametrize("length", [0, 10, 31, 200, -20, -3])
def test_a_key_file_written_by_halves_is_no_key(length: int) -> None:
    text = turned(OLD).text
    with pytest.raises(ValueError, match=r"needs at least 32 bytes|damaged|written by halves"):
        KeyRing.of_text(text[:length])


def test_a_ring_whose_keys_are_not_those_of_its_ids_is_damaged() -> None:
    ring = turned(OLD)
    spoilt = ring.text.replace(ring.current.secret.hex().encode(), b"0" * 64)
    with pytest.raises(ValueError, match="damaged"):
        KeyRing.of_text(spoilt)
    two_current = ring.text.replace(b'"former"', b'"current"')
    with pytest.raises(ValueError, match="one is current"):
        KeyRing.of_text(two_current)


def test_what_cannot_be_is_refused() -> None:
    prepared = OLD.prepared(CHANCE.bytes(32), MORNING)
    with pytest.raises(KeyRingRefused, match="prepared already"):
        prepared.prepared(CHANCE.bytes(32), MORNING)
    with pytest.raises(KeyRingRefused, match="no key is prepared"):
        OLD.used(MORNING)
    with pytest.raises(KeyRingRefused, match="the current key"):
        OLD.without(OLD.current.id)
    with pytest.raises(KeyRingRefused, match="no such key"):
        OLD.without("00000000")


def test_an_unknown_id_is_neither_wrong_nor_broken() -> None:
    new, old = Keys(turned(OLD)), Keys(OLD)
    made, sealed = new.digest("content", "x"), new.seal(CHANCE, "token", "here", b"x")
    with pytest.raises(ServerKeyUnknown):
        old.made(made, "content", "x")
    with pytest.raises(ServerKeyUnknown):
        old.unseal("token", "here", sealed)
    with pytest.raises(SealBroken):
        new.unseal("another token", "here", sealed)


def test_what_only_looks_like_a_name_is_no_unknown_key() -> None:
    for made_up in (b"", b"key:", b"key:ABCDEFGH:xxxxxxxxxxxxxxxxxxxxxxxxxxxx", b"x" * 60):
        with pytest.raises(SealBroken):
            Keys(OLD).unseal_alone("session-reference", "here", made_up)


def test_the_narrow_keys_know_what_the_ring_made_and_go_as_text() -> None:
    ring = turned(OLD, 2)
    old, new = Keys(OLD), Keys(ring)
    check = CheckKey.of_text(new.check_key.text.encode())
    for paper in (old, new):
        assert check.is_subject(paper.check_key.subject("c", "n", "d"), "c", "n", "d")
        assert not check.is_subject(paper.check_key.subject("c", "n", "d"), "c", "m", "d")
    assert CheckKey.of_text(old.check_key.text.encode()).text == old.check_key.text
    audit = AuditKey.of_text(new.audit_key.text.encode())
    assert audit.chain.made(old.audit_key.chain.digest("a"), "a")
    assert audit.persons.digest("a") == new.audit_key.persons.digest("a")
    for wrong in (b"", b"ab", b"xyz", b"12345678:" + b"0" * 63, audit.text.encode()[:-2]):
        with pytest.raises(ValueError, match="no key of the audit"):
            AuditKey.of_text(wrong)


@given(st.lists(st.sampled_from(["prepare", "use", "retire next", "write"]), max_size=12))
def test_after_any_turns_all_that_was_made_is_found_checked_and_opened(turns: list[str]) -> None:
    ring, made = OLD, [(Keys(OLD).digest("person", "p"), _sealed(OLD))]
    for count, turn in enumerate(turns):
        now = MORNING + timedelta(days=count)
        try:
            match turn:
                case "prepare":
                    ring = ring.prepared(CHANCE.bytes(32), now)
                case "use":
                    ring = ring.used(now)
                case "retire next":
                    ring = ring.without(ring.keys[-1].id) if ring.following else ring
                case _:
                    made.append((Keys(ring).digest("person", "p"), _sealed(ring)))
        except KeyRingRefused:
            continue
        ring = KeyRing.of_text(ring.text)
        keys = Keys(ring)
        names = keys.digests("person", "p")
        assert names.current == keys.digest("person", "p")
        for digest, sealed in made:
            assert digest in names.names
            assert keys.made(digest, "person", "p")
            assert not keys.made(digest, "person", "q")
            assert keys.unseal_alone("session-reference", "here", sealed) == b"x"


def _sealed(ring: KeyRing) -> bytes:
    return Keys(ring).seal_alone(CHANCE, "session-reference", "here", b"x")
