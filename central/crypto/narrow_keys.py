"""Keys of one purpose, for a process that is to have no other: the check page, the audit.

As text a line stands for each server key, the current one first: its id and what was derived from
it, in hex, with colons between; the id is left out where what it made bears none.
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Self

from central.crypto.digests import ID_DIGITS, DigestKey, DigestKeys, Digests

_KEY_BYTES = hashlib.sha256().digest_size


class CheckKey:
    """What the public page needs of the server keys: it makes the digests that a paper is compared
    by, and nothing else of central's."""

    def __init__(self, subjects: DigestKeys) -> None:
        self._subjects = subjects
        self._counts = DigestKeys(
            tuple(
                DigestKey(key.id, key.is_named, hmac.digest(key.secret, b"counted", hashlib.sha256))
                for key in subjects.keys
            )
        )

    @classmethod
    def of_text(cls, text: bytes) -> Self:
        """From the form in which ``central check-key`` prints it. Raises ValueError."""
        try:
            (subjects,) = _keys_of(text, 1)
        except ValueError:
            raise ValueError("no key of the check; `central check-key` prints it") from None
        return cls(subjects)

    @property
    def text(self) -> str:
        return _text_of(self._subjects)

    def subject(self, code: str, name: str, birth_date: str) -> str:
        """The digest under which a paper is known."""
        return self._subjects.digest(code, name, birth_date)

    def is_subject(self, digest: str, code: str, name: str, birth_date: str) -> bool:
        """Whether a paper of that digest is theirs. Raises ServerKeyUnknown."""
        return self._subjects.made(digest, code, name, birth_date)

    def counted(self, *fields: str) -> Digests:
        """The digests under which a check is counted."""
        return self._counts.digests(*fields)


class AuditKey:
    """What the audit needs of the server keys: whom a row is about, and the chain."""

    def __init__(self, persons: DigestKeys, chain: DigestKeys) -> None:
        self.persons, self.chain = persons, chain

    @classmethod
    def of_text(cls, text: bytes) -> Self:
        """From its ``text``. Raises ValueError."""
        try:
            persons, chain = _keys_of(text, 2)
        except ValueError:
            raise ValueError("no key of the audit") from None
        return cls(persons, chain)

    @property
    def text(self) -> str:
        return _text_of(self.persons, self.chain)


def _text_of(*purposes: DigestKeys) -> str:
    return "\n".join(
        ":".join(
            (*((keys[0].id,) if keys[0].is_named else ()), *(key.secret.hex() for key in keys))
        )
        for keys in zip(*(each.keys for each in purposes), strict=True)
    )


def _keys_of(text: bytes, purposes: int) -> tuple[DigestKeys, ...]:
    """Raises ValueError."""
    lines = [_line(line, purposes) for line in text.decode("ascii").split()]
    if not lines or len({keys[0].id for keys in lines}) < len(lines):
        raise ValueError
    return tuple(DigestKeys(keys) for keys in zip(*lines, strict=True))


def _line(line: str, purposes: int) -> tuple[DigestKey, ...]:
    parts = line.split(":")
    key_id = parts.pop(0) if len(parts) == purposes + 1 else ""
    secrets = [bytes.fromhex(part) for part in parts]
    if len(secrets) != purposes or len(key_id) not in (0, ID_DIGITS):
        raise ValueError
    return tuple(_keys(key_id, secrets))


def _keys(key_id: str, secrets: list[bytes]) -> Iterator[DigestKey]:
    for secret in secrets:
        if len(secret) != _KEY_BYTES:
            raise ValueError
        yield DigestKey(key_id, bool(key_id), secret)
