"""What a disk holds after the power went: a strict reading of POSIX, worse than any real one.

What was put to disk by fsync is there. Of all else any part may be: whole writes, single sectors of
them, in any order. That a file was made, renamed or removed holds for good only once its folder was
synced.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from tests.power.shim import Deed, Record

SECTOR = 512
Loss = Callable[[Record], list[Record]]
"""What of a deed that was not put to disk is there all the same."""


@dataclass
class _File:
    kept: bytearray = field(default_factory=bytearray)
    pending: list[Record] = field(default_factory=list)

    def sync(self) -> None:
        for record in self.pending:
            _do(self.kept, record)
        self.pending.clear()

    def after(self, loss: Loss) -> bytes:
        content = bytearray(self.kept)
        for record in self.pending:
            for part in loss(record):
                _do(content, part)
        return bytes(content)


class Disk:
    """One folder, deed by deed."""

    def __init__(self) -> None:
        self._now: dict[str, _File] = {}
        self._kept: dict[str, _File] = {}

    def do(self, record: Record) -> None:
        match record.deed:
            case Deed.WRITE | Deed.TRUNCATE:
                self._now.setdefault(record.name, _File()).pending.append(record)
            case Deed.SYNC if record.name == "":
                self._kept = dict(self._now)
            case Deed.SYNC:
                self._now.setdefault(record.name, _File()).sync()
            case Deed.UNLINK:
                self._now.pop(record.name, None)
            case Deed.RENAME:
                self._now[record.data.decode()] = self._now.pop(record.name)
            case Deed.MARK:
                pass
            case _:
                raise ValueError(record.deed)

    def after(self, loss: Loss, *, names_kept: bool) -> Mapping[str, bytes]:
        """The files by name. ``names_kept``: whether files are there as they were made and removed,
        or as when the folder was synced last."""
        there = self._now if names_kept else self._kept
        return {name: file.after(loss) for name, file in there.items()}


def all_lost(_: Record) -> list[Record]:
    return []


def none_lost(record: Record) -> list[Record]:
    return [record]


def some_lost(chance: Random) -> Loss:
    return lambda record: [record] if chance.random() < 0.5 else []


def torn(chance: Random) -> Loss:
    """Each sector by itself is there or is not."""

    def lose(record: Record) -> list[Record]:
        sectors = _sectors(record) if record.deed is Deed.WRITE else [record]
        return [sector for sector in sectors if chance.random() < 0.5]

    return lose


def _sectors(record: Record) -> list[Record]:
    sectors = []
    at = 0
    while at < len(record.data):
        end = at + SECTOR - (record.offset + at) % SECTOR
        part = record.data[at:end]
        sectors.append(Record(Deed.WRITE, record.name, record.offset + at, part))
        at = end
    return sectors


def _do(content: bytearray, record: Record) -> None:
    if record.deed is Deed.TRUNCATE:
        del content[record.offset :]
    missing = record.offset + len(record.data) - len(content)
    content.extend(bytes(max(0, missing)))
    content[record.offset : record.offset + len(record.data)] = record.data
