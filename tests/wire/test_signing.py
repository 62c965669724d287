"""A signature says which bytes, by which key, for which purpose: nothing else passes for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from wire.signed import MAX_SIGNED_BYTES, SignedBody, SignedDocument
from wire.signing import (
    NotGenuine,
    TooLargeToSign,
    canonical_json,
    document_digest,
    sign,
    signing_key_id,
    verified,
)

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
KEYS = {signing_key_id(KEY.public_key()): KEY.public_key()}
ISSUED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BODY = SignedBody(
    purpose="configuration",
    caisse="cpam-750",
    kiosk="borne-07",
    version=7,
    issued_at=ISSUED,
    not_after=ISSUED + timedelta(days=90),
    content={"phone": "36 46", "agent_where": {"fr": "À l’accueil"}},
)

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii")), inner, max_size=4)
    ),
    max_leaves=12,
)


def by_hand(body: bytes) -> SignedDocument:
    """Signed by the right key, whatever it says."""
    signature = KEY.sign(b"borne signed document 1\n" + body)
    return SignedDocument(body, signing_key_id(KEY.public_key()), signature)


def test_what_was_signed_is_read_again() -> None:
    assert verified(sign(BODY, KEY), KEYS) == BODY


def test_the_signed_form_is_fixed_for_good() -> None:
    """Kiosks of this release verify what a later central signs, and the other way round."""
    document = sign(BODY, KEY)
    assert (
        document.body
        == (
            '{"caisse":"cpam-750","content":{"agent_where":{"fr":"À l’accueil"},"phone":"36 46"},'
            '"issued_at":"2026-11-22T09:30:00.000000+00:00","kiosk":"borne-07",'
            '"not_after":"2027-02-20T09:30:00.000000+00:00","purpose":"configuration","version":7}'
        ).encode()
    )
    assert document.key_id == "34750f98bd59fcfc"
    assert document_digest(document)[:8] == document_digest(by_hand(document.body))[:8]


def test_another_key_is_none_of_ours() -> None:
    assert verified(sign(BODY, OTHER), KEYS) is NotGenuine.UNKNOWN_KEY


def test_a_foreign_signature_under_our_keys_name_is_found_out() -> None:
    forged = replace(sign(BODY, OTHER), key_id=signing_key_id(KEY.public_key()))
    assert verified(forged, KEYS) is NotGenuine.WRONG_SIGNATURE


@given(st.data())
def test_no_byte_can_change(data) -> None:
    document = sign(BODY, KEY)
    at = data.draw(st.integers(0, len(document.body) - 1))
    other = data.draw(st.integers(1, 255))
    body = bytearray(document.body)
    body[at] ^= other
    assert verified(replace(document, body=bytes(body)), KEYS) is NotGenuine.WRONG_SIGNATURE


def test_our_keys_signature_under_something_else_is_none_under_a_document() -> None:
    document = sign(BODY, KEY)
    assert (
        verified(replace(document, signature=KEY.sign(document.body)), KEYS)
        is NotGenuine.WRONG_SIGNATURE
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"version": 1}',
        sign(BODY, KEY).body.replace(b'"version":7', b'"version":0'),
        sign(BODY, KEY).body.replace(b'"version":7', b'"version":7.5'),
        sign(BODY, KEY).body.replace(b'"version":7', b'"version":7,"version":8'),
        sign(BODY, KEY).body.replace(b",", b", "),
        sign(BODY, KEY).body.replace(b"2026-11-22", b"0001-01-01"),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_signed_body_that_reads_in_no_way_or_in_two_is_malformed(body: bytes) -> None:
    assert verified(by_hand(body), KEYS) is NotGenuine.MALFORMED


def test_a_later_centrals_field_beside_ours_is_passed_over() -> None:
    body = sign(BODY, KEY).body.replace(b'"version":7', b'"version":7,"zone":"later"')
    assert verified(by_hand(body), KEYS) == BODY


def test_what_no_exchange_could_carry_is_not_signed() -> None:
    with pytest.raises(TooLargeToSign):
        sign(replace(BODY, content={"x": "x" * MAX_SIGNED_BYTES}), KEY)


@given(plain)
def test_there_is_one_form(value) -> None:
    assert canonical_json(value) == canonical_json(value)
    if isinstance(value, dict):
        turned = dict(reversed(value.items()))
        assert canonical_json(turned) == canonical_json(value)


@pytest.mark.parametrize("value", [1.5, float("nan"), {"é": 1}, {1: 1}, "\ud800", b"x", [{1.0: 2}]])
def test_what_others_might_write_differently_has_no_form(value) -> None:
    with pytest.raises(ValueError):
        canonical_json(value)
