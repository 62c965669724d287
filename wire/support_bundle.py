"""A support bundle as it travels: for which key it is sealed, and what it may weigh.

The first line says what it is, the second for which key (``wire.sealing.key_id``); the rest is
sealed by HPKE, and holds a tar of what the kiosk says of itself. Nothing of a person is in it.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from wire.base import Request, Slug
from wire.configuration import StaffRole
from wire.constraints import Base64

BUNDLE_HEAD = b"borne support bundle 1\n"
MAX_BUNDLE_BYTES = 2_000_000
_KEY_ID_LENGTH = 16


@dataclass(frozen=True, slots=True, repr=False)
class SupportBundleSent(Request):
    """``POST /v1/support-bundles``: one that staff at the kiosk send to who helps with kiosks.
    Central does not open it, and keeps one that comes twice once. ``deed``: the id (UUIDv7) that
    was minted when ``staff`` touched the button, as the audit has it."""

    deed: UUID
    staff: Slug
    role: StaffRole
    bundle: Annotated[bytes, Base64(MAX_BUNDLE_BYTES)]


class NoBundle(ValueError):
    """What was given is none, or of a later release."""


@dataclass(frozen=True, slots=True)
class SupportBundle:
    key_id: str
    sealed: bytes

    def written(self) -> bytes:
        return BUNDLE_HEAD + self.key_id.encode("ascii") + b"\n" + self.sealed


def read_bundle(content: bytes) -> SupportBundle:
    """Raises NoBundle."""
    rest = content.removeprefix(BUNDLE_HEAD)
    key_id, line_end, sealed = rest.partition(b"\n")
    if rest == content or not line_end or len(key_id) != _KEY_ID_LENGTH or not key_id.isalnum():
        raise NoBundle
    return SupportBundle(key_id.decode("ascii", "replace"), sealed)
