"""Shows a picture on the whole screen of a Wayland compositor, with the standard library alone.

``python3 -I -S show_still.py SOCKET``: the pictures lie beside this file, one a shape of screen. It
speaks the few requests of Wayland that a client with one still surface needs, and ends with code 1
when the compositor goes away. What it may not need is the point of it: no kiosk, no Qt, no library.
"""

import os
import socket
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

DISPLAY, REGISTRY, SYNC = 1, 2, 3
COMPOSITOR, SHM, WM_BASE, SURFACE, XDG_SURFACE, TOPLEVEL, POOL, BUFFER = range(4, 12)
"""Objects of the connection, in the order in which they are made: ids may leave no gap."""
XRGB8888 = 1
_WANTED = {"wl_compositor": (COMPOSITOR, 4), "wl_shm": (SHM, 1), "xdg_wm_base": (WM_BASE, 1)}


class Gone(Exception):
    """The compositor closed the connection, or said that something is wrong."""


class Connection:
    """Requests and events of the wire format (Wayland book, "Wire Format"): words of the machine's
    byte order, sender, size and opcode first."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self._read = b""

    def send(self, to: int, opcode: int, body: bytes = b"", descriptor: int | None = None) -> None:
        message = struct.pack("=IHH", to, opcode, 8 + len(body)) + body
        passed = [] if descriptor is None else [descriptor]
        socket.send_fds(self._socket, [message], passed)

    def events(self) -> Iterator[tuple[int, int, bytes]]:
        """Who says what with which arguments, for as long as the compositor is there."""
        while True:
            while len(self._read) >= 8:
                sender, opcode, size = struct.unpack_from("=IHH", self._read)
                if size < 8 or len(self._read) < size:
                    break
                body, self._read = self._read[8:size], self._read[size:]
                yield sender, opcode, body
            more = self._socket.recv(65536)
            if not more:
                raise Gone("the compositor ended")
            self._read += more


def word(*numbers: int) -> bytes:
    return struct.pack(f"={len(numbers)}I", *numbers)


def text(said: str) -> bytes:
    whole = said.encode() + b"\0"
    return word(len(whole)) + whole + b"\0" * (-len(whole) % 4)


def read_png(file: Path) -> tuple[int, int, bytes]:
    """Width, height and rows of RGB. Only what ``scripts/still`` writes: eight bits, no filters."""
    whole = file.read_bytes()
    at, data, width, height = 8, b"", 0, 0
    while at < len(whole):
        size, kind = struct.unpack_from(">I4s", whole, at)
        body = whole[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        elif kind == b"IDAT":
            data += body
        at += 12 + size
    rows = zlib.decompress(data)
    step = 3 * width + 1
    return width, height, b"".join(rows[y * step + 1 : (y + 1) * step] for y in range(height))


def fitted(pictures: list[tuple[int, int, bytes]], width: int, height: int) -> bytes:
    """The picture whose shape is nearest, as large as it fits, in the middle of a screen of the
    colour of its corner: rows of XRGB8888."""
    shape = width / height
    across, down, rgb = min(pictures, key=lambda each: abs(each[0] / each[1] - shape))
    scale = min(width / across, height / down)
    shown_w, shown_h = int(across * scale), int(down * scale)
    ground = bytes((rgb[2], rgb[1], rgb[0], 0))
    left, top = (width - shown_w) // 2, (height - shown_h) // 2
    columns = [int(x / scale) for x in range(shown_w)]
    plain, made, rows = ground * width, [], {}
    for y in range(height):
        source = int((y - top) / scale)
        if not top <= y < top + shown_h or source >= down:
            made.append(plain)
            continue
        if source not in rows:
            row = rgb[source * across * 3 : (source + 1) * across * 3]
            pixels = [
                row[x + 2 : x + 3] + row[x + 1 : x + 2] + row[x : x + 1] + b"\0"
                for x in range(0, len(row), 3)
            ]
            rows = {source: b"".join(pixels[x] for x in columns)}
        made.append(ground * left + rows[source] + ground * (width - left - shown_w))
    return b"".join(made)


class Still:
    """One surface over the whole screen, drawn anew at each size that the compositor asks for."""

    def __init__(self, connection: Connection, pictures: list[tuple[int, int, bytes]]) -> None:
        self._connection, self._pictures = connection, pictures
        self._size = self._shown = (0, 0)
        self._found: dict[str, int] = {}

    def run(self) -> None:
        """Until the compositor is gone. Raises Gone and OSError."""
        self._connection.send(DISPLAY, 1, word(REGISTRY))
        self._connection.send(DISPLAY, 0, word(SYNC))
        for sender, opcode, body in self._connection.events():
            if sender == DISPLAY and opcode == 0:
                raise Gone("the compositor refused a request")
            if sender == REGISTRY and opcode == 0:
                name, size = struct.unpack_from("=II", body)
                self._found[body[8 : 7 + size].decode()] = name
            elif sender == SYNC:
                self._open()
            elif sender == WM_BASE:
                self._connection.send(WM_BASE, 3, body)
            elif sender == TOPLEVEL and opcode == 0:
                self._size = struct.unpack_from("=ii", body)
            elif sender == XDG_SURFACE:
                self._connection.send(XDG_SURFACE, 4, body)
                self._draw()

    def _open(self) -> None:
        for interface, (id_, version) in _WANTED.items():
            if interface not in self._found:
                raise Gone(f"the compositor has no {interface}")
            arguments = word(self._found[interface]) + text(interface) + word(version, id_)
            self._connection.send(REGISTRY, 0, arguments)
        self._connection.send(COMPOSITOR, 0, word(SURFACE))
        self._connection.send(WM_BASE, 2, word(XDG_SURFACE, SURFACE))
        self._connection.send(XDG_SURFACE, 1, word(TOPLEVEL))
        self._connection.send(TOPLEVEL, 11, word(0))  # the whole of whichever screen there is
        self._connection.send(SURFACE, 6)

    def _draw(self) -> None:
        width, height = self._size
        if self._size == self._shown or width <= 0 or height <= 0:
            return
        if self._shown != (0, 0):
            raise Gone("the screen has another size: begun anew by who looks after this")
        self._shown = self._size
        pixels = fitted(self._pictures, width, height)
        memory = os.memfd_create("still", os.MFD_CLOEXEC)
        with os.fdopen(memory, "wb", closefd=False) as file:
            file.write(pixels)
        self._connection.send(SHM, 0, word(POOL, len(pixels)), memory)
        self._connection.send(POOL, 0, word(BUFFER, 0, width, height, 4 * width, XRGB8888))
        self._connection.send(SURFACE, 1, word(BUFFER, 0, 0))
        self._connection.send(SURFACE, 2, word(0, 0, width, height))
        self._connection.send(SURFACE, 6)
        sys.stderr.write("shown\n")


def main(arguments: list[str]) -> int:
    pictures = [read_png(file) for file in sorted(Path(__file__).parent.glob("*.png"))]
    try:
        Still(Connection(arguments[0]), pictures).run()
    except (Gone, OSError) as why:
        sys.stderr.write(f"{why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
