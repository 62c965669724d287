"""Whose signature counts on this kiosk: pinned when it was enrolled, and changed by nobody who only
gives it certificates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.sync.fleet.files import write_whole
from wire.codec import Malformed, codec_of
from wire.enrolment import Enrolled
from wire.signing import signing_key_id

_PINNED = "pinned.json"
"""In the folder of the identity: central's answer as it was when it first named signing keys."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """``keys`` by their ids: the one that signs now, and the next where it is changed."""

    caisse: str
    kiosk: str
    keys: Mapping[str, Ed25519PublicKey]


def pin(caisse: str, kiosk: str, *keys: Ed25519PublicKey) -> Pinned:
    return Pinned(caisse, kiosk, {signing_key_id(key): key for key in keys})


def pin_first(folder: Path, enrolled: Enrolled) -> None:
    """Keeps what central says now, unless it said something before: whoever has taken over the
    server that renews certificates changes no signer by that. Raises OSError."""
    path = folder / _PINNED
    if enrolled.signing_keys and not path.exists():
        write_whole(path, codec_of(Enrolled).write(enrolled))


def pinned_in(folder: Path) -> Pinned | None:
    """None where nothing was pinned, or nobody can tell what: then no document is believed."""
    try:
        said = codec_of(Enrolled).read((folder / _PINNED).read_bytes())
        keys = [Ed25519PublicKey.from_public_bytes(each) for each in said.signing_keys]
    except (OSError, ValueError, Malformed):
        return None
    return None if said.caisse is None else pin(said.caisse, said.kiosk, *keys)
