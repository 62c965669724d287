"""A display without a screen whose pixels can be watched from outside, by whoever draws them."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1080, 1920
_BYTES_A_PIXEL = 4
_HEADER = struct.Struct(">25I")
_COLOUR_BYTES = 12
"""Of one entry of the colour map that stands between an XWD file's header and its pixels."""
_EVERY = 16
"""So many rows of pixels lie from one look to the next: every control and every line is met."""
_ALIKE = 0.8
"""Share of the telling rows that must be as expected: the clock may have moved on, and the edges of
what is drawn at an angle depend on how it was drawn piece by piece."""
_LOOK_EVERY_S = 0.004
_LOOKS, _BETWEEN_LOOKS_S = 12, 0.17
"""Two seconds in all, and no multiple of the time that an animation is likely to take."""
UP_WITHIN_S = 10.0

PixelRows = tuple[bytes, ...]


def missing() -> str | None:
    """What keeps a display from being opened, in words, or None."""
    return None if shutil.which("Xvfb") else "Xvfb is not installed (apt install xvfb)"


def rows_with_something(rows: PixelRows) -> tuple[int, ...]:
    """Which rows are not of one colour from edge to edge."""
    return tuple(
        number
        for number, row in enumerate(rows)
        if row != row[:_BYTES_A_PIXEL] * (len(row) // _BYTES_A_PIXEL)
    )


@dataclass(frozen=True, slots=True)
class Expected:
    """A picture to wait for: what its ``telling`` rows look like."""

    rows: PixelRows
    telling: tuple[int, ...]

    @classmethod
    def of(cls, looks: Sequence[PixelRows]) -> "Expected":
        """From several looks at it: rows that something moves in do not tell.

        Raises ValueError for a picture with nothing on it that stands still.
        """
        last = looks[-1]
        still = (n for n in rows_with_something(last) if all(look[n] == last[n] for look in looks))
        telling = tuple(still)
        if not telling:
            raise ValueError("nothing stands still on the display")
        return cls(last, telling)

    def alike(self, rows: PixelRows) -> float:
        """The share of the telling rows that are as expected."""
        return sum(rows[n] == self.rows[n] for n in self.telling) / len(self.telling)


class Display:
    """``name`` is what DISPLAY is to be for a program that shall draw here."""

    def __init__(self, name: str, pixels: memoryview, stride: int) -> None:
        self.name = name
        self._pixels, self._stride = pixels, stride

    def rows(self) -> PixelRows:
        """The rows that are looked at, as they are now."""
        return tuple(
            bytes(self._pixels[top : top + self._stride])
            for top in range(0, HEIGHT * self._stride, _EVERY * self._stride)
        )

    def watch(self) -> Expected:
        """What is on show, looked at for a while. Raises ValueError when nothing is."""
        looks = []
        for _ in range(_LOOKS):
            looks.append(self.rows())
            time.sleep(_BETWEEN_LOOKS_S)
        return Expected.of(looks)

    def wait_for(self, expected: Expected, within_s: float) -> float:
        """The moment, on the monotonic clock, at which ``expected`` is on show.

        Raises TimeoutError when it is not within that time.
        """
        end = time.monotonic() + within_s
        while (alike := expected.alike(self.rows())) < _ALIKE:
            if time.monotonic() > end:
                raise TimeoutError(
                    f"after {within_s:g} s {alike:.0%} of the display is as expected"
                )
            time.sleep(_LOOK_EVERY_S)
        return time.monotonic()

    def picture(self, file: Path) -> None:
        """Writes what is on show as PNG."""
        rows = bytearray()
        for top in range(0, HEIGHT * self._stride, self._stride):
            row = self._pixels[top : top + WIDTH * _BYTES_A_PIXEL]
            colours = bytearray(3 * WIDTH)
            for channel in range(3):
                colours[2 - channel :: 3] = row[channel::_BYTES_A_PIXEL]
            rows += b"\0" + colours
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Of a PNG file (ISO/IEC 15948, clause 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@contextmanager
def display() -> Iterator[Display]:
    """A display of a portrait kiosk, as Xvfb keeps it in a file; gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="display-")))
        reading, writing = os.pipe()
        process = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-fbdir", str(folder), "-nolisten", "tcp", "-noreset"),
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, process)
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        with (folder / "Xvfb_screen0").open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        stack.callback(mapped.close)
        header = _HEADER.unpack_from(mapped)
        start, stride = header[0] + header[19] * _COLOUR_BYTES, header[12]
        pixels = stack.enter_context(memoryview(mapped))
        shown = stack.enter_context(pixels[start : start + HEIGHT * stride])
        yield Display(f":{number}", shown, stride)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(UP_WITHIN_S)
