"""Keys of a month, in files apart from the store: what requests ask for is sealed under them.

A key that is thrown away takes with it what it sealed, in every copy of the store. It leaves its
name behind, so that what it sealed is known to be erased, and not taken for lost.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from central.crypto.keys import decrypted, encrypted
from central.runtime.chance import Chance
from shared_runtime.private import Private
from shared_runtime.whole_files import sync_folder

_KEY_BYTES = 32
_ID_DIGITS = 8
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_DECEMBER = 12


class BodyKeysUnusable(Exception):
    """The folder of body keys, or a file in it, cannot be used; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class BodyKeyErased:
    """Thrown away, and with it what it sealed."""


@dataclass(frozen=True, slots=True)
class BodyKeyMissing:
    """Not in this folder, and never thrown away from it."""


@dataclass(frozen=True, slots=True, repr=False)
class BodyKey(Private):
    """``month``: as 2026-11."""

    month: str
    secret: bytes

    @property
    def id(self) -> str:
        digest = hashlib.sha256(b"body key" + self.secret).hexdigest()
        return f"{self.month}-{digest[:_ID_DIGITS]}"

    @property
    def begins_at(self) -> datetime:
        year, month = map(int, self.month.split("-"))
        return datetime(year, month, 1, tzinfo=UTC)

    @property
    def ends_at(self) -> datetime:
        """When the next one takes its place."""
        begin = self.begins_at
        is_last = begin.month == _DECEMBER
        return begin.replace(year=begin.year + is_last, month=1 if is_last else begin.month + 1)

    def seal(self, chance: Chance, context: str, plain: bytes) -> bytes:
        return encrypted(self.secret, chance, context, plain)

    def unseal(self, context: str, sealed: bytes) -> bytes:
        """The plain bytes; raises SealBroken."""
        return decrypted(self.secret, context, sealed)


@dataclass(frozen=True, slots=True)
class BodyKeys:
    """Read anew each time: a key that another process made is known, one that it threw away is
    gone. Every method raises BodyKeysUnusable."""

    folder: Path
    chance: Chance

    def of_month(self, now: datetime) -> BodyKey:
        """The key of the month, made where there is none: of several who make it one wins."""
        month = f"{now.astimezone(UTC):%Y-%m}"
        with _named():
            return self._read(month) or self._make(month)

    def find(self, key_id: str) -> BodyKey | BodyKeyErased | BodyKeyMissing:
        month = key_id[: -_ID_DIGITS - 1]
        with _named():
            key = self._read(month) if _MONTH.fullmatch(month) else None
            if key is not None and key.id == key_id:
                return key
            return BodyKeyErased() if self._name_left(key_id).exists() else BodyKeyMissing()

    def all(self) -> tuple[BodyKey, ...]:
        """Those that are there, the oldest first."""
        with _named():
            months = sorted(path.stem for path in self.folder.iterdir() if _is_key(path))
            return tuple(key for month in months if (key := self._read(month)) is not None)

    def erase(self, key: BodyKey) -> None:
        """Its name is left first: wherever this ends, what it sealed is told to be erased. Another
        process may do the same meanwhile."""
        path = self._path(key.month)
        with _named():
            self._name_left(key.id).touch(0o600)
            sync_folder(self.folder)
            with suppress(FileNotFoundError):
                with path.open("r+b") as file:
                    file.write(self.chance.bytes(_KEY_BYTES).hex().encode("ascii"))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()
            sync_folder(self.folder)

    def require_usable(self) -> None:
        with _named():
            next(self.folder.iterdir(), None)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise BodyKeysUnusable("cannot be written")

    def _path(self, month: str) -> Path:
        return self.folder / f"{month}.key"

    def _name_left(self, key_id: str) -> Path:
        return self.folder / f"{key_id}.erased"

    def _read(self, month: str) -> BodyKey | None:
        try:
            text = self._path(month).read_text(encoding="ascii")
            secret = bytes.fromhex(text)
        except FileNotFoundError:
            if self.folder.is_dir():
                return None
            raise
        except ValueError:
            secret = b""
        if len(secret) != _KEY_BYTES:
            raise BodyKeysUnusable(f"{month}.key is damaged")
        return BodyKey(month, secret)

    def _make(self, month: str) -> BodyKey:
        """Whole from its first moment under its name: a link is made or is not."""
        draft = self.folder / f".{month}.{self.chance.bytes(8).hex()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(self.chance.bytes(_KEY_BYTES).hex().encode("ascii") + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, self._path(month))
        finally:
            draft.unlink()
        sync_folder(self.folder)
        key = self._read(month)
        if key is None:
            raise BodyKeysUnusable(f"{month}.key went away")
        return key


def _is_key(path: Path) -> bool:
    return path.suffix == ".key" and _MONTH.fullmatch(path.stem) is not None


@contextmanager
def _named() -> Iterator[None]:
    """What the operating system says, without where it says it."""
    try:
        yield
    except OSError as error:
        raise BodyKeysUnusable(error.strerror or type(error).__name__) from None
