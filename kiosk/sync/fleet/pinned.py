"""Whose signature counts on this kiosk: pinned when it was enrolled, and changed by nobody who only
gives it certificates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shared_runtime.whole_files import write_whole
from wire.codec import Malformed, codec_of
from wire.commands import LONGEST_VALIDITY
from wire.endorsing import FormerKey, KeyTrust
from wire.enrolment import Enrolled
from wire.signing import signing_key_id

_PINNED = "pinned.json"
"""In the folder of the identity: central's answer as it was when it first named signing keys."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """``keys`` by their ids: those that sign now, and those before, whose word holds for what was
    taken up by it. ``former``: those of them that another has taken the place of."""

    caisse: str
    kiosk: str
    keys: Mapping[str, Ed25519PublicKey]
    former: Mapping[str, FormerKey] = field(default_factory=dict)

    def may_tell(self, key_id: str, version: int) -> bool:
        """Whether what this key has signed may still be taken up. A former one has signed all that
        it ever will up to a version that its successor's statement names: what waited in a wave, or
        for a kiosk that was dark, and nothing that comes after it."""
        former = self.former.get(key_id)
        return former is None or version <= former.through

    def may_command(self, key_id: str, version: int, not_after: datetime) -> bool:
        """The same of a command, which was given before the change and does not outlast its day."""
        former = self.former.get(key_id)
        return former is None or (
            version <= former.through and not_after <= former.replaced_at + LONGEST_VALIDITY
        )


def pin(caisse: str, kiosk: str, *keys: Ed25519PublicKey) -> Pinned:
    return Pinned(caisse, kiosk, {signing_key_id(key): key for key in keys})


def pinned_by(kiosk: str, trust: KeyTrust) -> Pinned:
    """With all that was endorsed since."""
    return Pinned(trust.caisse, kiosk, trust.all_keys, trust.former)


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
