"""The seal of an action's body: HPKE (RFC 9180), X25519, HKDF-SHA256, AES-256-GCM.

Kept apart from the messages, so that kiosk-ui, which seals nothing, loads no cryptography.
"""

import hashlib
import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from wire.codec import Codec
from wire.support_bundle import BUNDLE_HEAD, SupportBundle
from wire.sync import ItemHeader

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_CONTEXT = b"borne action 1\n"
_HEADER: Codec[ItemHeader] = Codec(ItemHeader)


class SealBroken(Exception):
    """The sealed bytes were made for another key or another context, or are damaged."""


def key_id(public: X25519PublicKey) -> str:
    """How a public key is named on the wire: 16 hex digits."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def canonical(header: ItemHeader) -> bytes:
    """The header in one form only: sorted keys, times in UTC to the microsecond. What is not there
    stands not in it, so that a field added later breaks no older seal."""
    plain = _HEADER.plain(header) | {
        "created_at": header.created_at.isoformat(timespec="microseconds"),
        "expires_at": header.expires_at.isoformat(timespec="microseconds"),
    }
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def seal(body: bytes, header: ItemHeader, public: X25519PublicKey) -> bytes:
    """The body for the holder of the private key alone, bound to ``header``. Each call gives other
    bytes: an action is sealed once and never again."""
    return _SUITE.encrypt(body, public, _CONTEXT + canonical(header))


def unseal(sealed: bytes, header: ItemHeader, private: X25519PrivateKey) -> bytes:
    """The body; raises SealBroken."""
    try:
        return _SUITE.decrypt(sealed, private, _CONTEXT + canonical(header))
    except (InvalidTag, ValueError):
        raise SealBroken from None


def seal_bundle(content: bytes, public: X25519PublicKey) -> SupportBundle:
    """For the holder of the fleet's support key alone."""
    id_ = key_id(public)
    return SupportBundle(id_, _SUITE.encrypt(content, public, BUNDLE_HEAD + id_.encode("ascii")))


def open_bundle(bundle: SupportBundle, private: X25519PrivateKey) -> bytes:
    """What is in it; raises SealBroken."""
    context = BUNDLE_HEAD + bundle.key_id.encode("ascii")
    try:
        return _SUITE.decrypt(bundle.sealed, private, context)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
