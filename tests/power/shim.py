"""A hand on every file of one folder: what a process writes there is counted, recorded, refused.

The process is started with ``environment``: ``shim.c`` is loaded before its C library and obeys the
page of memory that this side writes.
"""

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

_SOURCE = Path(__file__).with_name("shim.c")
_HEAD = struct.Struct("@iIIq")
_COMPILE = ("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
_NEVER = 2**62
KILL = -1
"""What a spoiled deed ends with beside the errors of ``errno``: the process dies before it."""


class Deed(IntFlag):
    WRITE = 1
    SYNC = 2
    TRUNCATE = 4
    UNLINK = 8
    ALLOCATE = 16
    MARK = 32
    """Nothing that the process did: a word of ours in the record."""
    RENAME = 64
    """Its data is the new name."""


GROWTH = Deed.WRITE | Deed.ALLOCATE
CHANGES = Deed.WRITE | Deed.SYNC | Deed.TRUNCATE | Deed.UNLINK | Deed.RENAME


class _Control(ctypes.Structure):
    _fields_ = (
        ("folder", ctypes.c_char * 512),
        ("log", ctypes.c_char * 512),
        ("done", ctypes.c_int64),
        ("syncs", ctypes.c_int64),
        ("from_", ctypes.c_int64),
        ("to", ctypes.c_int64),
        ("kinds", ctypes.c_int32),
        ("error", ctypes.c_int32),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """One deed. ``name`` is the file's below the folder, empty for the folder itself, or the word
    of a mark; ``offset`` that of a write, or the length a file was cut to."""

    deed: Deed
    name: str
    offset: int
    data: bytes


class Shim:
    """One hand, for one process or many one after the other; it begins by doing nothing."""

    def __init__(self, folder: Path) -> None:
        self._library = folder / "shim.so"
        self._page = folder / "shim.page"
        self._log = folder / "shim.log"
        build(self._library)
        self._page.write_bytes(bytes(ctypes.sizeof(_Control)))
        with self._page.open("r+b") as page:
            self._control = _Control.from_buffer(mmap.mmap(page.fileno(), 0))

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self._library), "BORNE_SHIM": str(self._page)}

    def watch(self, folder: Path) -> None:
        """Every file below ``folder`` from now on, and no other; it stands on real paths."""
        self._control.folder = os.fsencode(folder.resolve()) + b"/"

    def record(self) -> None:
        self._log.write_bytes(b"")
        self._control.log = os.fsencode(self._log)

    def mark(self, word: str) -> None:
        """Puts a word into the record, after everything that was done before."""
        name = word.encode()
        with self._log.open("ab", buffering=0) as log:
            log.write(_HEAD.pack(Deed.MARK, len(name), 0, 0) + name)

    def recorded(self) -> Iterator[Record]:
        written = self._log.read_bytes()
        at = 0
        while at < len(written):
            kind, name_length, data_length, offset = _HEAD.unpack_from(written, at)
            at += _HEAD.size
            name = written[at : at + name_length].decode()
            at += name_length
            yield Record(Deed(kind), name, offset, written[at : at + data_length])
            at += data_length

    def spoil(self, kinds: Deed, error: int, first: int = 0, count: int = _NEVER) -> None:
        """``count`` deeds of these kinds, beginning with the ``first`` from now, end so."""
        self._control.kinds = 0
        self._control.done = 0
        self._control.from_, self._control.to = first, first + count
        self._control.error = error
        self._control.kinds = kinds

    def mend(self) -> None:
        self._control.kinds = 0

    @property
    def done(self) -> int:
        """Deeds of the spoiled kinds since ``spoil``."""
        return int(self._control.done)

    @property
    def syncs(self) -> int:
        """How often a file was put to disk since the shim began."""
        return int(self._control.syncs)


def missing() -> str | None:
    """Why there can be no shim on this machine, or None."""
    return None if shutil.which("gcc") else "gcc is not installed (apt install gcc libc6-dev)"


def build(library: Path) -> None:
    subprocess.run(
        [*_COMPILE, "-o", str(library), str(_SOURCE)],
        check=True,
    )
