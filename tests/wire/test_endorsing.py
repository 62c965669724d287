"""Who signs next is said by who signs now: no gap, no way back, nobody else."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from wire.endorsement import KeyEndorsement, KeyUse, public_key_id
from wire.endorsing import KeyTrust, NotTaken, endorse, take, take_all
from wire.signed import SignedBody, SignedDocument
from wire.signing import NotGenuine, sign, signing_key_id, verified

CAISSE = "cpam-000"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEYS = [Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([n])).digest()) for n in range(6)]
INTAKE = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"intake").digest()).public_key()
BEGUN = KeyTrust.beginning(CAISSE, (KEYS[0].public_key(),))


def id_of(key: Ed25519PrivateKey) -> str:
    return signing_key_id(key.public_key())


def said(
    by: Ed25519PrivateKey,
    key: bytes,
    number: int,
    *,
    use: KeyUse = "signing",
    caisse: str = CAISSE,
    through: int = 10,
    at: datetime = AT,
) -> SignedDocument:
    return endorse(KeyEndorsement(use, caisse, id_of(by), number, key, at, through), by)


def link(former: int, number: int | None = None, **other: object) -> SignedDocument:
    """That the key after this one takes its place."""
    raw = KEYS[former + 1].public_key().public_bytes_raw()
    return said(KEYS[former], raw, number or former + 1, **other)  # type: ignore[arg-type]


LINKS = [link(n) for n in range(5)]


def test_the_next_key_counts_and_the_one_before_up_to_its_last_version() -> None:
    found = take(BEGUN, LINKS[0])
    assert isinstance(found, KeyTrust)
    assert list(found.current) == [id_of(KEYS[1])]
    former = found.former[id_of(KEYS[0])]
    assert (former.through, former.replaced_at) == (10, AT)
    assert set(found.all_keys) == {id_of(KEYS[0]), id_of(KEYS[1])}
    assert found.taken == (LINKS[0],)


def test_who_missed_three_rotations_walks_the_chain() -> None:
    assert list(take_all(BEGUN, LINKS[:3]).current) == [id_of(KEYS[3])]


def test_two_rotations_at_once_are_two_links() -> None:
    assert list(take_all(BEGUN, LINKS[:2]).current) == [id_of(KEYS[2])]


def test_an_endorsement_signed_by_an_unpinned_key() -> None:
    assert take(BEGUN, LINKS[1]) is NotTaken.UNKNOWN_KEY


def test_a_forged_chain_with_a_gap() -> None:
    assert list(take_all(BEGUN, [LINKS[0], LINKS[2], LINKS[3]]).current) == [id_of(KEYS[1])]


def test_an_endorsement_of_another_caisse() -> None:
    assert take(BEGUN, link(0, caisse="cpam-999")) is NotTaken.OTHER_CAISSE


def test_a_replayed_older_number() -> None:
    further = take_all(BEGUN, LINKS[:2])
    for each in LINKS[:2]:
        assert take(further, each) is NotTaken.OLDER
    intake = INTAKE.public_bytes_raw()
    assert take(further, said(KEYS[2], intake, 2, use="intake")) is NotTaken.OLDER


def test_a_former_key_names_no_other_successor() -> None:
    other = said(KEYS[0], KEYS[5].public_key().public_bytes_raw(), 9)
    assert take(take_all(BEGUN, LINKS[:1]), other) is NotTaken.OLDER


def test_what_was_put_away_comes_not_back() -> None:
    further = take_all(BEGUN, LINKS[:2])
    back = said(KEYS[2], KEYS[0].public_key().public_bytes_raw(), 9)
    assert take(further, back) is NotTaken.MALFORMED
    itself = said(KEYS[2], KEYS[2].public_key().public_bytes_raw(), 9)
    assert take(further, itself) is NotTaken.MALFORMED


def test_a_changed_statement() -> None:
    wrong = replace(LINKS[0], body=LINKS[0].body.replace(b'"through":10', b'"through":99'))
    assert take(BEGUN, wrong) is NotTaken.WRONG_SIGNATURE


@pytest.mark.parametrize("key", [b"", b"short"])
def test_a_key_that_is_none(key: bytes) -> None:
    assert take(BEGUN, said(KEYS[0], key, 1)) is NotTaken.MALFORMED


def test_a_statement_that_names_another_former_key_than_its_own() -> None:
    statement = KeyEndorsement("signing", CAISSE, id_of(KEYS[3]), 1, b"k" * 32, AT)
    assert take(BEGUN, endorse(statement, KEYS[0])) is NotTaken.MALFORMED


def test_a_configuration_is_no_endorsement_nor_the_other_way_round() -> None:
    body = SignedBody("configuration", CAISSE, "k-1", 1, AT, AT + timedelta(days=1), {})
    assert take(BEGUN, sign(body, KEYS[0])) is NotTaken.WRONG_SIGNATURE
    keys = {id_of(KEYS[0]): KEYS[0].public_key()}
    assert verified(LINKS[0], keys) is NotGenuine.WRONG_SIGNATURE


def test_what_to_seal_for_is_said_by_who_signs_now() -> None:
    raw = INTAKE.public_bytes_raw()
    found = take(take_all(BEGUN, LINKS[:1]), said(KEYS[1], raw, 7, use="intake"))
    assert isinstance(found, KeyTrust)
    assert found.intake is not None
    assert public_key_id(found.intake.public_bytes_raw()) == public_key_id(raw)
    assert (list(found.current), found.number) == ([id_of(KEYS[1])], 7)
    former = said(KEYS[0], raw, 8, use="intake")
    assert take(found, former) is NotTaken.OLDER


def test_of_two_that_were_pinned_the_one_that_spoke_signs_on_for_a_while() -> None:
    both = KeyTrust.beginning(CAISSE, (KEYS[1].public_key(), KEYS[0].public_key()))
    found = take_all(both, LINKS[:2])
    assert list(found.current) == [id_of(KEYS[2])]
    assert {id_: each.through for id_, each in found.former.items()} == {
        id_of(KEYS[0]): 10,
        id_of(KEYS[1]): 10,
    }


@given(st.lists(st.sampled_from(LINKS), max_size=12))
def test_in_whatever_order_and_however_often_they_come_nobody_skips_one(
    told: list[SignedDocument],
) -> None:
    found = take_all(BEGUN, told)
    length = len(found.taken)
    assert list(found.taken) == LINKS[:length]
    assert list(found.current) == [id_of(KEYS[length])]
