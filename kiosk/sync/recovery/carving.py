"""Rows read straight from the pages of a damaged file, without SQLite.

Every page that can still be read as a leaf of a table gives its rows, whether or not the tree above
it is whole (https://sqlite.org/fileformat2.html, 1.6 and 2.1). Pages in the write-ahead log come
before those in the file; what the log holds beyond its last whole commit comes last of all, and so
may be an older copy of a row that came before. Nothing here raises for what it finds in the file.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import Table

from kiosk.sync.db.database import PAGE_BYTES
from kiosk.sync.db.schema import ACTIONS, BOOTS, COMMANDS, PRINTS

Value = None | int | float | str | bytes

_FILE_HEADER_BYTES = 100
_TABLE_LEAF = 13
_INLINE_BYTES = PAGE_BYTES - 35
_WAL_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Carved:
    table: Table
    values: Mapping[str, Value]


def carve(database: Path, log: Path) -> Iterator[Carved]:
    """Every row of ours, perhaps some of them twice. Raises OSError when a file that is there
    cannot be opened."""
    for page in _pages(database, log):
        for rowid, record in _records(page):
            row = _recognise(rowid, record)
            if row is not None:
                yield row


def _pages(database: Path, log: Path) -> Iterator[bytes]:
    committed, rest = _log_pages(log)
    if database.exists():
        with database.open("rb") as file:
            for number in range(1, database.stat().st_size // PAGE_BYTES + 2):
                if number not in committed:
                    yield _read(file, (number - 1) * PAGE_BYTES)
    if log.exists():
        with log.open("rb") as file:
            for offset in (*committed.values(), *rest):
                yield _read(file, offset)


def _read(file: BinaryIO, offset: int) -> bytes:
    """A page; empty where the disk gives nothing, padded where the file ends."""
    try:
        file.seek(offset)
        page = file.read(PAGE_BYTES)
    except OSError:
        return b""
    return page.ljust(PAGE_BYTES, b"\0")


def _log_pages(log: Path) -> tuple[dict[int, int], list[int]]:
    """Where in the log the newest committed copy of each page stands, and where others stand."""
    if not log.exists():
        return {}, []
    committed: dict[int, int] = {}
    pending: dict[int, int] = {}
    others: list[int] = []
    with log.open("rb") as file:
        check = _Checksum(file.read(_WAL_HEADER_BYTES))
        frames = (log.stat().st_size - _WAL_HEADER_BYTES) // (_FRAME_HEADER_BYTES + PAGE_BYTES)
        for index in range(max(0, frames)):
            offset = _WAL_HEADER_BYTES + index * (_FRAME_HEADER_BYTES + PAGE_BYTES)
            file.seek(offset)
            head = file.read(_FRAME_HEADER_BYTES)
            if not check.holds(head, _read(file, offset + _FRAME_HEADER_BYTES)):
                others.append(offset + _FRAME_HEADER_BYTES)
                continue
            number, pages_after_commit = struct.unpack_from(">II", head)
            pending[number] = offset + _FRAME_HEADER_BYTES
            if pages_after_commit:
                committed |= pending
                pending = {}
    return committed, [*pending.values(), *others]


class _Checksum:
    """The running checksum of a write-ahead log (file format, 4.2); once broken it stays so."""

    def __init__(self, header: bytes) -> None:
        self._whole = len(header) == _WAL_HEADER_BYTES
        self._order = ">" if self._whole and header[3] & 1 else "<"
        self._salts = header[16:24]
        self._sums = (0, 0)
        if self._whole:
            self._sums = self._added(header[:24])
            self._whole = self._sums == struct.unpack_from(">II", header, 24)

    def holds(self, head: bytes, page: bytes) -> bool:
        if self._whole:
            self._sums = self._added(head[:8] + page)
            sums = struct.unpack_from(">II", head, 16)
            self._whole = head[8:16] == self._salts and self._sums == sums
        return self._whole

    def _added(self, data: bytes) -> tuple[int, int]:
        first, second = self._sums
        words = struct.unpack(f"{self._order}{len(data) // 4}I", data)
        for even, odd in zip(words[::2], words[1::2], strict=True):
            first = (first + even + second) & 0xFFFFFFFF
            second = (second + odd + first) & 0xFFFFFFFF
        return first, second


def _records(page: bytes) -> Iterator[tuple[int, list[Value]]]:
    """The rows of a leaf page of a table: row id and values."""
    start = _FILE_HEADER_BYTES if page.startswith(b"SQLite format 3\0") else 0
    if not page or page[start] != _TABLE_LEAF:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for index in range(min(count, PAGE_BYTES // 4)):
        try:
            (cell,) = struct.unpack_from(">H", page, start + 8 + 2 * index)
            length, at = _varint(page, cell)
            rowid, at = _varint(page, at)
            if length <= _INLINE_BYTES and at + length <= len(page):
                yield rowid, _values(page[at : at + length])
        except (IndexError, ValueError, struct.error):
            continue


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins. Raises IndexError."""
    value = 0
    for step in range(8):
        value = value << 7 | data[at + step] & 0x7F
        if data[at + step] < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _values(record: bytes) -> list[Value]:
    """Raises IndexError, ValueError or struct.error for what is no record."""
    header_ends, at = _varint(record, 0)
    body = header_ends
    values: list[Value] = []
    while at < header_ends:
        kind, at = _varint(record, at)
        value, length = _value(kind, record[body:])
        values.append(value)
        body += length
    if at != header_ends or body != len(record):
        raise ValueError("no record")
    return values


def _value(kind: int, data: bytes) -> tuple[Value, int]:
    if kind in _INTEGER_BYTES:
        length = _INTEGER_BYTES[kind]
        return int.from_bytes(data[:length], "big", signed=True), length
    if kind == 7:
        return struct.unpack_from(">d", data)[0], 8
    if kind in (8, 9):
        return kind - 8, 0
    if kind < 12:
        return None, 0
    length = (kind - 12) // 2
    return (data[:length].decode(errors="replace") if kind % 2 else data[:length]), length


def _recognise(rowid: int, values: list[Value]) -> Carved | None:
    """Which table of ours a row is from, by its shape; None for a row of none."""
    match values:
        case [None, str(text), *more] if _is_uuid(text):
            # Rows stay as short as the version wrote them, when a later one adds a column.
            table = ACTIONS if len(more) + 2 > len(BOOTS.columns) else BOOTS
        case [str(text), str(), str(), *_] if _is_uuid(text):
            table = PRINTS
        case [str(), str(text), int(), *_] if _is_uuid(text):
            table = COMMANDS
        case _:
            return None
    names = [column.name for column in table.columns]
    row = dict(zip(names, values, strict=False))
    if table in (ACTIONS, BOOTS):
        row[names[0]] = rowid
    return Carved(table, row)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
