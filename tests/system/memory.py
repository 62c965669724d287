"""What the memory of a running process holds, read from outside as an administrator could."""

import re
from collections.abc import Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""Bytes and Python's own narrow texts; Qt's; Python's wide ones."""
_PIECE = 1 << 24
_OVERLAP = 1 << 10


def traces(pid: int, planted: dict[str, re.Pattern[str]]) -> dict[str, list[bytes]]:
    raise NotImplementedError


def writable(pid: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each mapping that the process may write to."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        place, modes, *rest = line.split(maxsplit=5)
        if "w" in modes and "r" in modes:
            start, end = (int(each, 16) for each in place.split("-"))
            yield start, end, rest[3] if len(rest) > 3 else ""


def pieces(pid: int) -> Iterator[tuple[str, int, bytes]]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end, name in writable(pid):
            at = start
            while at < end:
                memory.seek(at)
                try:
                    piece = memory.read(min(_PIECE + _OVERLAP, end - at))
                except OSError:
                    break
                if not piece:
                    break
                yield name, at, piece
                at += _PIECE
