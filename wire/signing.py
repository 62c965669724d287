"""Signing what central tells a kiosk, and finding out whether it is central that speaks: Ed25519.

Kept apart from the messages, as ``sealing`` is.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wire import strict_json
from wire.codec import Malformed, codec_of
from wire.signed import MAX_SIGNED_BYTES, SignedBody, SignedDocument

_CONTEXT = b"borne signed document 1\n"
"""Goes before the body: the key's signature under anything else is none under a document."""


class TooLargeToSign(ValueError):
    """The body has more than MAX_SIGNED_BYTES."""


class NotGenuine(StrEnum):
    """Why a document is not to be believed, however well it reads."""

    UNKNOWN_KEY = "unknown-key"
    WRONG_SIGNATURE = "wrong-signature"
    MALFORMED = "malformed"
    """Signed, and no body in the one form that there is: a bug at central."""


def signing_key_id(public: Ed25519PublicKey) -> str:
    """How a public key is named on the wire: 16 hex digits."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def canonical_json(plain: Any) -> bytes:
    """A value of JSON in one form only: that of RFC 8785, for what has ASCII names and no fractions
    in it. Raises ValueError for anything else, which other hands would write differently."""
    _check_form(plain)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def canonical_body(body: SignedBody) -> bytes:
    """The bytes that are signed: times in UTC to the microsecond."""
    plain = codec_of(SignedBody).plain(body)
    return canonical_json(
        plain | {"issued_at": _time(body.issued_at), "not_after": _time(body.not_after)}
    )


def sign(body: SignedBody, private: Ed25519PrivateKey) -> SignedDocument:
    """Raises TooLargeToSign."""
    said = canonical_body(body)
    if len(said) > MAX_SIGNED_BYTES:
        raise TooLargeToSign
    return sign_text(said, private, _CONTEXT)


def sign_text(said: bytes, private: Ed25519PrivateKey, context: bytes) -> SignedDocument:
    """``context`` goes before it, and is another one for each sort of text."""
    return SignedDocument(
        body=said,
        key_id=signing_key_id(private.public_key()),
        signature=private.sign(context + said),
    )


def verified(
    document: SignedDocument, keys: Mapping[str, Ed25519PublicKey]
) -> SignedBody | NotGenuine:
    """The body, where one of ``keys`` (by their ids) has signed it. Whether it is meant for the one
    who asks, and still holds, stands in the body and is for the caller to judge."""
    plain = verified_plain(document, keys, _CONTEXT)
    if isinstance(plain, NotGenuine):
        return plain
    try:
        return codec_of(SignedBody).of_plain(plain)
    except Malformed:
        return NotGenuine.MALFORMED


def verified_plain(
    document: SignedDocument, keys: Mapping[str, Ed25519PublicKey], context: bytes
) -> Any:
    """The value that one of ``keys`` has signed in its one form, or NotGenuine."""
    key = keys.get(document.key_id)
    if key is None:
        return NotGenuine.UNKNOWN_KEY
    try:
        key.verify(document.signature, context + document.body)
    except InvalidSignature:
        return NotGenuine.WRONG_SIGNATURE
    try:
        plain = strict_json.loads(document.body)
        return plain if canonical_json(plain) == document.body else NotGenuine.MALFORMED
    except ValueError:
        return NotGenuine.MALFORMED


def document_digest(document: SignedDocument) -> str:
    """By which both ends call a document: SHA-256 of what is signed."""
    return hashlib.sha256(document.body).hexdigest()


def _time(time: datetime) -> str:
    return time.isoformat(timespec="microseconds")


def _check_form(plain: Any) -> None:
    match plain:
        case None | bool() | int():
            return
        case str():
            plain.encode()  # a lone surrogate is no text
        case list() | tuple():
            for each in plain:
                _check_form(each)
        case dict():
            for name, value in plain.items():
                if not (isinstance(name, str) and name.isascii()):
                    raise ValueError("names are ASCII")
                _check_form(value)
        case _:
            raise ValueError(f"no form for a {type(plain).__name__}")
