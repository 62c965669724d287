"""The file with the ring of server keys: read whole, and changed by one command at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from central.config.server_settings import ConfigurationError
from central.crypto.key_ring import KeyRing
from shared_runtime.whole_files import sync_folder

_SETTING = "server_key_file"


def read_ring(path: Path) -> KeyRing:
    """Raises ConfigurationError."""
    try:
        return KeyRing.of_text(path.read_bytes())
    except OSError:
        raise ConfigurationError(
            (f"{_SETTING}: cannot be read; `central migrate` makes one",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"{_SETTING}: {error}",)) from None


@contextmanager
def changing(path: Path) -> Iterator[KeyRing]:
    """The ring as it is, while nobody else changes it. Raises ConfigurationError."""
    with _named():
        lock = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield read_ring(path)
    finally:
        os.close(lock)


def write_ring(path: Path, ring: KeyRing) -> None:
    """In the place of the one that is there, at once or not at all, for the same account; what was
    there is overwritten. Raises ConfigurationError."""
    draft = path.with_name(path.name + ".new")
    with _named(), path.open("r+b") as former:
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            owner = os.fstat(former.fileno())
            if (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
                os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
            file.write(ring.text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
        # With what is no key: who has just opened it reads nothing else out of it.
        former.write(b" " * owner.st_size)
        former.flush()
        os.fsync(former.fileno())


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigurationError((f"{_SETTING}: cannot be changed: {error.strerror}",)) from None
