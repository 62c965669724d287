"""Keyed digests that say which key made them, and what one thing is called under each key.

``<id>.<54 hex digits>``: the id of the server key behind it, and HMAC-SHA256 cut to 216 bits, so
that both fit where 64 digits stood before keys had ids (RFC 2104, section 5: half may be cut).
What a key of that time makes goes on being the bare 64 digits.
"""

import hashlib
import hmac
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared_runtime.private import Private

ID_DIGITS = 8
_NAMED_DIGITS = 54


class ServerKeyUnknown(Exception):
    """What was met is of a server key that this process does not have: it is not absent, broken or
    wrong, and nothing may be concluded from it."""

    def __init__(self, key_id: str | None) -> None:
        super().__init__(f"server key {key_id or 'of before ids'}")
        self.key_id = key_id


@dataclass(frozen=True, slots=True, repr=False)
class Digests(Private):
    """What one thing is called under each server key, the current one first. ``former``: those of
    the names that are given no more; what stands under them is moved when it is touched."""

    names: tuple[str, ...]
    key_ids: tuple[str, ...]
    former: frozenset[str]

    @property
    def current(self) -> str:
        return self.names[0]

    def under(self, key_id: str) -> str:
        return self.names[self.key_ids.index(key_id)]


Field = str | Digests
"""A text, or a thing that is called differently under each key."""


@dataclass(frozen=True, slots=True, repr=False)
class DigestKey(Private):
    """One purpose's key, derived from the server key ``id``. ``until``: since when that one makes
    nothing any more."""

    id: str
    is_named: bool
    secret: bytes
    is_former: bool = False
    until: datetime | None = None

    def digest(self, fields: Sequence[Field]) -> str:
        made = self.mac(fields).hex()
        return f"{self.id}.{made[:_NAMED_DIGITS]}" if self.is_named else made

    def mac(self, fields: Sequence[Field]) -> bytes:
        """HMAC-SHA256. Each field is preceded by its length, so none can slide."""
        message = bytearray()
        for field in fields:
            text = field if isinstance(field, str) else field.under(self.id)
            data = text.encode("utf-8")
            message += struct.pack(">I", len(data)) + data
        return hmac.digest(self.secret, bytes(message), hashlib.sha256)


@dataclass(frozen=True, slots=True, repr=False)
class DigestKeys(Private):
    """The keys of one purpose, the current one first."""

    keys: tuple[DigestKey, ...]

    def digest(self, *fields: Field) -> str:
        """What is written from now on."""
        return self.keys[0].digest(fields)

    def digests(self, *fields: Field) -> Digests:
        """What is looked for."""
        names = tuple(key.digest(fields) for key in self.keys)
        return Digests(
            names,
            tuple(key.id for key in self.keys),
            frozenset(name for name, key in zip(names, self.keys, strict=True) if key.is_former),
        )

    def made(self, digest: str, *fields: Field) -> bool:
        """Whether the digest is of these fields, under the key that it names. Raises
        ServerKeyUnknown."""
        return same(digest, self.key_of(digest).digest(fields))

    def key_of(self, digest: str) -> DigestKey:
        """The key that made it. Raises ServerKeyUnknown."""
        wanted = key_id_of(digest)
        for key in self.keys:
            if (key.id if key.is_named else None) == wanted:
                return key
        raise ServerKeyUnknown(wanted)


def key_id_of(digest: str) -> str | None:
    """The id that stands before what a key made; None for what is of the key before ids."""
    key_id, dot, _ = digest.partition(".")
    return key_id if dot and len(key_id) == ID_DIGITS else None


def same(left: str, right: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(left.encode("utf-8"), right.encode("utf-8"))
