"""What the memory of a running process holds, read from outside as root may."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")
"""What goes over sockets; Python's texts, by their widest letter. Qt's are UTF-16."""
_PIECE = 1 << 24
_OVERLAP = 1 << 10
"""More than anything that is looked for is long."""


def found(pid: int, planted: Mapping[str, str]) -> set[tuple[str, str]]:
    """Names of the planted texts that stand anywhere in the process, each with its encoding.

    Digits count only where they stand by themselves: a short code occurs within longer numbers.
    """
    return {
        (name, encoding)
        for piece in _pieces(pid)
        for name, text in planted.items()
        for encoding in ENCODINGS
        if _stands_in(piece, text, encoding)
    }


def _stands_in(piece: bytes, text: str, encoding: str) -> bool:
    literal = text.encode(encoding)
    if literal not in piece or not text.isdecimal():
        return literal in piece
    width = len("0".encode(encoding))
    digit = rb"[0-9A-Fa-f.-]" + rb"\0" * (width - 1)
    alone = rb"(?<!" + digit + rb")" + re.escape(literal) + rb"(?!" + digit + rb")"
    return re.search(alone, piece) is not None


def _pieces(pid: int) -> Iterator[bytes]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _writable(pid):
            for at in range(start, end, _PIECE):
                try:
                    memory.seek(at)
                    yield memory.read(min(_PIECE + _OVERLAP, end - at))
                except OSError:  # given back to the system meanwhile
                    break


def _writable(pid: int) -> Iterator[tuple[int, int]]:
    """Where the process may write, in the order of addresses."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        place, modes, *_ = line.split(maxsplit=2)
        if modes.startswith("rw"):
            start, end = (int(each, 16) for each in place.split("-"))
            yield start, end
