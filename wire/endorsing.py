"""Endorsing the next key, and whose signature counts after all that was endorsed: pure, and the
same at central, which tells the statements, and at a kiosk, which goes by them.

A kiosk begins with the keys that it was given when it was enrolled. Each statement is believed only
from the key that signs now, and puts another in its place: whoever lacks one statement believes
none that come after it, and one that was taken before changes nothing when it comes again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wire.codec import Malformed, codec_of
from wire.endorsement import PUBLIC_KEY_BYTES, KeyEndorsement
from wire.signed import SignedDocument
from wire.signing import NotGenuine, canonical_json, sign_text, signing_key_id, verified_plain

_CONTEXT = b"borne key endorsement 1\n"


class NotTaken(StrEnum):
    """Why a statement changes nothing here."""

    UNKNOWN_KEY = "unknown-key"
    """Signed by nobody that was pinned here, or by one further on in a chain with a gap."""
    WRONG_SIGNATURE = "wrong-signature"
    MALFORMED = "malformed"
    OTHER_CAISSE = "other-caisse"
    OLDER = "older"
    """Taken before, or said by a key that another has the place of."""


_OF_SIGNATURE = {
    NotGenuine.UNKNOWN_KEY: NotTaken.UNKNOWN_KEY,
    NotGenuine.WRONG_SIGNATURE: NotTaken.WRONG_SIGNATURE,
    NotGenuine.MALFORMED: NotTaken.MALFORMED,
}


@dataclass(frozen=True, slots=True)
class FormerKey:
    """A key that another has the place of. ``through``: the newest version of its that is still
    taken up; ``replaced_at``: when the other was endorsed."""

    key: Ed25519PublicKey
    through: int
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class KeyTrust:
    """``current``: by their ids those whose word counts for what is new: one, but before the first
    statement, when all count that were pinned. ``intake``: what requests are sealed for, where that
    was said. ``taken``: the statements that led here, in their order."""

    caisse: str
    current: Mapping[str, Ed25519PublicKey]
    former: Mapping[str, FormerKey] = field(default_factory=dict)
    intake: X25519PublicKey | None = None
    number: int = 0
    taken: tuple[SignedDocument, ...] = ()

    @classmethod
    def beginning(cls, caisse: str, keys: Iterable[Ed25519PublicKey]) -> "KeyTrust":
        return cls(caisse, {signing_key_id(key): key for key in keys})

    @property
    def all_keys(self) -> Mapping[str, Ed25519PublicKey]:
        """With those before: what was taken up by their word goes on."""
        return {**{id_: each.key for id_, each in self.former.items()}, **self.current}


def endorse(statement: KeyEndorsement, private: Ed25519PrivateKey) -> SignedDocument:
    """``statement.former`` is the id of ``private``."""
    plain = codec_of(KeyEndorsement).plain(statement)
    at = statement.issued_at.isoformat(timespec="microseconds")
    return sign_text(canonical_json(plain | {"issued_at": at}), private, _CONTEXT)


def endorsed(
    document: SignedDocument, keys: Mapping[str, Ed25519PublicKey]
) -> KeyEndorsement | NotGenuine:
    """What it says, where one of ``keys`` has signed it."""
    plain = verified_plain(document, keys, _CONTEXT)
    if isinstance(plain, NotGenuine):
        return plain
    try:
        said = codec_of(KeyEndorsement).of_plain(plain)
    except Malformed:
        return NotGenuine.MALFORMED
    whole = said.former == document.key_id and len(said.key) == PUBLIC_KEY_BYTES
    return said if whole else NotGenuine.MALFORMED


def take(trust: KeyTrust, document: SignedDocument) -> KeyTrust | NotTaken:
    """Whose word counts with this statement, or why it changes nothing."""
    if document.key_id in trust.former:
        return NotTaken.OLDER
    said = endorsed(document, trust.current)
    if isinstance(said, NotGenuine):
        return _OF_SIGNATURE[said]
    if said.caisse != trust.caisse:
        return NotTaken.OTHER_CAISSE
    if said.number <= trust.number:
        return NotTaken.OLDER
    told = replace(trust, number=said.number, taken=(*trust.taken, document))
    match said.use:
        case "intake":
            return replace(told, intake=X25519PublicKey.from_public_bytes(said.key))
        case "signing":
            return _succeeded(told, said)
        case _:
            assert_never(said.use)


def take_all(trust: KeyTrust, documents: Sequence[SignedDocument]) -> KeyTrust:
    """As far as they lead; what does not fit is passed over."""
    for document in documents:
        found = take(trust, document)
        if isinstance(found, KeyTrust):
            trust = found
    return trust


def _succeeded(trust: KeyTrust, said: KeyEndorsement) -> KeyTrust | NotTaken:
    key = Ed25519PublicKey.from_public_bytes(said.key)
    id_ = signing_key_id(key)
    if id_ in trust.former or id_ == said.former:
        return NotTaken.MALFORMED  # what was put away comes not back
    # Of several that were pinned, only the one that spoke signs on for a while.
    put_away = {
        each: FormerKey(known, said.through if each == said.former else 0, said.issued_at)
        for each, known in trust.current.items()
        if each != id_
    }
    return replace(trust, current={id_: key}, former={**trust.former, **put_away})
