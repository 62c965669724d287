"""How a kiosk hears of a key that takes the place of another: a statement that the signer's key in
use makes of the next one, or of the key that requests are sealed for.

A statement travels as a ``SignedDocument``, signed under a context of its own: nothing that is
signed for a kiosk is one. ``endorsing`` makes and checks them.
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Literal

from wire.base import Answer, KeyId, Slug
from wire.constraints import Base64, Items, Number
from wire.moments import Moment
from wire.signed import SignedDocument

PUBLIC_KEY_BYTES = 32
MAX_ENDORSEMENTS = 16
"""In one answer: the next exchange brings more."""
MAX_STATEMENTS = 4_096
"""In a file: a key a week for forty years."""

KeyUse = Literal["signing", "intake"]
PublicKeyBytes = Annotated[bytes, Base64(PUBLIC_KEY_BYTES)]
KeyIds = Annotated[tuple[KeyId, ...], Items(most=8)]


@dataclass(frozen=True, slots=True, repr=False)
class KeyEndorsement(Answer):
    """``key``: Ed25519 of the next signer, or X25519 that requests are sealed for. ``former``: the
    id of the signer's key that says so. ``number`` grows over all that one signer ever endorsed.
    ``through``: the newest version that ``former`` has signed until then, where ``key`` takes its
    place; 0 where none of it is to be taken up any more."""

    use: KeyUse
    caisse: Slug
    former: KeyId
    number: Annotated[int, Number(1, 2**31 - 1)]
    key: PublicKeyBytes
    issued_at: Moment
    through: Annotated[int, Number(0, 2**53 - 1)] = 0


@dataclass(frozen=True, slots=True, repr=False)
class KeyChain(Answer):
    """What was endorsed, the oldest first, as it lies in a file. ``first``: the key that the chain
    begins with; None where that is known from elsewhere."""

    endorsements: Annotated[tuple[SignedDocument, ...], Items(most=MAX_STATEMENTS)] = ()
    first: PublicKeyBytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KnownKeys(Answer):
    """Which keys a kiosk goes by, by their ids. ``signing``: those whose signature it takes up;
    ``intake``: the one it seals for; ``authorities``: those it believes a server of."""

    signing: KeyIds = ()
    intake: KeyId | None = None
    authorities: KeyIds = ()


def public_key_id(raw: bytes) -> str:
    """How a public key of either sort is named on the wire: 16 hex digits."""
    return hashlib.sha256(raw).hexdigest()[:16]
