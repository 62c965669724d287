"""What the memory of a running process holds, read from outside as root may; and files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")
"""What goes over sockets; Python's texts, by their widest letter. Qt's are UTF-16."""
_PIECE = 1 << 24
_OVERLAP = 1 << 10
"""More than anything that is looked for is long, with what stands around it."""
_AROUND = 64
_FILLED = {0x00: "0", 0xA5: "P", 0xCD: "C", 0xDD: "D", 0xFD: "F"}
"""Freed by the C library (``glibc.malloc.perturb`` of the units); new, freed and fenced by Python's
debug allocator."""


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """One planted text found. ``around`` shows the bytes before and after it by their kind alone:
    x a letter, 9 a digit, 0 zero, P freed by C, D freed by Python, C new to Python, F a fence of
    Python's, ? any other; a number tells how many of them follow one another."""

    name: str
    encoding: str
    where: str
    around: str

    def __str__(self) -> str:
        return f"{self.name} in {self.encoding}, in {self.where}: {self.around}"


@dataclass(frozen=True, slots=True)
class _Region:
    start: int
    end: int
    name: str


def found(pid: int, planted: Mapping[str, str]) -> list[Trace]:
    """Where each of the planted texts stands anywhere in the process.

    Digits count only where they stand by themselves: a short code occurs within longer numbers.
    """
    traces = {
        Trace(name, encoding, _where(pid, region, at + match.start()), _around(piece, match, name))
        for region, at, piece in _pieces(pid)
        for name, text in _hinted_at(piece, planted)
        for literal, encoding in _written(text).items()
        for match in _matches(piece, text, literal)
    }
    return sorted(traces)


def standing_in(content: bytes, planted: Mapping[str, str]) -> set[str]:
    """The names of the planted texts that stand in a file's content, as ``found`` looks."""
    return {
        name
        for name, text in _hinted_at(content, planted)
        for literal in _written(text)
        if any(_matches(content, text, literal))
    }


def _hinted_at(piece: bytes, planted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Those that may be in there. Without its zeros a piece is half as long, and a text is the same
    in most encodings: none is missed, and the search takes a third of the time."""
    squeezed = piece.translate(None, b"\0")
    for name, text in planted.items():
        if any(hint in squeezed for hint in {each.replace(b"\0", b"") for each in _written(text)}):
            yield name, text


def _written(text: str) -> dict[bytes, str]:
    """The text in each encoding, once."""
    return {text.encode(encoding): encoding for encoding in reversed(ENCODINGS)}


def _matches(piece: bytes, text: str, literal: bytes) -> Iterator[re.Match[bytes]]:
    pattern = re.escape(literal)
    if text.isdecimal():
        digit = rb"[0-9A-Fa-f.-]" + rb"\0" * (len(literal) // len(text) - 1)
        pattern = rb"(?<!" + digit + rb")" + pattern + rb"(?!" + digit + rb")"
    yield from re.finditer(pattern, piece)


def _around(piece: bytes, match: re.Match[bytes], name: str) -> str:
    before = piece[max(0, match.start() - _AROUND) : match.start()]
    after = piece[match.end() : match.end() + _AROUND]
    return f"{_masked(before)} <{name}> {_masked(after)}"


def _masked(some: bytes) -> str:
    runs = ((kind, len(list(run))) for kind, run in groupby(map(_kind, some)))
    return " ".join(kind if length == 1 else f"{kind}*{length}" for kind, length in runs)


def _kind(byte: int) -> str:
    character = chr(byte)
    if byte in _FILLED:
        return _FILLED[byte]
    if not character.isascii() or not character.isprintable():
        return "?"
    return "x" if character.isalpha() else "9" if character.isdigit() else character


def _where(pid: int, region: _Region, address: int) -> str:
    """The kind of memory, and where in it for a stack: below what is in use nothing overwrites."""
    size = f"{region.name or 'anonymous memory'} of {(region.end - region.start) >> 10} KiB"
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            words = (task / "syscall").read_text(encoding="ascii").split()
            thread = (task / "comm").read_text(encoding="utf-8").strip()
        except OSError:  # the thread is over
            continue
        pointer = int(words[-2], 16) if len(words) > 1 else 0
        if region.start <= pointer < region.end:
            return f"{size}, stack of {thread}, {address - pointer:+} bytes from where it stands"
    return size


def _pieces(pid: int) -> Iterator[tuple[_Region, int, bytes]]:
    """All that the process may write to, piece by piece, each with its address."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for region in _writable(pid):
            for at in range(region.start, region.end, _PIECE):
                try:
                    memory.seek(at)
                    yield region, at, memory.read(min(_PIECE + _OVERLAP, region.end - at))
                except OSError:  # given back to the system meanwhile
                    break


def _writable(pid: int) -> Iterator[_Region]:
    """Where the process may write, in the order of addresses."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        place, modes, _, _, _, *file = line.split(maxsplit=5)
        if modes.startswith("rw"):
            start, end = (int(each, 16) for each in place.split("-"))
            yield _Region(start, end, Path(*file).name if file else "")
