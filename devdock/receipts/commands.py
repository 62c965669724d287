"""ESC/POS read back: the commands that a strip is made of, one after the other.

Source: Epson, ESC/POS Command Reference. Read from scratch, so that it agrees with no library by
accident.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_ESC, _GS, _LF = 0x1B, 0x1D, 0x0A
ASK_AT_END = b"\x1d\x72\x01"


@dataclass(frozen=True, slots=True)
class Reset:
    """ESC @"""


@dataclass(frozen=True, slots=True)
class CodeTable:
    """ESC t"""

    number: int


@dataclass(frozen=True, slots=True)
class PrintText:
    """Characters of the code table at hand."""

    written: bytes


@dataclass(frozen=True, slots=True)
class LineFeed:
    """LF"""


@dataclass(frozen=True, slots=True)
class Feed:
    """ESC d"""

    lines: int


@dataclass(frozen=True, slots=True)
class Align:
    """ESC a: 0 left, 1 centred, 2 right"""

    side: int


@dataclass(frozen=True, slots=True)
class Bold:
    """ESC E"""

    on: bool


@dataclass(frozen=True, slots=True)
class Mode:
    """ESC !: font, weight and size at once"""

    bits: int


@dataclass(frozen=True, slots=True)
class Raster:
    """GS v 0: rows of ``width`` bytes, a dot a bit"""

    width: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """GS V"""


@dataclass(frozen=True, slots=True)
class AskAtEnd:
    """GS r 1"""


@dataclass(frozen=True, slots=True)
class Strange:
    """What this printer does not know."""

    unknown: bytes


EscposCommand: TypeAlias = (
    Reset
    | CodeTable
    | PrintText
    | LineFeed
    | Feed
    | Align
    | Bold
    | Mode
    | Raster
    | Cut
    | AskAtEnd
    | Strange
)


def commands(waiting: bytearray) -> Iterator[EscposCommand]:
    """Takes whole commands from the front of ``waiting``; a beginning of one is left there."""
    while waiting:
        found = _first(bytes(waiting))
        if found is None:
            return
        command, length = found
        del waiting[:length]
        yield command


def _first(data: bytes) -> tuple[EscposCommand, int] | None:
    """The first command and how many bytes it has; None when it is not whole yet."""
    match data[0]:
        case value if value == _LF:
            return LineFeed(), 1
        case value if value == _ESC:
            return _escape(data)
        case value if value == _GS:
            return _group(data)
        case value if value < 0x20:
            return Strange(data[:1]), 1
        case _:
            length = next((at for at, byte in enumerate(data) if byte < 0x20), len(data))
            return PrintText(data[:length]), length


def _escape(data: bytes) -> tuple[EscposCommand, int] | None:
    if data[1:2] == b"@":
        return Reset(), 2
    if len(data) < 3:
        return None
    value = data[2]
    known: dict[bytes, EscposCommand] = {
        b"t": CodeTable(value),
        b"d": Feed(value),
        b"a": Align(value % 48),
        b"E": Bold(bool(value & 1)),
        b"!": Mode(value),
    }
    return known.get(data[1:2], Strange(data[:3])), 3


def _group(data: bytes) -> tuple[EscposCommand, int] | None:
    match data[1:2]:
        case b"v":
            return _raster(data)
        case b"V":
            return _cut(data)
        case b"r":
            return (AskAtEnd(), 3) if len(data) >= 3 else None
        case b"":
            return None
        case _:
            return (Strange(data[:3]), 3) if len(data) >= 3 else None


def _raster(data: bytes) -> tuple[EscposCommand, int] | None:
    if len(data) < 8:
        return None
    width, height = data[4] + 256 * data[5], data[6] + 256 * data[7]
    end = 8 + width * height
    return (Raster(width, data[8:end]), end) if len(data) >= end else None


def _cut(data: bytes) -> tuple[EscposCommand, int] | None:
    """Function A is one byte long, function B (65 on) has a feed after it."""
    if len(data) < 3:
        return None
    length = 4 if data[2] >= 65 else 3
    return (Cut(), length) if len(data) >= length else None
