"""What central signs for one kiosk: the envelope, and what every signed body says of itself.

Apart from ``signing``, so that who only passes an envelope on loads no cryptography.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from wire.base import Answer, KeyId, KioskId, Slug
from wire.constraints import Base64, Number
from wire.moments import Moment

MAX_SIGNED_BYTES = 131_072
"""Of a body, a logo in it included: as base 64 it leaves an exchange room for a whole batch."""
SIGNATURE_BYTES = 64
CONFIGURATION_PURPOSE = "configuration"

DocumentVersion = Annotated[int, Number(1, 2**53 - 1)]
"""Grows with each document for a kiosk, whatever its clocks say; a number that JSON holds."""


@dataclass(frozen=True, slots=True, repr=False)
class SignedDocument(Answer):
    """``body``: a ``SignedBody`` as canonical JSON, whose bytes are what is signed. ``signature``:
    Ed25519 (RFC 8032), by the key of this id."""

    body: Annotated[bytes, Base64(MAX_SIGNED_BYTES)]
    key_id: KeyId
    signature: Annotated[bytes, Base64(SIGNATURE_BYTES)]


@dataclass(frozen=True, slots=True, repr=False)
class SignedBody(Answer):
    """For which purpose, for which kiosk of which caisse: inside what is signed, so that nothing
    signed for one serves another. ``not_after``: from then on nobody takes it up any more."""

    purpose: Slug
    caisse: Slug
    kiosk: KioskId
    version: DocumentVersion
    issued_at: Moment
    not_after: Moment
    content: Mapping[str, Any]
