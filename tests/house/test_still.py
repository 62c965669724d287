"""The picture for when nothing of the kiosk runs: drawn as the screens are, shown without them."""

import os
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.house.files import ROOT
from tests.house.units import FOLDER

STILL = FOLDER / "still"
SHOW = STILL / "show_still.py"


def show(socket_path: Path) -> "subprocess.Popen[str]":
    # As the unit starts it: without any library.
    words = [sys.executable, "-I", "-S", "-B", str(SHOW), str(socket_path)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)


def test_the_pictures_are_what_the_words_and_drawings_of_today_give(tmp_path: Path) -> None:
    drawn = subprocess.run(
        [sys.executable, "-m", "scripts.still", "--into", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        timeout=60,
    )
    assert drawn.returncode == 0
    for picture in sorted(STILL.glob("*.png")):
        assert (tmp_path / picture.name).read_bytes() == picture.read_bytes(), "make still"


def test_without_a_display_it_ends_and_is_started_anew(tmp_path: Path) -> None:
    with show(tmp_path / "nobody") as process:
        assert process.wait(20) == 1


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1024, 768)])
def test_it_puts_a_picture_over_the_whole_screen(tmp_path: Path, width: int, height: int) -> None:
    place = tmp_path / "wayland-0"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(place))
        door.listen()
        told: list[bytes] = []
        compositor = threading.Thread(target=serve, args=(door, width, height, told))
        compositor.start()
        with show(place) as process:
            compositor.join(30)
            assert process.wait(20) == 1, "the compositor is gone"
    (pixels,) = told
    assert len(pixels) == 4 * width * height
    shades = {pixels[at : at + 4] for at in range(0, len(pixels), 4 * 97)}
    assert bytes((0xFC, 0xF9, 0xF8, 0)) in shades, "the ground of the screens, blue first"
    assert len(shades) > 10


def serve(door: socket.socket, width: int, height: int, told: list[bytes]) -> None:
    """As much of a compositor as it takes: answers, until a surface with pixels is committed."""
    line, _ = door.accept()
    with line:
        ours, read = [], b""
        while True:
            more, descriptors, _, _ = socket.recv_fds(line, 65536, 4)
            read += more
            ours += descriptors
            while len(read) >= 8 and len(read) >= (size := struct.unpack_from("=IHH", read)[2]):
                to, opcode = struct.unpack_from("=IH", read)
                read = read[size:]
                match to, opcode:
                    case 1, 0:  # wl_display.sync
                        for name, kind in enumerate(("wl_compositor", "wl_shm", "xdg_wm_base"), 1):
                            word = kind.encode() + b"\0"
                            word += b"\0" * (-len(word) % 4)
                            body = struct.pack("=II", name, len(kind) + 1) + word
                            say(line, 2, 0, body + struct.pack("=I", 4))
                        say(line, 3, 0, struct.pack("=I", 1))
                    case 9, 11:  # xdg_toplevel.set_fullscreen
                        say(line, 9, 0, struct.pack("=iiI", width, height, 0))
                        say(line, 8, 0, struct.pack("=I", 7))
                    case 7, 1:  # wl_surface.attach
                        (memory,) = ours
                        with os.fdopen(memory, "rb") as pixels:
                            pixels.seek(0)
                            told.append(pixels.read())
                        return


def say(line: socket.socket, sender: int, opcode: int, body: bytes) -> None:
    line.sendall(struct.pack("=IHH", sender, opcode, 8 + len(body)) + body)
