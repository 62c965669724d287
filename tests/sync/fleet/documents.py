"""What central signs for the kiosk of these tests, as it should be unless a test says otherwise."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.sync.fleet.pinned import Pinned, pin
from kiosk.sync.fleet.trial import HeldVersion
from wire.signed import SignedBody, SignedDocument
from wire.signing import document_digest, sign

KEY, FOREIGN = (
    Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name).digest())
    for name in (b"central's", b"somebody's")
)
PINNED = pin("cpam-000", "borne-07", KEY.public_key())


def pinned() -> Pinned:
    """As the fleet's parts ask for it, each time anew."""
    return PINNED


ISSUED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LIFETIME = timedelta(days=90)


def document(
    version: int = 1,
    content: Any = None,
    *,
    key: Ed25519PrivateKey = KEY,
    issued_at: datetime = ISSUED,
    **other: Any,
) -> SignedDocument:
    said: dict[str, Any] = {
        "purpose": "configuration",
        "caisse": PINNED.caisse,
        "kiosk": PINNED.kiosk,
        "version": version,
        "issued_at": issued_at,
        "not_after": issued_at + LIFETIME,
        "content": {"phone": f"36 {version}"} if content is None else content,
    }
    return sign(SignedBody(**(said | other)), key)


def held(version: int = 1) -> HeldVersion:
    return HeldVersion(version, document_digest(document(version)))
